namespace NanoBanana.Fuzz;

/// <summary>A folder for the targets that read files; gone at the end.</summary>
internal sealed class FuzzHome : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("nanobanana-fuzz-").FullName;

    /// <summary>A folder for one target alone.</summary>
    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(_root, recursive: true);
        }
        catch (IOException)
        {
            // an input that hangs may still hold a file
        }
    }
}
