namespace NanoBanana.Emulation.Http;

/// <summary>What came over the connection is no HTTP request that the emulator takes.</summary>
internal sealed class MalformedRequestException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
