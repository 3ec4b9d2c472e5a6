using NanoBanana.Client.Journal;
using NanoBanana.Uploads.Tests.Support;

namespace NanoBanana.Uploads.Tests.Cache;

/// <summary>Several processes remember their uploads in one store.</summary>
public sealed class SharingTests : IDisposable
{
    private const int Count = 300;

    private static readonly string Helper = typeof(Crash.Campaign).Assembly.Location;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_processes_lose_nothing()
    {
        await Task.WhenAll(new[] { "one", "two" }.Select(name => Task.Run(() => Assert.Equal(0, Remember(name, Count)))));

        var index = new TaskJournal(_folder.Path).Store;
        foreach (var name in new[] { "one", "two" })
        {
            for (var i = 0; i < Count; i++)
            {
                var upload = await index.FindUploadAsync("place", FormattableString.Invariant($"{name}-{i}"), CancellationToken.None);
                Assert.Equal("https://files.example/" + name, upload?.Address.AbsoluteUri);
            }
        }
    }

    private int Remember(string name, int count) =>
        Tools.Run(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", Helper, "remember", _folder.Path, name, FormattableString.Invariant($"{count}")]).ExitCode;
}
