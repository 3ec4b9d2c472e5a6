using NanoBanana.Client;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Journal;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Storage;

/// <summary>A journal that cannot be written: a clear error, and nothing is submitted; what was accepted already is not lost.</summary>
public sealed class UnavailableTests
{
    [Fact]
    public Task AHomeBelowAFile() => RefusedAsync(ErrorIds.StoreUnavailable, world => world.Folder.Put("home", []));

    [Fact]
    public Task AFolderInPlaceOfTheJournal() => RefusedAsync(ErrorIds.NotARegularFile, world => Directory.CreateDirectory(world.Folder.Journal));

    [UnixFact]
    public Task ADeviceInPlaceOfTheJournal() => RefusedAsync(ErrorIds.NotARegularFile, world =>
    {
        Directory.CreateDirectory(world.Folder.Home);
        File.CreateSymbolicLink(world.Folder.Journal, "/dev/full");
    });

    [UnixFact]
    public async Task ADiskThatFillsUpKeepsWhatWasWrittenAndNothingElse()
    {
        using var folder = new TempFolder();
        var lines = await Helper.EndAsync(Helper.StartAfter("trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 1000", "write", folder.Home, "n", "3000"));

        Assert.Equal(ErrorIds.StoreUnavailable, lines[^2]);
        var written = int.Parse(lines[^1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(written, 1, 2999);
        var journal = new TaskJournal(folder.Home);
        Assert.Equal(written, journal.Read(warning => Assert.Fail(warning)).Count);
        await journal.WriteAsync(Records.Intent("next"));
        Assert.Equal(written + 1, journal.Read().Count);
    }

    [UnixFact]
    public async Task AStoreReplacedBeforeTheSecondSendingLeavesTheFirstUnknown()
    {
        using var world = new TestEnvironment("reset-after-body*1");
        var run = new SubmitRun();

        var result = await ReplacedAsync(world, ProviderNames.AigptImage, run);

        Assert.Equal((TaskStates.Unknown, ErrorIds.OutcomeUnknown, true), (result.Task?.State, result.Error!.ErrorId, result.Error.MayHaveBeenCharged));
        Assert.Equal(1, await world.CountAsync(ProviderNames.AigptImage));
        Assert.Single(world.Charges);
        Assert.Contains("could not be written to the store. It is kept on this machine", Assert.Single(world.Log.Warnings), StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task AStoreReplacedAfterARefusalEndsTheSubmitWithoutACharge()
    {
        using var world = new TestEnvironment("rate-limit*1");

        var result = await ReplacedAsync(world, ProviderNames.Crun, new SubmitRun());

        Assert.Equal((null, ErrorIds.StoreNotOurs, false), (result.Task, result.Error!.ErrorId, result.Error.MayHaveBeenCharged));
        Assert.Equal(1, await world.CountAsync(ProviderNames.Crun));
        Assert.Empty(world.Charges);

        // only a store that is away may come back
        Assert.Single(world.Log.Details, line => line.Contains("next attempt", StringComparison.Ordinal));
    }

    [UnixFact]
    public async Task AStoreThatIsAwayBetweenTwoAttemptsIsWaitedFor()
    {
        using var world = new TestEnvironment("rate-limit*1");
        var (home, aside, waits) = (world.Folder.Home, world.Folder.At("aside"), 0);

        var result = await world.SubmitAsync(world.Profile(ProviderNames.Crun), new ImageRequest { Prompt = "a fox" }, run: null, options => options with
        {
            Random = () =>
            {
                if (++waits == 1)
                {
                    Directory.Move(home, aside);
                    File.WriteAllText(home, string.Empty);
                }
                else if (waits == 2)
                {
                    File.Delete(home);
                    Directory.Move(aside, home);
                }

                return 0;
            },
        });

        Assert.Equal(Assert.Single(world.Charges).TaskId, result.AcceptedTask().Id);
        Assert.Equal(2, waits);
        Assert.Equal(2, await world.CountAsync(ProviderNames.Crun));
    }

    /// <summary>Another program's file is in place of the store before the second attempt.</summary>
    private static Task<SubmitResult> ReplacedAsync(TestEnvironment world, string provider, SubmitRun run) => world.SubmitAsync(
        world.Profile(provider),
        new ImageRequest { Prompt = "a fox" },
        run,
        options => options with
        {
            Random = () =>
            {
                Array.ForEach(Directory.GetFiles(world.Folder.Home, "store.db*"), File.Delete);
                File.WriteAllText(world.Folder.Journal, new string('x', 4096));
                return 0;
            },
        });

    private static async Task RefusedAsync(string errorId, Action<TestEnvironment> spoil)
    {
        using var world = new TestEnvironment();
        var uploads = await world.CountAsync("ImageHost", "upload");
        spoil(world);
        var profile = world.Profile(ProviderNames.Crun);

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => world.SubmitAsync(profile, new ImageRequest { Prompt = "a fox" })));

        Assert.All(results, result => Assert.Equal(errorId, result.Error?.ErrorId));
        Assert.All(results, result => Assert.Null(result.Task));
        Assert.Equal(0, await world.CountAsync(ProviderNames.Crun));
        Assert.Equal(uploads, await world.CountAsync("ImageHost", "upload"));
    }
}
