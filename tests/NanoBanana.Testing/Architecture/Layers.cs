using System.Text;

namespace NanoBanana.Testing.Architecture;

/// <summary>Holds that the folders of a project are layers: each knows only what is below it, and no sibling.</summary>
public static class Layers
{
    /// <param name="project">The project's folder, from the root of the repository.</param>
    /// <param name="assembly">The path of the built assembly.</param>
    /// <param name="layers">The folders, from the top layer to the bottom.</param>
    public static void Hold(string project, string assembly, IReadOnlyList<string[]> layers)
    {
        var folders = new SourceFolders(Path.Combine(Repository.Root, project));
        Assert.Empty(folders.All.Except(layers.SelectMany(each => each), StringComparer.Ordinal));
        var wrong = new FolderGraph(assembly, folders).Arrows
            .Where(arrow => Level(layers, arrow.Key.From) >= Level(layers, arrow.Key.To))
            .OrderBy(arrow => arrow.Key.From, StringComparer.Ordinal)
            .ToList();
        Assert.True(wrong.Count == 0, Print(wrong, layers));
    }

    private static int Level(IReadOnlyList<string[]> layers, string folder) =>
        layers.Select((names, level) => (names, level)).First(each => each.names.Contains(folder, StringComparer.Ordinal)).level;

    private static string Print(IEnumerable<KeyValuePair<(string From, string To), SortedSet<string>>> wrong, IReadOnlyList<string[]> layers)
    {
        var text = new StringBuilder("These arrows do not point down:\n");
        foreach (var (arrow, pairs) in wrong)
        {
            text.Append("  ").Append(arrow.From).Append(" -> ").Append(arrow.To).Append(" (").AppendJoin(", ", pairs).Append(")\n");
        }

        text.Append("The layers, from the top:\n");
        foreach (var layer in layers)
        {
            text.Append("  ").AppendJoin("  ", layer).Append('\n');
        }

        return text.ToString();
    }
}
