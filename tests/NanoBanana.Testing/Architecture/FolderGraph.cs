using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace NanoBanana.Testing.Architecture;

/// <summary>The arrows between the folders of a project, read from the metadata and the code of its assembly.</summary>
internal sealed class FolderGraph
{
    private readonly SourceFolders _folders;
    private readonly Dictionary<(string From, string To), SortedSet<string>> _arrows = [];

    public FolderGraph(string assembly, SourceFolders folders)
    {
        _folders = folders;
        using var module = ModuleDefinition.ReadModule(assembly);
        foreach (var type in module.GetAllTypes())
        {
            if (_folders.Of(WithoutArity(Outermost(type).FullName)) is { } from)
            {
                foreach (var used in References.Of(type))
                {
                    Add(from, Outermost(type), used);
                }
            }
        }
    }

    /// <summary>Each arrow with the pairs of types that make it, as <c>User: Used</c>.</summary>
    public IReadOnlyDictionary<(string From, string To), SortedSet<string>> Arrows => _arrows;

    private static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }

    private void Add(string from, TypeReference user, TypeReference used)
    {
        var target = Outermost(used.GetElementType());
        if (_folders.Of(WithoutArity(target.FullName)) is { } to && !string.Equals(from, to, StringComparison.Ordinal))
        {
            _arrows.TryAdd((from, to), new SortedSet<string>(StringComparer.Ordinal));
            _arrows[(from, to)].Add(WithoutArity(user.Name) + ": " + WithoutArity(target.Name));
        }
    }

    private static string WithoutArity(string name) => name.Split('`')[0];
}
