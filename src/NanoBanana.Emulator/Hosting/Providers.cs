namespace NanoBanana.Emulation.Hosting;

/// <summary>The names of the five gateways, and of the image host that belongs to none of them.</summary>
internal static class Providers
{
    public const string Pixazo = "Pixazo";
    public const string NanoBananaApi = "NanoBananaApi";
    public const string Crun = "Crun";
    public const string Apikley = "Apikley";
    public const string AigptImage = "AigptImage";
    public const string ImageHost = "ImageHost";

    public static readonly IReadOnlyList<string> Gateways = [Pixazo, NanoBananaApi, Crun, Apikley, AigptImage];

    public static readonly IReadOnlyList<string> All = [.. Gateways, ImageHost];

    /// <summary>The first path segment of a gateway's own URLs.</summary>
    public static string Prefix(string provider) => provider.ToLowerInvariant();

    /// <summary>The name as we spell it, whatever the case it was asked in; null for a stranger.</summary>
    public static string? Find(string name) => All.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
}
