using NanoBanana.Client;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Store;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Budgets;

/// <summary>Caps of a day and a month: money is reserved before anything is sent, and settled by what came of it.</summary>
public sealed class BudgetTests
{
    private static readonly ImageRequest Fox = new() { Prompt = "a fox" };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OverTheCapNothingIsUploadedOrSent(bool monthly)
    {
        using var world = new TestEnvironment();
        var profile = Capped(world, "2 USD", monthly);
        await world.SubmitAsync(profile, Fox);
        await world.SubmitAsync(profile, Fox);

        var over = await world.SubmitAsync(profile, Fox with { Sources = [SourceImage.FromFile(world.Picture("a.png", 1))] });

        Assert.Equal(ErrorIds.BudgetExceeded, over.Error!.ErrorId);
        Assert.Contains("2 USD", over.Error.Message, StringComparison.Ordinal);
        Assert.Contains(monthly ? "monthly budget" : "daily budget", over.Error.Message, StringComparison.Ordinal);
        Assert.Contains(monthly ? "-MonthlyBudget" : "-DailyBudget", over.Error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(2, await world.CountAsync(ProviderNames.Crun));
        Assert.Equal(0, await world.CountAsync("ImageHost", "upload"));
        Assert.Equal(2, world.Entries.Count);
    }

    [Fact]
    public async Task TwoHundredAtOnceForACapOfFiftyAreExactlyFifty()
    {
        using var world = new TestEnvironment();
        var profile = Capped(world, "50 USD");
        var journals = new[] { world.Journal, new TaskJournal(world.Folder.Home, world.Time) };
        var clients = journals.Select(journal => world.Client(profile, options => options with { Journal = journal })).ToList();

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(each =>
            clients[each % 2].Prepare(Fox).SubmitAsync(new SubmitRun(), uploadProfile: null, CancellationToken.None)));

        Assert.Equal(50, results.Count(result => result.Task is not null));
        Assert.All(results.Where(result => result.Task is null), result => Assert.Equal(ErrorIds.BudgetExceeded, result.Error!.ErrorId));
        Assert.Equal(50, world.Charges.Count);
    }

    [Fact]
    public async Task IntentsThatAreWrittenTogetherSeeEachOther()
    {
        using var folder = new TempFolder();
        var journal = new TaskJournal(folder.Home);

        var rules = new BudgetRules("account", "p", [new BudgetCap { Period = BudgetCap.Day, Cap = new Money(50, Currencies.Usd), Wanted = 1 }], Emulator: null);
        var writes = Enumerable.Range(0, 200).Select(each => journal.IntendAsync(rules, Records.Intent(FormattableString.Invariant($"{each}"), new Money(1, Currencies.Usd)))).ToList();
        var written = await Task.WhenAll(writes);

        Assert.Equal(50, written.Count(isWritten => isWritten));
        Assert.Equal(50, journal.Read().Count);
    }

