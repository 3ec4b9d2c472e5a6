using NanoBanana.Emulation.Gateways.Kie;

namespace NanoBanana.Emulation.Gateways.AigptImage;

/// <summary>AIGPTImage's models. It prints no price for them: these are invented.</summary>
internal static class AigptImageModels
{
    private static readonly ModelRow Text = KieModels.First with { Model = "nano-banana-text-to-image", MaxPrompt = 20000 };

    private static readonly IReadOnlyList<ModelRow> All =
    [
        Text,
        Text.WithImages("image_urls", 1, 10) with { Model = "nano-banana-image-to-image" },
        KieModels.Second with { Model = "nano-banana-2-text-to-image", ImageField = null, DefaultFormat = "png", Flags = [] },
    ];

    public static ModelRow? Find(string model) => All.FirstOrDefault(row => string.Equals(row.Model, model, StringComparison.Ordinal));
}
