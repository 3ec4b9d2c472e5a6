using System.Globalization;
using System.Security.Cryptography;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Http;

/// <summary>A request: nothing of the connection leaks into the gateways.</summary>
internal sealed record EmulatorRequest
{
    public required string Method { get; init; }

    /// <summary>The unescaped path below the service's prefix, always with a leading slash.</summary>
    public required string Path { get; init; }

    public required IReadOnlyDictionary<string, string> Query { get; init; }

    public required HeaderList Headers { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>Scheme, host and port as the caller wrote them, so that handed-out URLs lead the same way back.</summary>
    public required string Origin { get; init; }

    public string? ContentType => Headers["Content-Type"];

    /// <summary>The hash by which a charge is matched with what was sent, in lower-case hexadecimal digits.</summary>
    public string BodySha256()
    {
        using var algorithm = SHA256.Create();
        return string.Concat(algorithm.ComputeHash(Body).Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
    }

    public EmulatorRequest Below(string prefix) =>
        this with { Path = Path.Length > prefix.Length + 1 ? Path.Substring(prefix.Length + 1) : "/" };
}
