using System.Diagnostics;
using System.Text.Json;
using NanoBanana.Client.Journal;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Storage;

/// <summary>Several writers at once: instances of one process, and processes.</summary>
public sealed class SharingTests
{
    private const int Each = 500;

    [Fact]
    public async Task TwoInstancesLoseNothing()
    {
        using var folder = new TempFolder();
        await Task.WhenAll(WriteAsync("one"), WriteAsync("two"));
        AssertAllThere(folder, "one", "two");

        async Task WriteAsync(string name)
        {
            var journal = new TaskJournal(folder.Home);
            await Task.WhenAll(Enumerable.Range(0, Each).Select(each => journal.WriteAsync(Records.Intent(FormattableString.Invariant($"{name}-{each}")))));
        }
    }

    [Fact]
    public async Task TwoProcessesLoseNothing()
    {
        using var folder = new TempFolder();
        var one = Helper.Start("write", folder.Home, "one", "500");
        var two = Helper.Start("write", folder.Home, "two", "500");

        Assert.Equal("500", (await Helper.EndAsync(one))[^1]);
        Assert.Equal("500", (await Helper.EndAsync(two))[^1]);

        AssertAllThere(folder, "one", "two");
    }

    [Fact]
    public async Task TheLockDiesWithItsProcess()
    {
        using var folder = new TempFolder();
        await new TaskJournal(folder.Home).WriteAsync(Records.Intent("first"));
        using var holder = Helper.Start("hold", folder.Home);
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync());
        var journal = new TaskJournal(folder.Home);
        var write = journal.WriteAsync(Records.Intent("a"));
        Assert.False(await EndsWithinAsync(write, TimeSpan.FromMilliseconds(200)));

        var since = Stopwatch.GetTimestamp();
        holder.Kill();
        await write;

        Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(10));
        Assert.Equal(2, journal.Read().Count);
    }

    private static async Task<bool> EndsWithinAsync(Task task, TimeSpan time) => await Task.WhenAny(task, Task.Delay(time)) == task;

    private static void AssertAllThere(TempFolder folder, params string[] names)
    {
        var expected = names.SelectMany(name => Enumerable.Range(0, Each).Select(each => FormattableString.Invariant($"{name}-{each}")));
        Assert.Equal(expected.Order(StringComparer.Ordinal), new TaskJournal(folder.Home).Read(warning => Assert.Fail(warning)).Select(entry => entry.Task.IntentId!).Order(StringComparer.Ordinal));
    }
}
