using NanoBanana.Testing.Architecture;

namespace NanoBanana.Client.Tests.Conventions;

/// <summary>The layers of the core, from the top to the bottom; docs/architecture.md shows the same picture.</summary>
public sealed class LayerTests
{
    [Fact]
    public void Arrows_between_the_folders_of_the_core_point_down() => Layers.Hold(
        "src/NanoBanana.Client",
        typeof(NanoBananaClient).Assembly.Location,
        [
            [SourceFolders.Root],
            ["Submitting", "Waiting", "Downloads", "Callbacks", "Reports", "Terminals", "Plans"],
            ["Uploads"],
            ["Querying"],
            ["Options"],
            ["Limits", "Pricing"],
            ["Durations"],
            ["Http"],
            ["Journal"],
            ["Store"],
            ["Profiles"],
            ["Imaging"],
            ["Gateways"],
            ["State"],
            ["Model"],
            ["Compatibility"],
        ]);
}
