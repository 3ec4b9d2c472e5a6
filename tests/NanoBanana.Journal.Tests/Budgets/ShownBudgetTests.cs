using NanoBanana.Client;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Budgets;

/// <summary>What a profile's budgets show of the day and the month.</summary>
public sealed class ShownBudgetTests
{
    private static readonly ImageRequest Fox = new() { Prompt = "a fox" };

    [Fact]
    public async Task A_cap_shows_what_was_spent_what_is_set_aside_and_what_is_left()
    {
        using var world = new TestEnvironment("status-500*1");
        var profile = Profile(world, daily: "5 USD", monthly: "20 USD");
        Assert.Equal(ErrorIds.OutcomeUnknown, (await world.SubmitAsync(profile, Fox)).Error!.ErrorId);
        Assert.Null((await world.SubmitAsync(profile, Fox)).Error);
        Assert.Null((await world.SubmitAsync(profile, Fox)).Error);

        var (day, month) = await OfAsync(world, profile);

        Assert.Equal(("Day", 5m, 2m, 1m, 2m, "USD"), (day.Period, day.Cap, day.Spent, day.Reserved, day.Left, day.Unit));
        Assert.Equal(("Month", 20m, 2m, 1m, 17m, "USD"), (month.Period, month.Cap, month.Spent, month.Reserved, month.Left, month.Unit));
        Assert.Equal((profile.Name, profile.Name), (day.Profile, month.Profile));
    }

    [Fact]
    public async Task A_cap_below_what_was_spent_leaves_nothing_and_no_cap_leaves_no_number()
    {
        using var world = new TestEnvironment();
        var profile = Profile(world, daily: null, monthly: null);
        await world.SubmitAsync(profile, Fox);
        await world.SubmitAsync(profile, Fox);

        var (day, month) = await OfAsync(world, Profile(world, daily: "1 USD", monthly: null));

        Assert.Equal((1m, 2m, 0m), (day.Cap, day.Spent, day.Left));
        Assert.Equal((null, 2m, null), (month.Cap, month.Spent, month.Left));
    }

    [Fact]
    public async Task Each_period_has_the_unit_of_its_own_cap_or_else_of_the_profile()
    {
        using var world = new TestEnvironment();

        var mixed = await OfAsync(world, Profile(world, daily: "5 USD", monthly: "50 credits"));
        var daily = await OfAsync(world, Profile(world, daily: "5 credits", monthly: null));
        var monthly = await OfAsync(world, Profile(world, daily: null, monthly: "5 credits"));
        var priced = await OfAsync(world, Profile(world, daily: null, monthly: null, price: "4 credits"));
        var bare = await OfAsync(world, Profile(world, daily: null, monthly: null, price: null));

        Assert.Equal(
            [("USD", "credits"), ("credits", "credits"), ("credits", "credits"), ("credits", "credits"), ("USD", "USD")],
            new[] { mixed, daily, monthly, priced, bare }.Select(each => (each.Day.Unit, each.Month.Unit)));
    }

    [Fact]
    public async Task What_cannot_be_counted_is_named()
    {
        using var world = new TestEnvironment();
        await world.SubmitAsync(Profile(world, daily: null, monthly: null, price: "4 credits"), Fox);
        await world.SubmitAsync(Profile(world, daily: null, monthly: null, price: null), Fox);

        var (day, _) = await OfAsync(world, Profile(world, daily: "5 USD", monthly: null));

        Assert.Equal((0m, 5m, 1), (day.Spent, day.Left, day.UnknownPrices));
        Assert.Equal("4 credits", Assert.Single(day.NotCounted).ToString());
    }

    [Fact]
    public async Task The_month_begins_with_its_first_day()
    {
        using var world = new TestEnvironment();
        world.Time.SetUtcNow(new DateTimeOffset(new DateTime(2026, 11, 20, 12, 0, 0, DateTimeKind.Local)));

        var (day, month) = await OfAsync(world, Profile(world, daily: "5 USD", monthly: "5 USD"));

        Assert.Equal((new DateTime(2026, 11, 20), new DateTime(2026, 11, 1)), (day.Since, month.Since));
    }

    private static async Task<(Budget Day, Budget Month)> OfAsync(TestEnvironment world, Profile profile)
    {
        var budgets = await Budget.OfAsync(profile, world.Journal.Store, CancellationToken.None);
        Assert.Equal(2, budgets.Count);
        return (budgets[0], budgets[1]);
    }

    private static Profile Profile(TestEnvironment world, string? daily, string? monthly, string? price = "1 USD") => world.Profile(ProviderNames.Crun, each => each with
    {
        PricePerImage = price is null ? null : Money.Parse(price),
        DailyBudget = daily is null ? null : Money.Parse(daily),
        MonthlyBudget = monthly is null ? null : Money.Parse(monthly),
    });
}
