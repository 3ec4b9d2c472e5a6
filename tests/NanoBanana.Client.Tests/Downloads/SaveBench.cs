using NanoBanana.Client.Downloads;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Downloads;

/// <summary>A saver with a folder of its own and a scripted network.</summary>
internal sealed class SaveBench(string? baseUri = null) : IDisposable
{
    public const string Url = "https://cdn.example.com/out.png";

    private readonly Bench _bench = new(ProviderNames.Crun, profile => baseUri is null ? profile : profile with { BaseUri = new Uri(baseUri) });

    public TempFolder Folder { get; } = new();

    public StubHttp Http => _bench.Http;

    public FakeTime Time => _bench.Time;

    public SaveOptions Options => new() { Destination = Folder.Path };

    public static ImageTask Task(params string[] urls) => new()
    {
        Id = "task-1",
        Provider = ProviderNames.Crun,
        Profile = "work",
        State = TaskStates.Succeeded,
        Images = [.. urls.Select((url, index) => new ResultImage { Url = url, Index = index + 1 })],
    };

    public Task<SavedImage> SaveAsync(string url = Url, SaveOptions? options = null) => SaveAsync(Task(url), options);

    public Task<SavedImage> SaveAsync(ImageTask task, SaveOptions? options = null, int index = 0, CancellationToken stop = default) =>
        Time.RunAsync(new ImageSaver(_bench.Options).SaveAsync(task, task.Images[index], _bench.Profile, options ?? Options, stop));

    public void Dispose()
    {
        Folder.Dispose();
        _bench.Dispose();
    }
}
