namespace NanoBanana.Client.Callbacks;

/// <summary>A request that cannot be read; the status says what is wrong with it.</summary>
internal sealed class RequestException(int status) : Exception
{
    public int Status { get; } = status;
}
