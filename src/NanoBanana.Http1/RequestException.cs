namespace NanoBanana.Http1;

/// <summary>What came over the connection is no HTTP request, or not one that is taken.</summary>
/// <param name="status">The HTTP status that says what is wrong.</param>
/// <param name="message">The same in words.</param>
internal sealed class RequestException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
