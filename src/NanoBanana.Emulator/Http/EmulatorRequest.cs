using System.Collections.Specialized;

namespace NanoBanana.Emulation.Http;

/// <summary>A request, wholly read: nothing of the listener leaks into the gateways.</summary>
internal sealed class EmulatorRequest
{
    public required string Method { get; init; }

    /// <summary>The unescaped path below the service's prefix, always with a leading slash.</summary>
    public required string Path { get; init; }

    public required IReadOnlyDictionary<string, string> Query { get; init; }

    public required NameValueCollection Headers { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>Scheme, host and port as the caller wrote them, so that handed-out URLs lead the same way back.</summary>
    public required string Origin { get; init; }

    public string? ContentType => Headers["Content-Type"];

    public EmulatorRequest Below(string prefix) => new()
    {
        Method = Method,
        Path = Path.Length > prefix.Length + 1 ? Path.Substring(prefix.Length + 1) : "/",
        Query = Query,
        Headers = Headers,
        Body = Body,
        Origin = Origin,
    };
}
