namespace NanoBanana.Client.Tests.Support;

/// <summary>A folder of one test, gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("nanobanana-test-").FullName;

    public IReadOnlyList<string> Names => [.. Directory.GetFileSystemEntries(Path).Select(each => System.IO.Path.GetFileName(each)!).Order(StringComparer.Ordinal)];

    public string File(string name, byte[] bytes)
    {
        var path = System.IO.Path.Combine(Path, name);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
