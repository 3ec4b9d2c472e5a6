namespace NanoBanana.Journal.Tests.Support;

/// <summary>A folder of one test, gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("nanobanana-test-").FullName;

    public string Home => Path.Combine(_path, "home");

    public string Journal => Path.Combine(Home, "journal.jsonl");

    public string Lock => Path.Combine(Home, "journal.lock");

    public string At(string name) => Path.Combine(_path, name);

    public string Put(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllBytes(At(name), bytes);
        return At(name);
    }

    public void PutJournal(byte[] bytes)
    {
        Directory.CreateDirectory(Home);
        File.WriteAllBytes(Journal, bytes);
    }

    /// <summary>All files of the home, as one text.</summary>
    public string AllText() => string.Concat(Directory.GetFiles(Home, "*", SearchOption.AllDirectories).Select(File.ReadAllText));

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
