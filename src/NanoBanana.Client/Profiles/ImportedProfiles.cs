using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Profiles;

/// <summary>The result of an import.</summary>
public sealed class ImportedProfiles
{
    internal ImportedProfiles(IReadOnlyList<string> names, IReadOnlyList<string> notes) => (Names, Notes) = (Indexable.Of(names), Indexable.Of(notes));

    /// <summary>The names of the profiles.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What was imported differently from the file, for users.</summary>
    public IReadOnlyList<string> Notes { get; }
}
