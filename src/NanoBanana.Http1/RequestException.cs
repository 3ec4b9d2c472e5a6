namespace NanoBanana.Http1;

/// <summary>The bytes of the connection are not an HTTP request, or not an accepted one.</summary>
/// <param name="status">The HTTP status that says what is wrong.</param>
/// <param name="message">The same in words.</param>
internal sealed class RequestException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
