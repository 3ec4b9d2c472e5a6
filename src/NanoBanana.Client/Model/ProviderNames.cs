namespace NanoBanana;

/// <summary>The five gateways.</summary>
public static class ProviderNames
{
    /// <summary>https://www.pixazo.ai</summary>
    public const string Pixazo = "Pixazo";

    /// <summary>https://nanobananaapi.ai</summary>
    public const string NanoBananaApi = "NanoBananaApi";

    /// <summary>https://crun.ai</summary>
    public const string Crun = "Crun";

    /// <summary>https://apikley.ru</summary>
    public const string Apikley = "Apikley";

    /// <summary>https://aigptimage.com</summary>
    public const string AigptImage = "AigptImage";

    /// <summary>All of them, in the order of the help.</summary>
    public static IReadOnlyList<string> All { get; } = [Pixazo, NanoBananaApi, Crun, Apikley, AigptImage];

    /// <summary>The name in this library's spelling, whatever case it was written in.</summary>
    /// <exception cref="NanoBananaException"><c>UnknownProvider</c>.</exception>
    public static string Parse(string name) =>
        All.FirstOrDefault(each => each.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? throw new NanoBananaException(ErrorIds.UnknownProvider, name, string.Join(", ", All)) { Target = name };
}
