using NanoBanana.Client.Model;
using NanoBanana.Client.Store;
using NanoBanana.Store.Tests.Support;

namespace NanoBanana.Store.Tests.Contract;

/// <summary>One piece of work, one claim, over all processes.</summary>
public sealed class ClaimTests
{
    public static TheoryData<string> Kinds => StorePlace.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_was_claimed_sent_and_accepted_is_found_whole(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var claim = Work.Claim("k") with { Batch = "b", Tag = """{"sku":7}""", TagHash = "h", BaseUri = "https://gateway.example", Take = 2, TakeOf = "other" };
        var token = await store.SubmitAsync(claim, "task-1");
        await store.RecordAsync(Work.Ended(token, TaskStates.Succeeded, images: 2), Work.File(token, 1, saved: true));

        var task = await place.Open().OneAsync(claim.IntentId);

        Assert.Equal(("k", 1, TaskStates.Succeeded, Charge.Spent, 1), (task.WorkKey, task.Number, task.State, task.Charge, task.Attempt));
        Assert.Equal(("task-1", claim.Request, claim.Prompt, claim.Tag, "b"), (task.GatewayId, task.Request, task.Prompt, task.Tag, task.Batch));
        Assert.Equal((claim.Provider, claim.Account, claim.Profile, claim.Model, claim.Operation, claim.BaseUri), (task.Provider, task.Account, task.Profile, task.Model, task.Operation, task.BaseUri));
        Assert.Equal((TimeSpan.FromSeconds(12.5), 2, "other", true), (task.Duration, task.Take, task.TakeOf, task.IsUnsaved));
        Assert.Equal(new StoredFile(1, "/pictures/1.png", ulong.MaxValue - 1, IsSaved: true), Assert.Single(task.Files));
        Assert.Equal(1, task.Price.Amount);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_eight_processes_that_want_the_same_work_one_has_it(string kind)
    {
        using var place = StorePlace.Create(kind);
        var stores = Enumerable.Range(0, 8).Select(i => place.Open(host: "host-" + i)).ToList();

        var outcomes = await Task.WhenAll(stores.SelectMany(store => Enumerable.Range(0, 40).Select(i => store.ClaimAsync(Work.Claim("k" + i), CancellationToken.None))));

        Assert.Equal(40, outcomes.Count(outcome => outcome.Claimed is not null));
        Assert.Equal(280, outcomes.Count(outcome => outcome is { Busy: not null, Owner.IsAlive: true }));
        Assert.Equal(40, (await stores[0].AllAsync()).Count);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Work_that_was_accepted_is_given_back(string kind)
    {
        using var place = StorePlace.Create(kind);
        await place.Open().SubmitAsync(Work.Claim("k"), "task-1");

        var outcome = await place.Open().ClaimAsync(Work.Claim("k"), CancellationToken.None);

        Assert.Equal("task-1", outcome.Existing?.GatewayId);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Without_resume_it_is_the_next_of_its_kind_and_what_was_done_before_is_counted(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        await store.SubmitAsync(Work.Claim("k"), "task-1");
        await store.SubmitAsync(Work.Claim("k", resume: false), "task-2");

        var outcome = await store.ClaimAsync(Work.Claim("k", resume: false, taken: [2]), CancellationToken.None);

        Assert.Equal((3, 1), (outcome.Claimed?.Number, outcome.DoneBefore));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_equal_requests_the_one_with_the_same_tag_comes_first(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        await store.SubmitAsync(Work.Claim("k", resume: false, tag: "a"), "task-a");
        await store.SubmitAsync(Work.Claim("k", resume: false, tag: "b"), "task-b");

        var second = await store.ClaimAsync(Work.Claim("k", tag: "b"), CancellationToken.None);
        var other = await store.ClaimAsync(Work.Claim("k", tag: "c", taken: [2]), CancellationToken.None);
        var third = await store.ClaimAsync(Work.Claim("k", tag: "a", taken: [1, 2]), CancellationToken.None);

        Assert.Equal(("task-b", "task-a", 3), (second.Existing?.GatewayId, other.Existing?.GatewayId, third.Claimed?.Number));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_claim_whose_answer_was_lost_is_the_same_claim_again(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var claim = Work.Claim("k", resume: false);
        var first = await store.ClaimAsync(claim, CancellationToken.None);

        var again = await store.ClaimAsync(claim, CancellationToken.None);

        Assert.Equal(first.Claimed, again.Claimed);
        Assert.True(await store.MarkSendingAsync(first.Claimed!, CancellationToken.None));
        Assert.True(await store.MarkSendingAsync(first.Claimed!, CancellationToken.None));
        Assert.Single(await store.AllAsync());
        Assert.Equal(1, (await store.TodayAsync()).Reserved);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_claim_of_a_process_that_is_gone_before_it_sent_is_taken_over_and_the_old_owner_sends_nothing(string kind)
    {
        using var place = StorePlace.Create(kind);
        var (first, second) = (place.Open(), place.Open(host: "elsewhere"));
        var token = (await first.ClaimAsync(Work.Claim("k"), CancellationToken.None)).Claimed!;
        Assert.NotNull((await second.ClaimAsync(Work.Claim("k"), CancellationToken.None)).Busy);
        place.Silence(first);

        var taken = (await second.ClaimAsync(Work.Claim("k"), CancellationToken.None)).Claimed;

        Assert.NotNull(taken);
        Assert.NotEqual(token.Token, taken.Token);
        Assert.False(await first.MarkSendingAsync(token, CancellationToken.None));
        Assert.True(await second.MarkSendingAsync(taken, CancellationToken.None));
        Assert.Equal(1, (await first.TodayAsync()).Reserved);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task After_it_was_sent_no_other_sends_again_and_a_late_receipt_is_believed(string kind)
    {
        using var place = StorePlace.Create(kind);
        var (first, second) = (place.Open(), place.Open(host: "elsewhere"));
        var token = (await first.ClaimAsync(Work.Claim("k"), CancellationToken.None)).Claimed!;
        await first.MarkSendingAsync(token, CancellationToken.None);
        var early = await Assert.ThrowsAsync<NanoBananaException>(() => second.ResolveAsync(token.IntentId, gatewayId: null, CancellationToken.None));
        place.Silence(first);

        var outcome = await second.ClaimAsync(Work.Claim("k"), CancellationToken.None);
        var unknown = await second.TodayAsync();
        await first.RecordAsync(Work.Accepted(token, "task-late"));

        Assert.Equal(ErrorIds.TaskNotUnknown, early.ErrorId);
        Assert.Equal((TaskStates.Unknown, Charge.Unknown), (outcome.Existing?.State, outcome.Existing?.Charge));
        Assert.Equal((0, 1), (unknown.Spent, unknown.Reserved));
        var task = await second.OneAsync(token.IntentId);
        Assert.Equal((TaskStates.Pending, "task-late", Charge.Spent), (task.State, task.GatewayId, task.Charge));
        Assert.Equal(1, (await second.TodayAsync()).Spent);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_attempt_that_was_not_charged_is_followed_by_another_and_a_charged_one_is_not(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var rejected = (await store.ClaimAsync(Work.Claim("k"), CancellationToken.None)).Claimed!;
        await store.MarkSendingAsync(rejected, CancellationToken.None);
        await store.RecordAsync(Work.Landed(rejected, "Rejected"));
        Assert.Equal(0, (await store.TodayAsync()).Reserved);

        var second = await store.SubmitAsync(Work.Claim("k"), "task-2");
        await store.RecordAsync(Work.Ended(second, TaskStates.Failed, images: 0));
        var third = await store.SubmitAsync(Work.Claim("k"), "task-3");
        await store.RecordAsync(Work.Ended(third, TaskStates.Failed, images: 0, charged: true));
        var last = await store.ClaimAsync(Work.Claim("k"), CancellationToken.None);

        Assert.Equal((rejected.IntentId, 2, rejected.IntentId, 3), (second.IntentId, second.Attempt, third.IntentId, third.Attempt));
        Assert.Equal((rejected.IntentId, rejected.IntentId + "-2", rejected.IntentId + "-3"), (rejected.RequestId, second.RequestId, third.RequestId));
        Assert.Equal("task-3", last.Existing?.GatewayId);
        Assert.Equal(1, (await store.TodayAsync()).Spent);
        Assert.Single(await store.AllAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_next_gateway_is_another_attempt_of_the_same_claim(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var first = (await store.ClaimAsync(Work.Claim("k", resume: false), CancellationToken.None)).Claimed!;
        await store.MarkSendingAsync(first, CancellationToken.None);
        await store.RecordAsync(Work.Landed(first, "Rejected"));

        var second = await store.SubmitAsync(Work.Claim("k", resume: false, account: "account-2") with { Continues = first, Provider = ProviderNames.Apikley }, "task-2");

        Assert.Equal((first.IntentId, 1, 2), (second.IntentId, second.Number, second.Attempt));
        Assert.Equal((0, 1), ((await store.TodayAsync()).Spent, (await store.TodayAsync("account-2")).Spent));
        Assert.Equal(ProviderNames.Apikley, (await store.OneAsync(first.IntentId)).Provider);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_claim_that_is_withdrawn_leaves_no_trace(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var token = (await store.ClaimAsync(Work.Claim("k"), CancellationToken.None)).Claimed!;

        await store.RecordAsync(Work.Landed(token, LandedFact.Withdrawn));

        Assert.Empty(await store.AllAsync());
        Assert.Equal(0, (await store.TodayAsync()).Reserved);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_second_id_for_the_same_work_is_kept_beside_the_first(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var token = await store.SubmitAsync(Work.Claim("k"), "task-1");

        await store.RecordAsync(Work.Accepted(token, "task-other"));
        await store.RecordAsync(Work.Accepted(token, "task-1"));

        var task = await store.OneAsync(token.IntentId);
        Assert.Equal("task-1", task.GatewayId);
        Assert.Equal(["task-other"], task.OtherIds);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Facts_written_twice_and_out_of_order_change_nothing(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var token = await store.SubmitAsync(Work.Claim("k"), "task-1");
        var ended = Work.Ended(token, TaskStates.Succeeded);
        await store.RecordAsync(ended);

        await store.RecordAsync(ended, Work.Accepted(token, "task-1"), Work.Landed(token, "Rejected"), Work.Ended(token, TaskStates.Failed), Work.Landed(token, TaskStates.Unknown));

        var task = await store.OneAsync(token.IntentId);
        Assert.Equal((TaskStates.Succeeded, Charge.Spent), (task.State, task.Charge));
        Assert.Equal((1, 0), ((await store.TodayAsync()).Spent, (await store.TodayAsync()).Reserved));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_claim_that_was_stopped_before_its_turn_writes_nothing(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        await store.ClaimAsync(Work.Claim("before"), CancellationToken.None);

        var stopped = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.ClaimAsync(Work.Claim("k"), new CancellationToken(canceled: true)));

        Assert.True(stopped.CancellationToken.IsCancellationRequested);
        Assert.Equal("before", Assert.Single(await store.AllAsync()).WorkKey);
        Assert.Equal(1, (await store.TodayAsync()).Reserved);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_intent_that_another_work_has_is_not_claimed_and_holds_no_money(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var first = await store.SubmitAsync(Work.Claim("k"), "task-1");

        var error = await Assert.ThrowsAsync<NanoBananaException>(() => store.ClaimAsync(Work.Claim("l") with { IntentId = first.IntentId }, CancellationToken.None));

        Assert.Contains("its intent id is in use", error.Message, StringComparison.Ordinal);
        Assert.Equal("k", Assert.Single(await store.AllAsync()).WorkKey);
        Assert.Equal((1m, 0m), ((await store.TodayAsync()).Spent, (await store.TodayAsync()).Reserved));
    }
}
