using NanoBanana.Client;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Store;
using NanoBanana.Emulation;

namespace NanoBanana.Journal.Tests.Limits;

/// <summary>Processes that submit for one account share its rate: together they stay within it.</summary>
public sealed class SharedRateTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Another_process_that_submits_halves_the_rate(bool isShared)
    {
        using var folder = new TempFolder();
        using var emulator = GatewayEmulator.Start(new EmulatorOptions { Key = Crash.BatchPlan.Key });
        var profile = new Profile { Name = "shop", Provider = ProviderNames.Crun, BaseUri = emulator.ProviderUris[ProviderNames.Crun], RateLimit = "4/1h" };
        var profiles = new ProfileStore(_ => null);
        profiles.Set(profile, new Secret(Crash.BatchPlan.Key));
        if (isShared)
        {
            var other = new TaskJournal(folder.Path).Store;
            Assert.NotNull((await other.ClaimAsync(Claim(profile), CancellationToken.None)).Claimed);
        }

        var accounts = new AccountRegistry();
        var client = new NanoBananaClient(profile, new ClientOptions { Profiles = profiles, Journal = new TaskJournal(folder.Path), Accounts = accounts });
        using var stop = new CancellationTokenSource();
        var submits = Enumerable.Range(0, 5).Select(i => client.Prepare(new ImageRequest { Prompt = FormattableString.Invariant($"a fox {i}") }).SubmitAsync(new SubmitRun(), uploadProfile: null, stop.Token)).ToList();

        var passed = isShared ? 2 : 4;
        for (var i = 0; i < passed; i++)
        {
            var done = await Task.WhenAny(submits);
            Assert.Null((await done).Error);
            submits.Remove(done);
        }

        while (accounts.Waiting() is null)
        {
            await Task.Yield();
        }

        Assert.Equal(passed, emulator.ChargeCount);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(submits));
        Assert.Equal(passed, emulator.ChargeCount);
    }

    private static WorkClaim Claim(Profile profile) => new()
    {
        WorkKey = "another's",
        Sends = true,
        IntentId = Guid.NewGuid().ToString("N"),
        Token = Guid.NewGuid().ToString("N"),
        Request = "{}",
        Provider = profile.Provider,
        Account = profile.Account(),
        Profile = profile.Name,
        Emulator = profile.BaseUri.Authority,
    };
}
