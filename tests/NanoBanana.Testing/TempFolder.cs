namespace NanoBanana.Testing;

/// <summary>A folder of one test, which is deleted with all that is in it.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("nanobanana-test-").FullName;

    /// <summary>The names in it, in order.</summary>
    public IReadOnlyList<string> Names => [.. Directory.GetFileSystemEntries(Path).Select(each => System.IO.Path.GetFileName(each)!).Order(StringComparer.Ordinal)];

    /// <summary>The path of a name in it.</summary>
    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file, with the folders above it, and gives its path.</summary>
    public string Put(string name, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(name))!);
        File.WriteAllBytes(At(name), bytes);
        return At(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
