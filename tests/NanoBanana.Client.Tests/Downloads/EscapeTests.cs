using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Downloads;

/// <summary>Names that would leave the folder. The sources, ids and prompts of a piped task may come from any file.</summary>
public sealed class EscapeTests : IDisposable
{
    private readonly SaveBench _bench = new();

    /// <summary>The twelve cases by which gh tests its artifact extraction: path, folder, and whether the path is in it.</summary>
    public static TheoryData<string, string, bool> Paths { get; } = new()
    {
        { "/hoi.txt", "/", true },
        { "/var/logs/hoi.txt", "/", true },
        { "/var/logs/hoi.txt", "/var/logs/", true },
        { "/var/logs/hoi.txt", "/var/pids", false },
        { "/var/logs/hoi.txt", "/var/log", false },
        { "hoi.txt", ".", true },
        { "./log/hoi.txt", ".", true },
        { "./log/hoi.txt", "log", true },
        { "cats/../dogs/pug.txt", "dogs", true },
        { "dogs/pug.txt", "dog", false },
        { "../escape.txt", ".", false },
        { "dogs/../../escape.txt", "dogs", false },
    };

    public static TheoryData<string> Hostile { get; } =
    [
        .. Paths.Select(row => (string)row[0]),
        "/etc/passwd", "..", "../..", "..\\..\\windows\\win.ini", "C:\\windows\\win.ini", "C:win.ini", "\\\\server\\share\\x", "\\\\?\\C:\\x", "//server/share/x",
        "file:///etc/passwd", "https://a.example/../../etc/passwd", "https://a.example/..%2f..%2fetc%2fpasswd", "https://a.example/%00", "a/../../b", "....//....//x",
        "..%2f..%2fx", "con", "nul.png", "com\u00B9/x.png", "a:stream", "a/.. /x", "a\0b", "~/x", "$HOME/x", "`id`/x", "x\n/y", ".ssh/authorized_keys", "data:image/png;base64,AA",
    ];

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_source_lies_below_the_root_or_it_does_not(string source, string root, bool below)
    {
        var current = Path.GetFullPath(_bench.Folder.Path);
        var tree = new SourceTree(Path.Combine(current, root), current);

        Assert.Equal(below, tree.FolderOf(source) is not null);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_name_stays_in_the_folder(string name)
    {
        var out1 = Path.Combine(_bench.Folder.Path, "out");
        foreach (var (task, template) in new[]
        {
            (SaveBench.Task(SaveBench.Url) with { Request = new ImageRequest { Sources = [name] } }, "{Source}"),
            (SaveBench.Task(SaveBench.Url) with { Id = name }, "{Id}"),
            (SaveBench.Task(SaveBench.Url) with { Request = new ImageRequest { Prompt = name, AspectRatio = name }, Model = name }, "{Prompt}{Model}{AspectRatio}"),
        })
        {
            _bench.Http.Answer(Pictures.Png);
            var saved = await _bench.SaveAsync(task, new SaveOptions { Destination = out1, Name = template });

            Assert.Equal(out1, Path.GetDirectoryName(saved.Path));
        }

        Assert.Equal(["out"], _bench.Folder.Names);
        Assert.Equal(3, Directory.GetFileSystemEntries(out1).Length);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Mirrored_folders_stay_in_the_destination(string source)
    {
        _bench.Http.Answer(Pictures.Png);
        var destination = Path.Combine(_bench.Folder.Path, "out");
        var root = Path.Combine(_bench.Folder.Path, "in");
        var task = SaveBench.Task(SaveBench.Url) with { Request = new ImageRequest { Sources = [source] } };

        var saved = await _bench.SaveAsync(task, new SaveOptions { Destination = destination, Mirror = new SourceTree(root, root) });

        Assert.StartsWith(destination + Path.DirectorySeparatorChar, saved.Path, StringComparison.Ordinal);
        Assert.Equal(["out"], _bench.Folder.Names);
    }
}
