using System.Text.RegularExpressions;
using NanoBanana.Client.Store.Relational;

namespace NanoBanana.Testing.Architecture;

/// <summary>Which folder of a project declares a type. The metadata knows namespaces only, and public types have a short one.</summary>
public sealed partial class SourceFolders
{
    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);

    public SourceFolders(string project)
    {
        foreach (var file in Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories))
        {
            var parts = Path.GetRelativePath(project, file).Split(Path.DirectorySeparatorChar);
            if (parts[0] is "obj" or "bin")
            {
                continue;
            }

            var text = File.ReadAllText(file);
            var space = Namespace().Match(text).Groups[1].Value;
            foreach (Match match in Declaration().Matches(text))
            {
                _folders[space + "." + match.Groups[1].Value] = parts.Length > 1 ? parts[0] : Root;
            }
        }
    }

    /// <summary>The name that means the project's own folder.</summary>
    public const string Root = "(root)";

    public IEnumerable<string> All => _folders.Values.Distinct(StringComparer.Ordinal);

    /// <summary>The first folder below the project's; null for a type that no file declares.</summary>
    public string? Of(string fullName) => _folders.GetValueOrDefault(fullName);

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:(?:public|internal|private|sealed|static|abstract|readonly|partial|ref|unsafe) )*(?:class|record struct|record class|record|struct|interface|enum|delegate [\w<>?]+) ([A-Z]\w*)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