    [Fact]
    public async Task ProcessesShareTheCap()
    {
        using var world = new TestEnvironment();
        using var emulator = Emulation.GatewayEmulator.Start(new Emulation.EmulatorOptions { Key = Crash.BatchPlan.Key });
        var gateway = emulator.ProviderUris[ProviderNames.Crun].AbsoluteUri;
        var one = Helper.Start("spend", world.Folder.Home, gateway, "40", "25 USD");
        var two = Helper.Start("spend", world.Folder.Home, gateway, "40", "25 USD");

        var accepted = new[] { await Helper.EndAsync(one), await Helper.EndAsync(two) }.Sum(lines => int.Parse(lines[^1], System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(25, accepted);
        Assert.Equal(25, emulator.ChargeCount);
    }

    [Fact]
    public async Task WhatACapCannotCountIsSaidOnceARun()
    {
        using var world = new TestEnvironment();
        var log = new RecordingLog();
        var profile = Capped(world, "5 USD");
        await world.SubmitAsync(profile with { DailyBudget = null, PricePerImage = Money.Parse("4 credits") }, Fox);
        var client = world.Client(profile, options => options with { Log = log });
        var run = new SubmitRun();

        for (var i = 0; i < 3; i++)
        {
            Assert.Null((await client.Prepare(Fox with { Prompt = FormattableString.Invariant($"fox {i}") }).SubmitAsync(run, uploadProfile: null, CancellationToken.None)).Error);
        }

        Assert.Contains("cannot count 4 credits, so that", Assert.Single(log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RejectionAndFailureGiveTheMoneyBack()
    {
        using var world = new TestEnvironment("status-422*1", "task-fails*1");
        var profile = Capped(world, "1 USD");
        Assert.Equal(ErrorIds.ValidationFailed, (await world.SubmitAsync(profile, Fox)).Error!.ErrorId);

        var failing = await world.SubmitAsync(profile, Fox);
        Assert.Equal(ErrorIds.BudgetExceeded, (await world.SubmitAsync(profile, Fox)).Error!.ErrorId);
        await world.Client(profile).QueryAsync(failing.Task!, CancellationToken.None);

        Assert.Null((await world.SubmitAsync(profile, Fox)).Error);
    }

    [Fact]
    public async Task AnUnknownOutcomeStaysSetAsideUntilItIsSettled()
    {
        using var world = new TestEnvironment("status-500*1");
        var profile = Capped(world, "1 USD");
        Assert.Equal(ErrorIds.OutcomeUnknown, (await world.SubmitAsync(profile, Fox)).Error!.ErrorId);
        Assert.Equal(ErrorIds.BudgetExceeded, (await world.SubmitAsync(profile, Fox)).Error!.ErrorId);
        Assert.Equal(1, Assert.Single(await world.Journal.CostsAsync(since: null, withEmulators: true, CancellationToken.None)).Unknown);

        await world.Journal.SettleNotChargedAsync(Assert.Single(world.Entries));

        Assert.Null((await world.SubmitAsync(profile, Fox)).Error);
    }

    [Fact]
    public async Task ASuccessWithoutAnImageWasSpent()
    {
        using var world = new TestEnvironment("success-without-url*1");
        var profile = Capped(world, "1 USD");
        var ended = await world.Client(profile).QueryAsync((await world.SubmitAsync(profile, Fox)).AcceptedTask(), CancellationToken.None);
        Assert.Equal(TaskStates.Failed, ended.State);

        Assert.Equal(ErrorIds.BudgetExceeded, (await world.SubmitAsync(profile, Fox)).Error!.ErrorId);
    }

    [Fact]
    public async Task AProfileInOtherLettersHasTheSameBudget()
    {
        using var world = new TestEnvironment();
        Assert.Null((await world.SubmitAsync(Capped(world, "1 USD"), Fox)).Error);

        var shouted = Capped(world, "1 USD", monthly: false, each => each with { Name = each.Name.ToUpperInvariant() });

        Assert.Equal(ErrorIds.BudgetExceeded, (await world.SubmitAsync(shouted, Fox)).Error!.ErrorId);
    }

    [Theory]
    [InlineData("10 credits", null, "4 credits", 2)]
    [InlineData("12 credits", null, "4 credits", 3)]
    [InlineData("12 credits", null, "1 credits", 3)]
    [InlineData("1.2 USD", 0.1, "1 credits", 3)]
    [InlineData("1.1 USD", 0.1, "5 credits", 2)]
    public async Task ConsumedCreditsSettleWhatWasAssumed(string cap, double? creditPrice, string assumed, int fits)
    {
        // Crun shows that an image took 4 credits
        using var world = new TestEnvironment();
        var profile = Capped(world, cap, monthly: false, each => each with { PricePerImage = Money.Parse(assumed), CreditPrice = (decimal?)creditPrice });
        var accepted = 0;
        while (accepted < 20 && await world.SubmitAsync(profile, Fox) is { Task: { } task })
        {
            Assert.Equal(4, (await world.Client(profile).QueryAsync(task, CancellationToken.None)).Cost.Amount);
            accepted++;
        }

        Assert.Equal(fits, accepted);
    }

    [Fact]
    public async Task UnitsAndUnknownPricesAreRefusedBeforeAnythingIsSent()
    {
        using var world = new TestEnvironment();
        Assert.Equal(ErrorIds.BudgetUnitMismatch, await ErrorOfAsync(Money.Parse("4 credits"), creditPrice: null));
        Assert.Equal(ErrorIds.BudgetPriceUnknown, await ErrorOfAsync(price: null, creditPrice: null));
        Assert.Equal(0, await world.CountAsync(ProviderNames.Crun));
        Assert.Null(await ErrorOfAsync(Money.Parse("4 credits"), creditPrice: 0.1m));

        async Task<string?> ErrorOfAsync(Money? price, decimal? creditPrice) =>
            (await world.SubmitAsync(Capped(world, "5 USD", monthly: false, each => each with { PricePerImage = price, CreditPrice = creditPrice }), Fox)).Error?.ErrorId;
    }

    [Fact]
    public async Task WhereTheRatioIsUnknownTheTablesMaximumIsSetAsideUntilTheTaskHasEnded()
    {
        using var world = new TestEnvironment();
        var profile = world.Profile(ProviderNames.Pixazo, each => each with { DailyBudget = Money.Parse("0.33 USD") });
        var edit = Fox with { Sources = [SourceImage.FromUrl("https://example.com/a.png")] };
        for (var i = 0; i < 3; i++)
        {
            var ended = await world.Client(profile).QueryAsync((await world.SubmitAsync(profile, edit)).AcceptedTask(), CancellationToken.None);
            Assert.Equal((TaskStates.Succeeded, 0.06m), (ended.State, ended.Cost.Amount));
        }

        // 0.18 were spent, and the fourth may cost 0.1608
        var error = (await world.SubmitAsync(profile, edit)).Error!;
        Assert.Equal(ErrorIds.BudgetExceeded, error.ErrorId);
        Assert.Contains("up to 0.1608 USD (expected: ~0.06 USD)", error.Message, StringComparison.Ordinal);

        // an edit there has no ratio that could be named
        Assert.DoesNotContain("-AspectRatio", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(3, world.Charges.Count);
    }

    [Fact]
    public async Task ADayEndsAtLocalMidnightAndAMonthWithItsLastDay()
    {
        using var world = new TestEnvironment();
        var lastMinute = new DateTimeOffset(new DateTime(2026, 10, 30, 23, 59, 0, DateTimeKind.Local));
        world.Time.SetUtcNow(lastMinute);
        var daily = Capped(world, "1 USD");
        var monthly = Capped(world, "2 USD", monthly: true);
        Assert.Null((await world.SubmitAsync(daily, Fox)).Error);
        Assert.Equal(ErrorIds.BudgetExceeded, (await world.SubmitAsync(daily, Fox)).Error!.ErrorId);

        world.Time.SetUtcNow(lastMinute.AddMinutes(1));
        Assert.Null((await world.SubmitAsync(daily, Fox)).Error);
        Assert.Equal(ErrorIds.BudgetExceeded, (await world.SubmitAsync(monthly, Fox)).Error!.ErrorId);

        world.Time.SetUtcNow(new DateTimeOffset(new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Local)));
        Assert.Null((await world.SubmitAsync(monthly, Fox)).Error);
        Assert.Equal([new DateTime(2026, 10, 30), new DateTime(2026, 10, 31), new DateTime(2026, 11, 1)], (await world.Journal.CostsAsync(since: null, withEmulators: true, CancellationToken.None)).Select(each => each.Day));
    }

    [Fact]
    public async Task ResumingDoesNotSetAsideTwice()
    {
        using var world = new TestEnvironment();
        var profile = world.Profile(ProviderNames.AigptImage, each => each with { PricePerImage = Money.Parse("1 USD"), DailyBudget = Money.Parse("1 USD") });
        await Assert.ThrowsAsync<InvalidOperationException>(() => world.SubmitAsync(profile, Fox, run: null, options => options with
        {
            Checkpoint = step => _ = step == "answered" ? throw new InvalidOperationException("the process ended here") : step,
        }));
        world.ProcessEnds();

        Assert.Null((await world.SubmitAsync(profile, Fox, world.Resuming())).Error);
        Assert.Equal(ErrorIds.BudgetExceeded, (await world.SubmitAsync(profile, Fox)).Error!.ErrorId);
    }

    private static Profile Capped(TestEnvironment world, string cap, bool monthly = false, Func<Profile, Profile>? change = null)
    {
        var money = Money.Parse(cap);
        return world.Profile(ProviderNames.Crun, each => (change ?? (static plain => plain))(each with
        {
            PricePerImage = new Money(1, Currencies.Usd),
            DailyBudget = monthly ? null : money,
            MonthlyBudget = monthly ? money : null,
        }));
    }
}
