using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Journal;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Storage;

/// <summary>A journal that cannot be written: a clear error, and nothing is submitted; what was accepted already is not lost.</summary>
public sealed class UnavailableTests
{
    [Fact]
    public Task AHomeBelowAFile() => RefusedAsync(world => world.Folder.Put("home", []));

    [Fact]
    public Task AFolderInPlaceOfTheJournal() => RefusedAsync(world => Directory.CreateDirectory(world.Folder.Journal));

    [Fact]
    public Task AFolderInPlaceOfTheLock() => RefusedAsync(world => Directory.CreateDirectory(world.Folder.Lock));

    [UnixFact]
    public Task AFullDisk() => RefusedAsync(world =>
    {
        Directory.CreateDirectory(world.Folder.Home);
        File.CreateSymbolicLink(world.Folder.Journal, "/dev/full");
    });

    [UnixFact]
    public async Task ADiskThatFillsUpKeepsWhatWasWrittenAndNothingElse()
    {
        using var folder = new TempFolder();
        var lines = await Helper.EndAsync(Helper.StartAfter("trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 20", "write", folder.Home, "n", "1000"));

        Assert.Equal(ErrorIds.JournalUnavailable, lines[^2]);
        var written = int.Parse(lines[^1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(written, 1, 999);
        var journal = new TaskJournal(folder.Home);
        Assert.Equal(written, journal.Read(warning => Assert.Fail(warning)).Count);
        await journal.WriteAsync(Records.Intent("next"));
        Assert.Equal(written + 1, journal.Read().Count);
    }

    [Theory]
    [MemberData(nameof(TestEnvironment.Providers), MemberType = typeof(TestEnvironment))]
    public async Task AJournalThatFailsAfterTheAcceptWarnsWithTheIdAndGivesTheTask(string provider)
    {
        using var world = new TestEnvironment();
        var broken = world.Profile(provider);

        var result = await world.SubmitAsync(broken, new ImageRequest { Prompt = "a fox" }, run: null, options => options with
        {
            Checkpoint = step =>
            {
                if (step == "answered")
                {
                    File.Delete(world.Folder.Journal);
                    Directory.CreateDirectory(world.Folder.Journal);
                }
            },
        });

        Assert.Null(result.Error);
        Assert.Equal(Assert.Single(world.Charges).TaskId, result.Task!.Id);
        Assert.Contains(world.Log.Warnings, warning => warning.Contains(result.Task.Id!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AFailedWriteIsNotRememberedAsSpent()
    {
        using var world = new TestEnvironment();
        var profile = world.Profile(ProviderNames.Crun, each => each with { PricePerImage = Money.Parse("1 USD"), DailyBudget = Money.Parse("2 USD") });
        var request = new ImageRequest { Prompt = "a fox" };
        Assert.Null((await world.SubmitAsync(profile, request)).Error);
        var content = File.ReadAllBytes(world.Folder.Journal);

        // read, then not written: the file is taken away between the two
        await Caught.ByAsync(ErrorIds.JournalUnavailable, () => world.Journal.WriteAsync(
            _ =>
            {
                File.Delete(world.Folder.Journal);
                Directory.CreateDirectory(world.Folder.Journal);
            },
            Records.Intent("lost", Money.Parse("1 USD"), profile: profile.Name, at: world.Time.Now)));
        Directory.Delete(world.Folder.Journal);
        world.Folder.PutJournal(content);

        Assert.Null((await world.SubmitAsync(profile, request)).Error);
    }

    private static async Task RefusedAsync(Action<TestEnvironment> spoil)
    {
        using var world = new TestEnvironment();
        var uploads = await world.CountAsync("ImageHost", "upload");
        spoil(world);
        var profile = world.Profile(ProviderNames.Crun);

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => world.SubmitAsync(profile, new ImageRequest { Prompt = "a fox" })));

        Assert.All(results, result => Assert.Equal(ErrorIds.JournalUnavailable, result.Error?.ErrorId));
        Assert.All(results, result => Assert.Null(result.Task));
        Assert.Equal(0, await world.CountAsync(ProviderNames.Crun));
        Assert.Equal(uploads, await world.CountAsync("ImageHost", "upload"));
    }
}
