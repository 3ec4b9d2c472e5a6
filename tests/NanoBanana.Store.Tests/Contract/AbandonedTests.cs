using Microsoft.Extensions.Time.Testing;
using NanoBanana.Client.Model;
using NanoBanana.Client.Store;
using NanoBanana.Store.Tests.Support;

namespace NanoBanana.Store.Tests.Contract;

/// <summary>What a process left behind that ended in the middle of a submit.</summary>
public sealed class AbandonedTests
{
    /// <summary>So long that no process shows by itself during a test that it lives, and shorter than <see cref="StorePlace.Silence"/>.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(50);

    public static TheoryData<string> Kinds => StorePlace.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task It_is_shown_as_what_it_is_before_a_writer_settles_it(string kind)
    {
        using var place = StorePlace.Create(kind);
        var (first, second) = (place.Open(lease: Lease), place.Open(host: "elsewhere", lease: Lease));
        var (claimed, sending) = await LeaveAsync(first);
        var before = await second.AllAsync();
        place.Silence(first);

        var (unsent, sent) = (await second.OneAsync(claimed.IntentId), await second.OneAsync(sending.IntentId));

        Assert.Equal([StoredStates.Claimed, StoredStates.Sending], before.Select(task => task.State).Order());
        Assert.Equal((TaskStates.Failed, Charge.Released, LandedFact.Withdrawn), (unsent.State, unsent.Charge, unsent.Landing));
        Assert.Equal((TaskStates.Unknown, Charge.Unknown, TaskStates.Unknown), (sent.State, sent.Charge, sent.Landing));
        Assert.Equal(2, (await second.TodayAsync()).Reserved);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_first_claim_of_a_process_gives_back_what_was_not_sent_and_keeps_what_was(string kind)
    {
        using var place = StorePlace.Create(kind);
        var (first, second) = (place.Open(lease: Lease), place.Open(host: "elsewhere", lease: Lease));
        var (claimed, sending) = await LeaveAsync(first);
        var retried = (await first.ClaimAsync(Work.Claim("c"), CancellationToken.None)).Claimed!;
        await first.MarkSendingAsync(retried, CancellationToken.None);
        await first.RecordAsync(Work.Landed(retried, "Rejected"));
        Assert.Equal(2, (await first.ClaimAsync(Work.Claim("c"), CancellationToken.None)).Claimed?.Attempt);
        place.Silence(first);

        var own = (await second.ClaimAsync(Work.Claim("d"), CancellationToken.None)).Claimed!;

        var tasks = (await second.AllAsync()).ToDictionary(task => task.IntentId, StringComparer.Ordinal);
        Assert.Equal(new[] { sending.IntentId, retried.IntentId, own.IntentId }.Order(), tasks.Keys.Order());
        Assert.DoesNotContain(claimed.IntentId, tasks.Keys);
        Assert.Equal((TaskStates.Unknown, Charge.Unknown), (tasks[sending.IntentId].State, tasks[sending.IntentId].Charge));
        Assert.Equal((TaskStates.Failed, Charge.Released, LandedFact.Withdrawn), (tasks[retried.IntentId].State, tasks[retried.IntentId].Charge, tasks[retried.IntentId].Landing));
        Assert.Equal(StoredStates.Claimed, tasks[own.IntentId].State);
        Assert.Equal(2, (await second.TodayAsync()).Reserved);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_claim_that_wants_a_row_of_its_own_takes_over_neither_what_was_left_nor_what_failed(string kind)
    {
        using var place = StorePlace.Create(kind);
        var (first, second) = (place.Open(lease: Lease), place.Open(host: "elsewhere", lease: Lease));
        await second.ClaimAsync(Work.Claim("other"), CancellationToken.None);
        await first.ClaimAsync(Work.Claim("k"), CancellationToken.None);
        place.Silence(first);

        var own = Work.Claim("k") with { NewRowAlways = true };
        var token = (await second.ClaimAsync(own, CancellationToken.None)).Claimed!;
        await second.MarkSendingAsync(token, CancellationToken.None);
        await second.RecordAsync(Work.Landed(token, "Rejected"));
        var next = (await second.ClaimAsync(Work.Claim("k") with { NewRowAlways = true }, CancellationToken.None)).Claimed!;

        Assert.Equal((own.IntentId, 1, 1), (token.IntentId, token.Number, token.Attempt));
        Assert.Equal((2, 1), (next.Number, next.Attempt));
        Assert.Equal(3, (await second.AllAsync()).Count);
        Assert.Equal(2, (await second.TodayAsync()).Reserved);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_same_work_is_not_sent_again_by_a_process_that_ran_before_it_was_left(string kind)
    {
        using var place = StorePlace.Create(kind);
        var (first, second) = (place.Open(lease: Lease), place.Open(host: "elsewhere", lease: Lease));
        await second.ClaimAsync(Work.Claim("other"), CancellationToken.None);
        var (_, sending) = await LeaveAsync(first);
        place.Silence(first);

        var existing = (await second.ClaimAsync(Work.Claim("b"), CancellationToken.None)).Existing!;

        Assert.Equal((sending.IntentId, TaskStates.Unknown, Charge.Unknown, TaskStates.Unknown), (existing.IntentId, existing.State, existing.Charge, existing.Landing));
        var task = await first.OneAsync(sending.IntentId);
        Assert.Equal((TaskStates.Unknown, Charge.Unknown, TaskStates.Unknown), (task.State, task.Charge, task.Landing));
        Assert.Equal(3, (await second.TodayAsync()).Reserved);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_claim_of_no_owner_is_taken_over(string kind)
    {
        using var place = StorePlace.Create(kind);
        var (first, second) = (place.Open(lease: Lease), place.Open(host: "elsewhere", lease: Lease));
        await second.ClaimAsync(Work.Claim("other"), CancellationToken.None);
        var claimed = (await first.ClaimAsync(Work.Claim("a"), CancellationToken.None)).Claimed!;
        place.Execute($"UPDATE nb_tasks SET owner = NULL WHERE intent = '{claimed.IntentId}'");

        var taken = (await second.ClaimAsync(Work.Claim("a"), CancellationToken.None)).Claimed;

        Assert.Equal((claimed.IntentId, 2), (taken?.IntentId, taken?.Attempt));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_was_sent_is_settled_by_its_user_also_before_a_writer_does(string kind)
    {
        using var place = StorePlace.Create(kind);
        var (first, second) = (place.Open(lease: Lease), place.Open(host: "elsewhere", lease: Lease));
        var (claimed, sending) = await LeaveAsync(first);
        place.Silence(first);

        var unsent = await Assert.ThrowsAsync<NanoBananaException>(() => second.ResolveAsync(claimed.IntentId, "task-1", CancellationToken.None));
        var free = await second.ResolveAsync(sending.IntentId, gatewayId: null, CancellationToken.None);

        Assert.Equal(ErrorIds.TaskNotUnknown, unsent.ErrorId);
        Assert.Equal((TaskStates.Failed, Charge.Released, TaskStates.Unknown), (free.State, free.Charge, free.Landing));
        Assert.Equal(1, (await second.TodayAsync()).Reserved);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_process_that_went_away_is_known_for_a_day(string kind)
    {
        using var place = StorePlace.Create(kind);
        var (first, second, later) = (place.Open(lease: Lease), place.Open(host: "elsewhere", lease: Lease), place.Open(host: "elsewhere", lease: Lease));
        await first.ClaimAsync(Work.Claim("a"), CancellationToken.None);
        var alive = await second.FindOwnerAsync(first.Owner, CancellationToken.None);
        place.Silence(first);

        await second.ClaimAsync(Work.Claim("b"), CancellationToken.None);
        var silent = await second.FindOwnerAsync(first.Owner, CancellationToken.None);
        place.Execute("UPDATE nb_submits SET at = at - 86401000");
        place.Execute($"UPDATE nb_owners SET seen_at = seen_at - 82801000 WHERE owner = '{first.Owner}'");
        await later.ClaimAsync(Work.Claim("c"), CancellationToken.None);

        Assert.Equal((true, Environment.ProcessId, Environment.MachineName), (alive!.IsAlive, alive.ProcessId, alive.Host));
        Assert.Equal((false, first.Owner), (silent!.IsAlive, silent.Id));
        Assert.Null(await second.FindOwnerAsync(first.Owner, CancellationToken.None));
        Assert.True((await first.FindOwnerAsync(second.Owner, CancellationToken.None))?.IsAlive);

        // its submits are forgotten as well: only the last claim is left
        Assert.Equal(1, place.Execute("UPDATE nb_submits SET at = at"));
    }

    [Fact]
    public async Task A_process_shares_the_rate_again_when_it_sends_and_not_with_a_claim_that_it_lost()
    {
        using var place = StorePlace.Create("SQLite");
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var (first, second, other) = (place.Open(time: time, lease: Lease), place.Open(host: "elsewhere", time: time, lease: Lease), place.Open(host: "third", time: time));
        await second.ClaimAsync(Work.Claim("other"), CancellationToken.None);
        var lost = (await first.ClaimAsync(Work.Claim("k"), CancellationToken.None)).Claimed!;
        place.Silence(first);
        var taken = (await second.ClaimAsync(Work.Claim("k"), CancellationToken.None)).Claimed!;
        time.Advance(TimeSpan.FromMinutes(1));
        Task<int> CountAsync() => other.LiveOwnersAsync("account-1", CancellationToken.None);
        Assert.Equal(1, await CountAsync());

        Assert.False(await first.MarkSendingAsync(lost, CancellationToken.None));
        Assert.Equal(1, await CountAsync());
        Assert.True(await second.MarkSendingAsync(taken, CancellationToken.None));

        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task A_process_says_once_per_second_that_it_submits()
    {
        using var place = StorePlace.Create("SQLite");
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var (store, other) = (place.Open(time: time), place.Open(host: "elsewhere", time: time));
        Task<int> CountAsync() => other.LiveOwnersAsync("account-1", CancellationToken.None);
        await store.ClaimAsync(Work.Claim("a"), CancellationToken.None);
        place.Execute("DELETE FROM nb_submits");

        time.Advance(TimeSpan.FromMilliseconds(999));
        await store.ClaimAsync(Work.Claim("b"), CancellationToken.None);
        Assert.Equal(1, await CountAsync());
        time.Advance(TimeSpan.FromMilliseconds(1));
        await store.ClaimAsync(Work.Claim("c"), CancellationToken.None);

        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task A_process_lives_until_the_end_of_its_lease()
    {
        using var place = StorePlace.Create("SQLite");
        var time = new FakeTimeProvider();
        var (store, other) = (place.Open(time: time, lease: Lease), place.Open(host: "elsewhere", time: time));
        await store.ClaimAsync(Work.Claim("k"), CancellationToken.None);
        async Task<bool> IsAliveAsync() => (await other.FindOwnerAsync(store.Owner, CancellationToken.None))!.IsAlive;

        time.Advance(Lease - TimeSpan.FromMilliseconds(1));
        Assert.True(await IsAliveAsync());
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.False(await IsAliveAsync());
    }

    /// <summary>One claim that was not sent, and one that was.</summary>
    private static async Task<(AttemptToken Claimed, AttemptToken Sending)> LeaveAsync(Client.Store.Relational.RelationalStore store)
    {
        var claimed = (await store.ClaimAsync(Work.Claim("a"), CancellationToken.None)).Claimed!;
        var sending = (await store.ClaimAsync(Work.Claim("b"), CancellationToken.None)).Claimed!;
        Assert.True(await store.MarkSendingAsync(sending, CancellationToken.None));
        return (claimed, sending);
    }
}
