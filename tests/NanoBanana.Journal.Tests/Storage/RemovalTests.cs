using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Http;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Store;
using NanoBanana.Client.Submitting;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Storage;

/// <summary>Erasing tasks: their words are gone from the file, their charges and everything else stay.</summary>
public sealed class RemovalTests
{
    private static readonly Money Four = new(4, Currencies.Credits);

    [Fact]
    public async Task TheErasedIsGoneFromTheFileAndTheOthersStay()
    {
        using var folder = new TempFolder();
        var journal = new TaskJournal(folder.Home);
        await journal.WriteAsync([.. Records.OfEveryKind, Records.Intent("secret", Four, "the secret prompt"), Records.Accepted("secret")]);
        var before = journal.Read();

        var erased = await journal.RemoveAsync(entry => entry.Task.IntentId == "secret");

        Assert.Equal(1, erased);
        Assert.Equal(Describe(before.Where(entry => entry.Task.IntentId != "secret")), Describe(new TaskJournal(folder.Home).Read()));
        Assert.DoesNotContain("secret", folder.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItsChargeStaysForTheSumsAndTheBudgets()
    {
        using var folder = new TempFolder();
        var journal = new TaskJournal(folder.Home);
        await journal.WriteAsync(Records.Intent("a", Four), Records.Accepted("a"), Records.Succeeded("a", Credits(5)), Records.Intent("b", Four), Records.Failed("b"));
        var before = await journal.CostsAsync(since: null, withEmulators: false, CancellationToken.None);
        Assert.Equal((5m, 0m), await SpentAsync(folder));

        await journal.RemoveAsync(_ => true);

        Assert.Empty(journal.Read());
        Assert.Equal(before, await journal.CostsAsync(since: null, withEmulators: false, CancellationToken.None));
        Assert.Equal((5m, 0m), await SpentAsync(folder));
    }

    [Fact]
    public async Task AChargeInCreditsStaysInABudgetOfDollars()
    {
        using var folder = new TempFolder();
        var journal = new TaskJournal(folder.Home);
        await journal.WriteAsync(Records.Intent("a", Four) with { Reserved = 0.4m, ReservedIn = Currencies.Usd }, Records.Accepted("a"), Records.Succeeded("a", Credits(5)));
        Assert.Equal((0.4m, 0m), await SpentAsync(folder, Currencies.Usd));

        await journal.RemoveAsync(_ => true);

        Assert.Equal((0.4m, 0m), await SpentAsync(folder, Currencies.Usd));
    }

    [Fact]
    public async Task AnErasedUnknownOutcomeStaysForTheBudgets()
    {
        using var folder = new TempFolder();
        var journal = new TaskJournal(folder.Home);
        await journal.WriteAsync(Records.Intent("a", Four), Records.Landed("a", Client.Model.Landing.Unknown));

        await journal.RemoveAsync(_ => true);

        Assert.Equal((0m, 4m), await SpentAsync(folder));
    }

    [Fact]
    public async Task WhoReadsWhileOthersEraseMissesNothing()
    {
        using var folder = new TempFolder();
        var journal = new TaskJournal(folder.Home);
        await journal.WriteAsync(Records.Intent("keep"));
        var erasing = Task.Run(async () =>
        {
            for (var i = 0; i < 60; i++)
            {
                var drop = FormattableString.Invariant($"drop-{i}");
                await journal.WriteAsync(Records.Intent(drop), Records.Landed(drop, Client.Model.Landing.Rejected));
                await journal.RemoveAsync(entry => entry.Task.IntentId != "keep");
            }
        });

        var reader = new TaskJournal(folder.Home);
        while (!erasing.IsCompleted)
        {
            Assert.Contains(reader.Read(), entry => entry.Task.IntentId == "keep");
        }

        await erasing;
    }

    [Fact]
    public async Task RemovingWhileOthersWriteLosesNothing()
    {
        using var folder = new TempFolder();
        var writer = new TaskJournal(folder.Home);
        var remover = new TaskJournal(folder.Home);
        var removed = 0;
        var writing = Task.WhenAll(Enumerable.Range(0, 100).Select(async each =>
        {
            await writer.WriteAsync(Records.Intent(FormattableString.Invariant($"keep-{each}")));
            var drop = FormattableString.Invariant($"drop-{each}");
            await writer.WriteAsync(Records.Intent(drop), Records.Landed(drop, Client.Model.Landing.Rejected));
        }));
        while (removed < 100)
        {
            removed += await remover.RemoveAsync(entry => entry.Task.IntentId!.StartsWith("drop", StringComparison.Ordinal));
        }

        await writing;
        Assert.Equal(100, new TaskJournal(folder.Home).Read(warning => Assert.Fail(warning)).Count);
    }

    [Fact]
    public async Task WhatEndedLongAgoExpiresAndWhatIsNeededDoesNot()
    {
        using var folder = new TempFolder();
        var time = new JumpTime();
        time.SetUtcNow(Records.At);
        var journal = new TaskJournal(folder.Home, time);
        var profile = new Profile { Name = "P", Provider = ProviderNames.Crun, BaseUri = Records.Gateway };
        var rules = new BudgetRules(profile.Account(), "p", [], Emulator: null);
        foreach (var id in new[] { "pending", "unsaved", "saved" })
        {
            Assert.True(await journal.IntendAsync(rules, Records.Intent(id)));
            await journal.WriteAsync(Records.Accepted(id));
        }

        await journal.WriteAsync(Records.Succeeded("unsaved"), Records.Succeeded("saved"), Records.Saved("saved"));
        await journal.WriteAsync(Records.Intent("other", profile: "q"), Records.Failed("other"));
        time.SetUtcNow(Records.At + TimeSpan.FromDays(10));

        await journal.ExpireAsync(profile);
        await journal.ExpireAsync(profile with { Retention = TimeSpan.FromDays(11) });
        Assert.Equal(4, journal.Read().Count);
        await journal.ExpireAsync(profile with { Retention = TimeSpan.FromDays(9) });

        Assert.Equal(["other", "pending", "unsaved"], journal.Read().Select(entry => entry.Task.IntentId).Order(StringComparer.Ordinal));
    }

    private static Cost Credits(decimal amount) => new() { Amount = amount, Currency = Currencies.Credits, Certainty = Certainties.Exact };

    private static IEnumerable<string> Describe(IEnumerable<JournalEntry> entries) => entries.Select(entry => $"{entry.Task.IntentId} {entry.Task.State} {entry.Charge}");

    private static Task<(decimal Spent, decimal Reserved)> SpentAsync(TempFolder folder, string currency = Currencies.Credits) => SpentAsync(new TaskJournal(folder.Home), currency);

    private static async Task<(decimal Spent, decimal Reserved)> SpentAsync(TaskJournal journal, string currency = Currencies.Credits)
    {
        var totals = await journal.Store.TotalsAsync("profile/p", BudgetCap.Month, currency, creditPrice: null, emulator: null, CancellationToken.None);
        return (totals.Spent, totals.Reserved);
    }
}
