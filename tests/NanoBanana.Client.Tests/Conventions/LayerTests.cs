using System.Text;
using NanoBanana.Testing;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Store.Relational;

namespace NanoBanana.Client.Tests.Conventions;

/// <summary>The folders of the core are layers: each knows only what lies below it, and no sibling.</summary>
public sealed class LayerTests
{
    // from the top to the bottom; docs/architecture.md shows the same picture
    private static readonly string[][] Layers =
    [
        [SourceFolders.Root],
        ["Submitting", "Waiting", "Downloads", "Callbacks", "Reports", "Terminals"],
        ["Uploads"],
        ["Querying"],
        ["Options"],
        ["Limits", "Pricing"],
        ["Durations"],
        ["Http"],
        ["Journal", "Store"],
        ["Profiles"],
        ["Imaging"],
        ["Gateways"],
        ["State"],
        ["Model"],
        ["Compatibility"],
    ];

    [Fact]
    public void Arrows_between_the_folders_of_the_core_point_down()
    {
        var folders = new SourceFolders(Path.Combine(Repository.Root, "src", "NanoBanana.Client"));
        var arrows = new FolderGraph(typeof(NanoBananaClient).Assembly.Location, folders).Arrows;
        Assert.Empty(folders.All.Except(Layers.SelectMany(each => each), StringComparer.Ordinal));
        var wrong = arrows.Where(arrow => Level(arrow.Key.From) >= Level(arrow.Key.To)).OrderBy(arrow => arrow.Key.From, StringComparer.Ordinal).ToList();
        Assert.True(wrong.Count == 0, Print(wrong));
    }

    private static int Level(string folder) => Array.FindIndex(Layers, layer => layer.Contains(folder, StringComparer.Ordinal));

    private static string Print(IEnumerable<KeyValuePair<(string From, string To), SortedSet<string>>> wrong)
    {
        var text = new StringBuilder("These arrows do not point down:\n");
        foreach (var (arrow, pairs) in wrong)
        {
            text.Append("  ").Append(arrow.From).Append(" -> ").Append(arrow.To).Append(" (").AppendJoin(", ", pairs).Append(")\n");
        }

        text.Append("The layers, from the top:\n");
        foreach (var layer in Layers)
        {
            text.Append("  ").AppendJoin("  ", layer).Append('\n');
        }

        return text.ToString();
    }
}
