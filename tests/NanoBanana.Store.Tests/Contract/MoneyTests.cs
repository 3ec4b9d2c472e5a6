using NanoBanana.Client.Model;
using NanoBanana.Client.Store;
using NanoBanana.Store.Tests.Support;

namespace NanoBanana.Store.Tests.Contract;

/// <summary>What each outcome of a task adds to the sums that caps look at, amount by amount.</summary>
public sealed class MoneyTests
{
    private static readonly StoredPrice UpToTen = new(0.04m, Currencies.Usd, Certainties.Estimated, Ceiling: 0.1m);

    public static TheoryData<string> Kinds => StorePlace.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_claim_and_an_unknown_outcome_hold_the_most_that_it_can_cost(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var token = (await store.ClaimAsync(Work.Claim("k") with { Price = UpToTen }, CancellationToken.None)).Claimed!;
        var claimed = await store.TodayAsync();
        await store.MarkSendingAsync(token, CancellationToken.None);
        var sending = await store.TodayAsync();

        await store.RecordAsync(Work.Landed(token, TaskStates.Unknown));

        var unknown = await store.TodayAsync();
        var row = Assert.Single(await store.SpendingAsync(since: null, EmulatorScope.None, CancellationToken.None));
        Assert.Equal([(0m, 0.1m), (0m, 0.1m), (0m, 0.1m)], new[] { claimed, sending, unknown }.Select(each => (each.Spent, each.Reserved)));
        Assert.Equal((0m, 0m, 0.1m, 1), (row.Spent, row.Reserved, row.Unknown, row.Tasks));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_ceiling_below_what_is_shown_does_not_lower_it(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();

        await store.ClaimAsync(Work.Claim("k") with { Price = UpToTen with { Ceiling = 0.01m } }, CancellationToken.None);
        await store.ClaimAsync(Work.Claim("l") with { Price = UpToTen with { Ceiling = null } }, CancellationToken.None);

        Assert.Equal(0.08m, (await store.TodayAsync()).Reserved);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_price_without_an_amount_holds_its_ceiling(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var token = await store.SubmitAsync(Work.Claim("k") with { Price = UpToTen with { Amount = null } }, "task-1");
        var running = await store.TodayAsync();

        await store.RecordAsync(Work.Ended(token, TaskStates.Succeeded));

        var ended = await store.TodayAsync();
        Assert.Equal((0m, 0.1m, 0m, 0m), (running.Spent, running.Reserved, ended.Spent, ended.Reserved));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_a_cap_in_another_unit_held_is_held_until_the_end_and_released_with_a_failure(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var price = new StoredPrice(4, Currencies.Credits, Certainties.Exact, Ceiling: 0.08m, CeilingUnit: Currencies.Usd);
        var claim = (await store.ClaimAsync(Work.Claim("k") with { Price = price }, CancellationToken.None)).Claimed!;
        var claimed = await AllAsync(store);
        await store.MarkSendingAsync(claim, CancellationToken.None);
        await store.RecordAsync(Work.Accepted(claim, "task-1"));
        var running = await AllAsync(store);
        await store.RecordAsync(Work.Ended(claim, TaskStates.Failed, images: 0));

        // dollars, dollars where a credit has a price, credits: spent and set aside
        Assert.Equal(((0.08m, 0m), (0m, 0.04m), (0m, 4m)), claimed);
        Assert.Equal(((0.08m, 0m), (0.04m, 0m), (4m, 0m)), running);
        Assert.Equal(((0m, 0m), (0m, 0m), (0m, 0m)), await AllAsync(store));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_ceiling_in_another_unit_is_held_there_and_adds_nothing_to_what_is_shown(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        await store.ClaimAsync(Work.Claim("k") with { Price = UpToTen with { Ceiling = 4, CeilingUnit = Currencies.Credits } }, CancellationToken.None);

        var ((dollars, reserved), _, credits) = await AllAsync(store);

        Assert.Equal((0m, 0.04m, 4m, 0m), (dollars, reserved, credits.Spent, credits.Reserved));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_amount_without_a_unit_is_an_unknown_price(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        await store.SubmitAsync(Work.Claim("k") with { Price = new StoredPrice(5, Unit: null, Certainties.Unknown, Ceiling: 7) }, "task-1");

        var row = Assert.Single(await store.SpendingAsync(since: null, EmulatorScope.None, CancellationToken.None));
        Assert.Equal((null, 0m, 0m, 0m, 1), (row.Unit, row.Spent, row.Reserved, row.Unknown, row.Tasks));
        Assert.Equal(1, (await store.TodayAsync()).UnknownPrices);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_cannot_be_compared_is_added_up_by_unit(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var credits = new StoredPrice(8, Currencies.Credits, Certainties.Exact);
        await store.SubmitAsync(Work.Claim("a") with { Price = credits with { Ceiling = 9 } }, "task-1");
        await store.ClaimAsync(Work.Claim("b") with { Price = credits }, CancellationToken.None);
        var unknown = (await store.ClaimAsync(Work.Claim("c") with { Price = credits }, CancellationToken.None)).Claimed!;
        await store.MarkSendingAsync(unknown, CancellationToken.None);
        await store.RecordAsync(Work.Landed(unknown, TaskStates.Unknown));
        await store.SubmitAsync(Work.Claim("d") with { Price = StoredPrice.Unknown }, "task-4");
        await store.SubmitAsync(Work.Claim("e") with { Price = StoredPrice.Unknown }, "task-5");

        var dollars = await store.TodayAsync();
        var counted = await store.TodayAsync(creditPrice: 0.5m);
        var inCredits = await store.TodayAsync(unit: Currencies.Credits, creditPrice: 0.5m);

        Assert.Equal((0m, 0m, 2), (dollars.Spent, dollars.Reserved, dollars.UnknownPrices));
        Assert.Equal("25 credits", Assert.Single(dollars.NotCounted).ToString());
        Assert.Equal((4m, 8.5m, 2, 0), (counted.Spent, counted.Reserved, counted.UnknownPrices, counted.NotCounted.Count));
        Assert.Equal((8m, 17m), (inCredits.Spent, inCredits.Reserved));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_emulator_spends_nothing_of_a_real_account_and_sees_nothing_of_it(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var cap = new Money(1, Currencies.Usd);
        await store.SubmitAsync(Work.Claim("a", emulator: "127.0.0.1:1"), "task-1");

        var real = await store.ClaimAsync(Work.Claim("b", cap: cap), CancellationToken.None);
        var emulated = await store.ClaimAsync(Work.Claim("c", emulator: "127.0.0.1:1", cap: cap), CancellationToken.None);
        var elsewhere = await store.ClaimAsync(Work.Claim("d", emulator: "127.0.0.1:2", cap: cap), CancellationToken.None);

        Assert.Equal((true, true, true), (real.Claimed is not null, emulated.Refusal is not null, elsewhere.Claimed is not null));
        Assert.Equal(1, (await store.TodayAsync()).Reserved);
        async Task<int> CountAsync(EmulatorScope emulators) => (await store.SpendingAsync(since: null, emulators, CancellationToken.None)).Sum(row => row.Tasks);
        Assert.Equal((1, 2, 3), (await CountAsync(EmulatorScope.None), await CountAsync(EmulatorScope.Only), await CountAsync(EmulatorScope.All)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_claim_with_a_cap_says_what_the_cap_cannot_count(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        async Task<BudgetTotals?> ClaimAsync(string account, StoredPrice? before)
        {
            if (before is not null)
            {
                await store.SubmitAsync(Work.Claim(account + " before", account: account) with { Price = before }, account);
            }

            return (await store.ClaimAsync(Work.Claim(account, account: account, cap: new Money(5, Currencies.Usd)), CancellationToken.None)).NotCounted;
        }

        var credits = await ClaimAsync("credits", new StoredPrice(8, Currencies.Credits, Certainties.Exact));
        var unknown = await ClaimAsync("unknown", StoredPrice.Unknown);

        Assert.Equal(("8 credits", 0), (Assert.Single(credits!.NotCounted).ToString(), credits.UnknownPrices));
        Assert.Equal((0, 1), (unknown!.NotCounted.Count, unknown.UnknownPrices));
        Assert.Null(await ClaimAsync("counted", new StoredPrice(1, Currencies.Usd, Certainties.Exact)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_comes_late_of_an_attempt_that_another_followed_changes_nothing(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var first = (await store.ClaimAsync(Work.Claim("k"), CancellationToken.None)).Claimed!;
        await store.MarkSendingAsync(first, CancellationToken.None);
        await store.RecordAsync(Work.Landed(first, "Rejected"));
        Assert.Equal(TaskStates.Failed, (await store.OneAsync(first.IntentId)).State);
        var second = (await store.ClaimAsync(Work.Claim("k"), CancellationToken.None)).Claimed!;
        await store.MarkSendingAsync(second, CancellationToken.None);

        await store.RecordAsync(Work.Landed(first, "Rejected"), Work.Landed(first, LandedFact.Withdrawn), Work.Ended(first, TaskStates.Failed, images: 0));

        Assert.Equal((StoredStates.Sending, 1m), ((await store.OneAsync(first.IntentId)).State, (await store.TodayAsync()).Reserved));
        await store.RecordAsync(Work.Landed(second, LandedFact.Withdrawn));
        Assert.Equal((StoredStates.Sending, 1m), ((await store.OneAsync(first.IntentId)).State, (await store.TodayAsync()).Reserved));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_unknown_outcome_that_names_a_task_is_not_freed_by_a_later_no(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var token = (await store.ClaimAsync(Work.Claim("k"), CancellationToken.None)).Claimed!;
        await store.MarkSendingAsync(token, CancellationToken.None);
        await store.RecordAsync(Work.Landed(token, TaskStates.Unknown) with { GatewayId = "task-1" });

        await store.RecordAsync(Work.Landed(token, "Rejected"));

        var task = await store.OneAsync(token.IntentId);
        Assert.Equal((TaskStates.Unknown, "task-1", Charge.Unknown), (task.State, task.GatewayId, task.Charge));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_held_for_a_cap_in_another_unit_stays_held_however_often_the_price_is_shown(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var token = await store.SubmitAsync(Work.Claim("k") with { Price = UpToTen }, "task-1");

        await store.RecordAsync(Work.Ended(token, TaskStates.Succeeded, price: new StoredPrice(4, Currencies.Credits, Certainties.Exact)));
        var once = await AllAsync(store);
        await store.RecordAsync(Work.Ended(token, TaskStates.Succeeded, price: new StoredPrice(5, Currencies.Credits, Certainties.Exact)));

        // the most that it could have cost in dollars, as nothing shows what it did cost
        Assert.Equal(((0.1m, 0m), (0.04m, 0m), (4m, 0m)), once);
        Assert.Equal(((0.1m, 0m), (0.05m, 0m), (5m, 0m)), await AllAsync(store));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_lower_price_in_the_same_unit_that_is_shown_while_it_runs_holds_nothing_more(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var token = await store.SubmitAsync(Work.Claim("k", amount: 0.05m), "task-1");

        await store.RecordAsync(Work.Ended(token, TaskStates.Running, images: 0, price: new StoredPrice(0.04m, Currencies.Usd, Certainties.Exact)));

        Assert.Equal((0.04m, 0m), ((await store.TodayAsync()).Spent, (await store.TodayAsync()).Reserved));
        Assert.Null((await store.OneAsync(token.IntentId)).Price.Ceiling);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Who_lost_a_claim_does_not_send_while_the_other_does(string kind)
    {
        using var place = StorePlace.Create(kind);
        var (first, second) = (place.Open(), place.Open(host: "elsewhere"));
        var token = (await first.ClaimAsync(Work.Claim("k"), CancellationToken.None)).Claimed!;
        Assert.NotNull((await second.ClaimAsync(Work.Claim("k"), CancellationToken.None)).Busy);
        place.Silence(first);
        var taken = (await second.ClaimAsync(Work.Claim("k"), CancellationToken.None)).Claimed!;
        Assert.True(await second.MarkSendingAsync(taken, CancellationToken.None));

        Assert.False(await first.MarkSendingAsync(token, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Only_what_is_unknown_can_be_settled(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var sending = (await store.ClaimAsync(Work.Claim("a"), CancellationToken.None)).Claimed!;
        await store.MarkSendingAsync(sending, CancellationToken.None);
        var running = await store.SubmitAsync(Work.Claim("b"), "task-1");

        Task<NanoBananaException> ErrorAsync(string intentId) => Assert.ThrowsAsync<NanoBananaException>(() => store.ResolveAsync(intentId, gatewayId: null, CancellationToken.None));
        var (flying, known, missing) = (await ErrorAsync(sending.IntentId), await ErrorAsync(running.IntentId), await ErrorAsync("nothing"));

        Assert.Equal((ErrorIds.TaskNotUnknown, ErrorIds.TaskNotUnknown, ErrorIds.IntentNotFound), (flying.ErrorId, known.ErrorId, missing.ErrorId));
        Assert.Equal((sending.IntentId, running.IntentId, "nothing"), (flying.Target, known.Target, missing.Target));
        Assert.Contains(TaskStates.Submitting, flying.Message, StringComparison.Ordinal);
        Assert.Contains(TaskStates.Pending, known.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_month_holds_what_its_days_do_not_and_each_cap_refuses(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        WorkClaim Claim(string key, decimal day, decimal month) => Work.Claim(key) with
        {
            Caps = [new BudgetCap { Period = BudgetCap.Day, Cap = new Money(day, Currencies.Usd), Wanted = 1 }, new BudgetCap { Period = BudgetCap.Month, Cap = new Money(month, Currencies.Usd), Wanted = 1 }],
        };
        await store.SubmitAsync(Claim("a", 2, 2), "task-1");

        var byMonth = await store.ClaimAsync(Claim("b", 5, 1.5m), CancellationToken.None);
        var byDay = await store.ClaimAsync(Claim("b", 1.5m, 5), CancellationToken.None);
        var fits = await store.ClaimAsync(Claim("b", 2, 2), CancellationToken.None);

        Assert.Equal((BudgetCap.Month, BudgetCap.Day), (byMonth.Refusal?.Cap.Period, byDay.Refusal?.Cap.Period));
        Assert.Equal((1m, 0m), (byMonth.Refusal!.Spent, byMonth.Refusal.Reserved));
        Assert.NotNull(fits.Claimed);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Work_that_is_taken_over_holds_its_money_once(string kind)
    {
        using var place = StorePlace.Create(kind);
        var (first, second) = (place.Open(), place.Open(host: "elsewhere"));
        var cap = new Money(1.5m, Currencies.Usd);
        await first.ClaimAsync(Work.Claim("k", cap: cap), CancellationToken.None);
        Assert.NotNull((await second.ClaimAsync(Work.Claim("k", cap: cap), CancellationToken.None)).Busy);
        place.Silence(first);

        var refused = await second.ClaimAsync(Work.Claim("k", amount: 2, cap: cap), CancellationToken.None);
        var other = await second.ClaimAsync(Work.Claim("l", cap: cap), CancellationToken.None);
        var taken = await second.ClaimAsync(Work.Claim("k", cap: cap), CancellationToken.None);

        Assert.Equal((0m, 0m), (refused.Refusal?.Spent, refused.Refusal?.Reserved));
        Assert.Equal(1m, other.Refusal?.Reserved);
        Assert.Equal(2, taken.Claimed?.Attempt);
        Assert.Equal(1m, (await second.TodayAsync()).Reserved);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_second_try_costs_what_it_costs_and_not_what_the_first_did(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var first = await store.SubmitAsync(Work.Claim("k", amount: 3), "task-1");
        await store.RecordAsync(Work.Ended(first, TaskStates.Failed, images: 0));

        var second = await store.SubmitAsync(Work.Claim("k", amount: 2), "task-2");
        await store.RecordAsync(Work.Ended(second, TaskStates.Succeeded));

        var row = Assert.Single(await store.SpendingAsync(since: null, EmulatorScope.None, CancellationToken.None));
        Assert.Equal((2m, 0m, 0m, 1), (row.Spent, row.Reserved, row.Unknown, row.Tasks));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_equal_work_what_is_paid_for_comes_first_then_what_is_in_flight(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var failed = await store.SubmitAsync(Work.Claim("k", resume: false), "task-1");
        await store.RecordAsync(Work.Ended(failed, TaskStates.Failed, images: 0));
        var flying = (await store.ClaimAsync(Work.Claim("k", resume: false), CancellationToken.None)).Claimed!;
        await store.SubmitAsync(Work.Claim("k", resume: false), "task-3");
        await store.SubmitAsync(Work.Claim("k", resume: false), "task-4");

        var paid = await store.ClaimAsync(Work.Claim("k"), CancellationToken.None);
        var next = await store.ClaimAsync(Work.Claim("k", taken: [3]), CancellationToken.None);
        var busy = await store.ClaimAsync(Work.Claim("k", taken: [3, 4]), CancellationToken.None);
        var again = await store.ClaimAsync(Work.Claim("k", taken: [2, 3, 4]), CancellationToken.None);

        Assert.Equal(("task-3", "task-4", flying.IntentId), (paid.Existing?.GatewayId, next.Existing?.GatewayId, busy.Busy?.IntentId));
        Assert.Equal((failed.IntentId, 2), (again.Claimed?.IntentId, again.Claimed?.Attempt));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Erasing_what_is_in_flight_elsewhere_is_refused_and_what_was_abandoned_counts_as_charged_perhaps(string kind)
    {
        using var place = StorePlace.Create(kind);
        var (first, second) = (place.Open(), place.Open(host: "elsewhere"));
        var sending = (await first.ClaimAsync(Work.Claim("a"), CancellationToken.None)).Claimed!;
        await first.MarkSendingAsync(sending, CancellationToken.None);
        var claimed = (await first.ClaimAsync(Work.Claim("b"), CancellationToken.None)).Claimed!;
        Assert.Equal(0, await second.RemoveAsync([sending.IntentId, claimed.IntentId], CancellationToken.None));
        place.Silence(first);

        Assert.Equal(2, await second.RemoveAsync([sending.IntentId, claimed.IntentId], CancellationToken.None));

        Assert.Equal((0m, 1m), ((await second.TodayAsync()).Spent, (await second.TodayAsync()).Reserved));
        Assert.Empty(await second.AllAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Declared_free_it_costs_nothing_and_declared_made_it_is_spent(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var tokens = new List<AttemptToken>();
        foreach (var key in new[] { "a", "b" })
        {
            var token = (await store.ClaimAsync(Work.Claim(key) with { Price = UpToTen }, CancellationToken.None)).Claimed!;
            await store.MarkSendingAsync(token, CancellationToken.None);
            await store.RecordAsync(Work.Landed(token, TaskStates.Unknown));
            tokens.Add(token);
        }

        var free = await store.ResolveAsync(tokens[0].IntentId, gatewayId: null, CancellationToken.None);
        var one = await store.TodayAsync();
        var made = await store.ResolveAsync(tokens[1].IntentId, "task-2", CancellationToken.None);

        Assert.Equal((TaskStates.Failed, Charge.Released, 0m, 0.1m), (free.State, free.Charge, one.Spent, one.Reserved));
        Assert.Equal((TaskStates.Pending, Charge.Spent, "task-2"), (made.State, made.Charge, made.GatewayId));
        Assert.Equal((0.04m, 0.06m), ((await store.TodayAsync()).Spent, (await store.TodayAsync()).Reserved));
    }

    private static async Task<((decimal Spent, decimal Reserved) Dollars, (decimal Spent, decimal Reserved) Priced, (decimal Spent, decimal Reserved) Credits)> AllAsync(Client.Store.Relational.RelationalStore store)
    {
        var (dollars, priced, credits) = (await store.TodayAsync(), await store.TodayAsync(creditPrice: 0.01m), await store.TodayAsync(unit: Currencies.Credits));
        return ((dollars.Spent, dollars.Reserved), (priced.Spent, priced.Reserved), (credits.Spent, credits.Reserved));
    }
}
