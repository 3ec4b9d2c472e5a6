namespace NanoBanana.Mutation;

/// <summary>One small mistake that a developer might make in the core.</summary>
/// <param name="File">Below <c>src/NanoBanana.Client</c>.</param>
/// <param name="Text">What stands there, exactly once.</param>
/// <param name="Replacement">What the mistake makes of it.</param>
/// <param name="Why">What it would cost.</param>
internal sealed record Mutation(string File, string Text, string Replacement, string Why)
{
    public string PathIn(string repository) => Path.Combine(repository, "src", "NanoBanana.Client", File);

    /// <summary>How often the text is in its file; anything but 1 means that this entry has to be checked.</summary>
    public int CountIn(string repository) => System.IO.File.ReadAllText(PathIn(repository)).Split(Text).Length - 1;

    /// <summary>Writes the mistake; the answer takes it back.</summary>
    public Action ApplyTo(string repository)
    {
        var path = PathIn(repository);
        var original = System.IO.File.ReadAllText(path);
        System.IO.File.WriteAllText(path, original.Replace(Text, Replacement, StringComparison.Ordinal));
        return () => System.IO.File.WriteAllText(path, original);
    }
}
