using NanoBanana.Client.Store;
using NanoBanana.Store.Tests.Support;

namespace NanoBanana.Store.Tests.Contract;

/// <summary>Caps hold over all processes, and one rule says what counts.</summary>
public sealed class BudgetTests
{
    public static TheoryData<string> Kinds => StorePlace.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_cap_of_half_a_batch_holds_with_four_processes(string kind)
    {
        using var place = StorePlace.Create(kind);
        var stores = Enumerable.Range(0, 4).Select(_ => place.Open()).ToList();
        var cap = new Money(25, Currencies.Usd);

        var outcomes = await Task.WhenAll(stores.SelectMany((store, s) => Enumerable.Range(0, 50).Select(i => store.ClaimAsync(Work.Claim($"k{(s % 2 == 0 ? i : 49 - i)}", cap: cap), CancellationToken.None))));

        Assert.Equal(25, outcomes.Count(outcome => outcome.Claimed is not null));
        Assert.Equal(25, (await stores[0].TodayAsync()).Reserved);
        Assert.All(outcomes.Where(outcome => outcome.Refusal is not null), outcome => Assert.Equal(25, outcome.Refusal!.Spent + outcome.Refusal.Reserved));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_cap_that_refuses_writes_nothing_and_money_given_back_can_be_spent(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var cap = new Money(1.5m, Currencies.Usd);
        var first = (await store.ClaimAsync(Work.Claim("a", cap: cap), CancellationToken.None)).Claimed!;

        var refused = await store.ClaimAsync(Work.Claim("b", cap: cap), CancellationToken.None);
        await store.RecordAsync(Work.Landed(first, LandedFact.Withdrawn));
        var second = await store.ClaimAsync(Work.Claim("b", cap: cap), CancellationToken.None);

        Assert.NotNull(refused.Refusal);
        Assert.NotNull(second.Claimed);
        Assert.Single(await store.AllAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task While_it_runs_the_most_that_it_can_cost_counts_and_after_its_end_what_is_shown(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var claim = Work.Claim("k") with { Price = new StoredPrice(0.04m, Currencies.Usd, Certainties.Estimated, Ceiling: 0.1m) };
        var token = await store.SubmitAsync(claim, "task-1");
        var running = await store.TodayAsync();

        await store.RecordAsync(Work.Ended(token, TaskStates.Succeeded, price: new StoredPrice(0.05m, Currencies.Usd, Certainties.Exact)));
        var ended = await store.TodayAsync();

        Assert.Equal((0.04m, 0.06m), (running.Spent, running.Reserved));
        Assert.Equal((0.05m, 0m), (ended.Spent, ended.Reserved));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_was_spent_in_another_unit_is_counted_where_it_can_be_and_named_where_not(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        await store.SubmitAsync(Work.Claim("a") with { Price = new StoredPrice(8, Currencies.Credits, Certainties.Exact) }, "task-1");
        await store.SubmitAsync(Work.Claim("b") with { Price = StoredPrice.Unknown }, "task-2");

        var blind = await store.TodayAsync();
        var counted = await store.TodayAsync(creditPrice: 0.01m);

        Assert.Equal((0m, 1), (blind.Spent, blind.UnknownPrices));
        Assert.Equal(new Money(8, Currencies.Credits), Assert.Single(blind.NotCounted));
        Assert.Equal((0.08m, 0), (counted.Spent, counted.NotCounted.Count));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_unknown_price_that_became_known_counts(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var token = await store.SubmitAsync(Work.Claim("b") with { Price = StoredPrice.Unknown }, "task-2");

        await store.RecordAsync(Work.Ended(token, TaskStates.Succeeded, price: new StoredPrice(4, Currencies.Credits, Certainties.Exact)));

        var today = await store.TodayAsync(unit: Currencies.Credits);
        Assert.Equal((4m, 0), (today.Spent, today.UnknownPrices));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_task_that_is_shown_in_credits_still_counts_for_a_cap_in_dollars(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var token = await store.SubmitAsync(Work.Claim("k", amount: 0.08m), "task-1");

        await store.RecordAsync(Work.Ended(token, TaskStates.Succeeded, price: new StoredPrice(4, Currencies.Credits, Certainties.Exact)));

        Assert.Equal(0.08m, (await store.TodayAsync()).Spent);
        Assert.Equal(0.04m, (await store.TodayAsync(creditPrice: 0.01m)).Spent);
        Assert.Equal(4m, (await store.TodayAsync(unit: Currencies.Credits)).Spent);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Another_name_of_the_profile_changes_nothing(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        await store.SubmitAsync(Work.Claim("a", profile: "old"), "task-1");
        var cap = new Money(1, Currencies.Usd);

        var refused = await store.ClaimAsync(Work.Claim("b", profile: "new", cap: cap), CancellationToken.None);

        Assert.Equal(1, refused.Refusal?.Spent);
        Assert.Equal("new", Assert.Single(await store.SpendingAsync(since: null, EmulatorScope.None, CancellationToken.None)).Name);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_an_erased_task_cost_stays_in_the_sums(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var token = await store.SubmitAsync(Work.Claim("k"), "task-1");
        await store.RecordAsync(Work.Ended(token, TaskStates.Succeeded), Work.File(token, 1, saved: true));

        Assert.Equal(1, await store.RemoveAsync([token.IntentId, "nothing"], CancellationToken.None));

        Assert.Empty(await store.AllAsync());
        Assert.Equal(1, (await store.TodayAsync()).Spent);
        var row = Assert.Single(await store.SpendingAsync(TimeProvider.System.GetUtcNow().AddDays(-2), EmulatorScope.None, CancellationToken.None));
        Assert.Equal((1m, 1, ProviderNames.Crun), (row.Spent, row.Tasks, row.Provider));
    }
}
