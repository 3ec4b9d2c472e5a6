using NanoBanana.Emulation.Compatibility;

namespace NanoBanana.Emulation.Http;

internal static class RequestTarget
{
    private static readonly char[] NotOfAHost = ['/', '\\', '?', '#', '@'];

    /// <summary>The request that a head asks for; its body is still to come.</summary>
    public static EmulatorRequest Of(RequestHead head, Uri listening)
    {
        var origin = "http://" + (head.Headers["Host"] is { Length: > 0 } host ? host : listening.Authority);
        var text = head.Target.StartsWith("/", StringComparison.Ordinal) ? origin + head.Target : head.Target;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || !Uri.TryCreate(origin, UriKind.Absolute, out var door)
            || origin.IndexOfAny(NotOfAHost, "http://".Length) >= 0
            || !uri.Scheme.Is(Uri.UriSchemeHttp))
        {
            throw new MalformedRequestException(400, "The request's target or Host is not understood.");
        }

        // A web page that gives its own name to this machine must not reach the control door.
        if (!uri.IsLoopback || !door.IsLoopback)
        {
            throw new MalformedRequestException(400, "The emulator answers to names of this machine only.");
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
