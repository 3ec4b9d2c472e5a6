using NanoBanana.Client.Reports;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Reports;

/// <summary>A folder, and reports written into it.</summary>
internal sealed class ReportBench : IDisposable
{
    public TempFolder Folder { get; } = new();

    public string Path => System.IO.Path.Combine(Folder.Path, "batch.html");

    public ReportOptions Options => new() { Path = Path, Time = new FakeTime() };

    public static ImageTask Task(string state = TaskStates.Succeeded) =>
        new() { Id = "t-1", Provider = ProviderNames.Crun, Profile = "work", State = state, Request = new ImageRequest { Prompt = "a lake" } };

    public static ReportItem Item(ImageTask task, params ReportPicture[] after) => new(task, [], after, IsEmulated: false);

    public async Task<string> WriteAsync(params ReportItem[] items) => await WriteAsync(Options, items);

    public async Task<string> WriteAsync(ReportOptions options, params ReportItem[] items)
    {
        await ReportWriter.WriteAsync(items, options, CancellationToken.None);
        return await File.ReadAllTextAsync(options.Path);
    }

    public ReportPicture Picture(string name, byte[] bytes) => new() { Name = name, Path = Folder.Put(name, bytes) };

    public void Dispose() => Folder.Dispose();
}
