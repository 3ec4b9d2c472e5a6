using NanoBanana.Client;
using NanoBanana.Client.Limits;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Resume;

/// <summary>A claim that was written although its answer did not arrive: it would keep the work from others as long as this process lives.</summary>
public sealed class LostAnswerTests
{
    private static readonly ImageRequest Fox = new() { Prompt = "a fox" };

    [Fact]
    public async Task A_claim_whose_answer_was_lost_with_the_store_is_given_back()
    {
        using var world = new TestEnvironment();
        var away = new NanoBananaException(ErrorIds.StoreUnavailable, "the store", "it is away.");

        var lost = await world.SubmitAsync(world.Profile(ProviderNames.Crun), Fox, run: null, options => options with { Journal = ForgetfulStore.Over(world, away) });

        Assert.Equal((null, ErrorIds.StoreUnavailable), (lost.Task, lost.Error?.ErrorId));
        await FreeAsync(world);
    }

    [Fact]
    public async Task A_claim_that_was_stopped_while_it_was_written_is_given_back()
    {
        using var world = new TestEnvironment();
        var profile = world.Profile(ProviderNames.Crun);

        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            world.SubmitAsync(profile, Fox, run: null, options => options with { Journal = ForgetfulStore.Over(world, new OperationCanceledException()) }));

        await FreeAsync(world);
    }

    // nothing is recorded, and another process does not wait
    private static async Task FreeAsync(TestEnvironment world)
    {
        Assert.Empty(world.Entries);
        (await world.SubmitAsync(world.Profile(ProviderNames.Crun), Fox, world.Resuming(), options => options with { Accounts = new AccountRegistry() })).AcceptedTask();
        Assert.Single(world.Charges);
        Assert.DoesNotContain(world.Log.Details, line => line.StartsWith("The same work is being submitted", StringComparison.Ordinal));
    }
}
