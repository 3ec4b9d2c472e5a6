using NanoBanana.Emulation.Gateways.Kie;

namespace NanoBanana.Emulation.Gateways.Apikley;

/// <summary>Apikley's models: the documented edit model and its siblings at kie.ai.</summary>
internal static class ApikleyModels
{
    private static readonly IReadOnlyList<ModelRow> All =
    [
        KieModels.First.WithImages("image_urls", 1, 10) with { Model = "google/nano-banana-edit" },
        KieModels.First,
        KieModels.Second,
        KieModels.Lite,
        KieModels.SecondNext,
        KieModels.Pro,
    ];

    public static ModelRow? Find(string model) => All.FirstOrDefault(row => string.Equals(row.Model, model, StringComparison.Ordinal));
}
