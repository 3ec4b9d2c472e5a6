using NanoBanana.Emulation.Compatibility;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Http;

internal static class RequestTarget
{
    private static readonly char[] NotOfAHost = ['/', '\\', '?', '#', '@'];

    /// <summary>The request that a head asks for, without its body.</summary>
    /// <param name="head">The head.</param>
    /// <param name="listening">The emulator's own address, for callers that name no host.</param>
    public static EmulatorRequest Of(RequestHead head, Uri listening)
    {
        var origin = "http://" + (head.Headers["Host"] is { Length: > 0 } host ? host : listening.Authority);
        var text = head.Target.StartsWith("/", StringComparison.Ordinal) ? origin + head.Target : head.Target;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || !Uri.TryCreate(origin, UriKind.Absolute, out var named)
            || origin.IndexOfAny(NotOfAHost, "http://".Length) >= 0
            || !uri.Scheme.Is(Uri.UriSchemeHttp))
        {
            throw new RequestException(400, "The target or the Host header of the request is not valid.");
        }

        // A web page that gives its own name to this machine must not reach the control service.
        if (!uri.IsLoopback || !named.IsLoopback)
        {
            throw new RequestException(400, "The emulator answers only to names of this machine.");
        }

        return new EmulatorRequest
        {
            Method = head.Method,
            Path = Uri.UnescapeDataString(uri.AbsolutePath),
            Query = QueryText.Parse(uri.Query),
            Headers = head.Headers,
            Body = [],
            Origin = origin,
        };
    }
}
