using NanoBanana.Emulation.Compatibility;

namespace NanoBanana.Emulation.Inputs;

internal static class Loopback
{
    /// <summary>True for an http or https URL of this machine; file URLs also call themselves loopback.</summary>
    public static bool IsHttp(Uri uri) => IsWeb(uri) && uri.IsLoopback;

    public static bool IsWeb(Uri uri) => uri.IsAbsoluteUri && (uri.Scheme.Is(Uri.UriSchemeHttp) || uri.Scheme.Is(Uri.UriSchemeHttps));
}
