using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Downloads;

/// <summary>Mirrors the sub-folders of sources: a result of <c>root/a/b.jpg</c> goes to the sub-folder <c>a</c>.</summary>
/// <param name="Root">Full path of the folder whose sub-folders are mirrored.</param>
/// <param name="CurrentFolder">What relative sources are relative to.</param>
public sealed record SourceTree(string Root, string CurrentFolder)
{
    private static readonly char[] Separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    /// <summary>The sub-folder of a source, each part of it a safe name; empty if the source is in the root itself.</summary>
    /// <param name="source">A path; relative ones are meant below <see cref="CurrentFolder"/>.</param>
    /// <returns>Null for a URL and for what does not be below the root.</returns>
    public string? FolderOf(string source)
    {
        if (IsUrl(source) || source.IndexOf('\0') >= 0)
        {
            return null;
        }

        var root = Parts(Path.GetFullPath(Root));
        var parts = Parts(Path.GetFullPath(Path.Combine(CurrentFolder, source)));
        return parts.Length > root.Length && parts.Take(root.Length).SequenceEqual(root, Comparer)
            ? Path.Combine([.. parts.Skip(root.Length).Take(parts.Length - root.Length - 1).Select(SafeFileName.Of)])
            : null;
    }

    internal static bool IsUrl(string source) => source.Contains("://", StringComparison.Ordinal) || source.StartsWith("data:", StringComparison.OrdinalIgnoreCase);

    private static StringComparer Comparer => Platform.IsWindows || Platform.IsMacOS ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    private static string[] Parts(string path) => path.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
}
