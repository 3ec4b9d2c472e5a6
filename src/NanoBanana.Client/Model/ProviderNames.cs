namespace NanoBanana;

/// <summary>The names of the five gateways.</summary>
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
}
