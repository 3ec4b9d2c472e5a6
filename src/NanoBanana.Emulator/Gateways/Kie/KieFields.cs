using NanoBanana.Emulation.Images;

namespace NanoBanana.Emulation.Gateways.Kie;

internal static class KieFields
{
    public static readonly string[] Formats = ["png", "jpeg"];

    /// <summary>The ratio under its older or its newer name; the newer wins when both are there.</summary>
    public static string Ratio(JsonFields input)
    {
        var older = input.OneOf("image_size", RatioTable.RatiosAndAuto);
        var newer = input.OneOf("aspect_ratio", RatioTable.RatiosAndAuto);
        return newer ?? older ?? "1:1";
    }
}
