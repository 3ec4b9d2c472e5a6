using NanoBanana.PowerShell.Commands;
using NanoBanana.Testing.Architecture;

namespace NanoBanana.PowerShell.Tests.Conventions;

/// <summary>The layers of the cmdlets, from the top to the bottom.</summary>
public sealed class LayerConventions
{
    [Fact]
    public void Arrows_between_the_folders_of_the_cmdlets_point_down() => Layers.Hold(
        "src/NanoBanana.PowerShell",
        typeof(NewNanoBananaTaskCommand).Assembly.Location,
        [["Commands"], ["Hosting"], ["Binding", "Loading"]]);
}
