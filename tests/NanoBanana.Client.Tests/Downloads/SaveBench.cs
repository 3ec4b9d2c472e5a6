using NanoBanana.Client.Downloads;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Downloads;

/// <summary>A saver with its own folder and a scripted network.</summary>
internal sealed class SaveBench(string? baseUri = null, Func<Profile, Profile>? change = null, string provider = ProviderNames.Crun) : IDisposable
{
    public const string Url = "https://cdn.example.com/out.png";

    private readonly Bench _bench = new(provider, profile =>
    {
        var based = baseUri is null ? profile : profile with { BaseUri = new Uri(baseUri) };
        return change is null ? based : change(based);
    });

    public TempFolder Folder { get; } = new();

    public StubHttp Http => _bench.Http;

    public FakeTime Time => _bench.Time;

    public Profile Profile => _bench.Profile;

    public RecordingLog Log => _bench.Log;

    public Client.Profiles.ProfileStore Profiles => _bench.Profiles;

    public ClientOptions ClientOptions => _bench.Options;

    public SaveOptions Options => new() { Destination = Folder.Path };

    /// <summary>For several images of one run.</summary>
    public ImageSaver Saver() => new(_bench.Options);

    public static ImageTask Task(params string[] urls) => new()
    {
        Id = "task-1",
        Provider = ProviderNames.Crun,
        Profile = "work",
        State = TaskStates.Succeeded,
        Images = [.. urls.Select((url, index) => new ResultImage { Url = url, Index = index + 1 })],
    };

    public Task<SavedImage> SaveAsync(string url = Url, SaveOptions? options = null, HttpClient? http = null) => SaveAsync(Task(url), options, http: http);

    public Task<SavedImage> SaveAsync(ImageTask task, SaveOptions? options = null, int index = 0, HttpClient? http = null, ImageSaver? saver = null, CancellationToken stop = default) =>
        Time.RunAsync((saver ?? new ImageSaver(_bench.Options with { Http = http ?? _bench.Options.Http })).SaveAsync(task, task.Images[index], _bench.Profile, options ?? Options, stop));

    public void Dispose()
    {
        Folder.Dispose();
        _bench.Dispose();
    }
}
