using NanoBanana.Client;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Budgets;

/// <summary><c>-MaxCost</c>: the cap of one run, with or without a journal.</summary>
public sealed class MaxCostTests
{
    private static readonly ImageRequest Fox = new() { Prompt = "a fox" };

    [Fact]
    public async Task ItHoldsOverAllSubmitsOfTheRunAndOnlyOfTheRun()
    {
        using var world = new TestEnvironment();
        var profile = Priced(world);
        var run = new SubmitRun(Money.Parse("5 USD"));

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => world.SubmitAsync(profile, Fox, run)));

        Assert.Equal(5, results.Count(result => result.Task is not null));
        Assert.All(results.Where(result => result.Task is null), result => Assert.Equal(ErrorIds.BudgetExceeded, result.Error!.ErrorId));
        Assert.Equal(5, await world.CountAsync(ProviderNames.Crun));
        Assert.Null((await world.SubmitAsync(profile, Fox, new SubmitRun(Money.Parse("1 USD")))).Error);
    }

    [Fact]
    public async Task ARefusedItemUploadsNothing()
    {
        using var world = new TestEnvironment();

        var result = await world.SubmitAsync(Priced(world), Fox with { Sources = [SourceImage.FromFile(world.Picture("a.png", 1))] }, new SubmitRun(Money.Parse("0.5 USD")));

        Assert.Equal(ErrorIds.BudgetExceeded, result.Error!.ErrorId);
        Assert.Equal(0, await world.CountAsync("ImageHost", "upload"));
        Assert.Empty(world.Entries);
    }

    [Theory]
    [InlineData("status-422*1", true)]
    [InlineData("status-500*1", false)]
    [InlineData("error-after-accept*1", false)]
    public async Task ARejectionGivesTheMoneyBackAnUnknownOutcomeDoesNot(string fault, bool back)
    {
        using var world = new TestEnvironment(fault);
        var profile = Priced(world);
        var run = new SubmitRun(Money.Parse("1 USD"));
        Assert.NotNull((await world.SubmitAsync(profile, Fox, run)).Error);

        var second = await world.SubmitAsync(profile, Fox, run);

        Assert.Equal(back ? null : ErrorIds.BudgetExceeded, second.Error?.ErrorId);
    }

    [Fact]
    public async Task AnItemThatFailsBeforeItIsSentGivesTheMoneyBack()
    {
        using var world = new TestEnvironment("status-403@upload*1");
        var profile = Priced(world);
        var run = new SubmitRun(Money.Parse("1 USD"));
        var edit = Fox with { Sources = [SourceImage.FromFile(world.Picture("a.png", 1))] };
        Assert.Equal(ErrorIds.UploadDenied, (await world.SubmitAsync(profile, edit, run)).Error?.ErrorId);

        Assert.Null((await world.SubmitAsync(profile, edit, run)).Error);
    }

    [Fact]
    public async Task AnUnknownPriceOrUnitIsRefused()
    {
        using var world = new TestEnvironment();
        var unpriced = world.Profile(ProviderNames.Crun);

        Assert.Equal(ErrorIds.BudgetPriceUnknown, (await world.SubmitAsync(unpriced, Fox, new SubmitRun(Money.Parse("5 USD")))).Error!.ErrorId);
        Assert.Equal(ErrorIds.BudgetUnitMismatch, (await world.SubmitAsync(Priced(world), Fox, new SubmitRun(Money.Parse("5 credits")))).Error!.ErrorId);
        Assert.Equal(0, await world.CountAsync(ProviderNames.Crun));
    }

    [Fact]
    public async Task WhatIsResumedCostsNothing()
    {
        using var world = new TestEnvironment();
        var profile = Priced(world);
        await world.SubmitAsync(profile, Fox);

        var again = await world.SubmitAsync(profile, Fox, new SubmitRun(Money.Parse("0 USD"), resume: true));

        Assert.NotNull(again.Task);
        Assert.Null(again.Error);
    }

    private static Profile Priced(TestEnvironment world) => world.Profile(ProviderNames.Crun, each => each with { PricePerImage = Money.Parse("1 USD") });
}
