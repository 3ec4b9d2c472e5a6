using NanoBanana.Client.Store;
using NanoBanana.Store.Tests.Support;

namespace NanoBanana.Store.Tests.Contract;

/// <summary>What a fact leaves in the store besides the state of its task.</summary>
public sealed class FactTests
{
    public static TheoryData<string> Kinds => StorePlace.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_duration_is_learned_once_and_only_if_the_gateway_stated_it(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var measured = await store.SubmitAsync(Work.Claim("measured"), "task-1");
        await store.RecordAsync(Work.Ended(measured, TaskStates.Succeeded) with { DurationIsStated = false });
        var unsaid = await store.SubmitAsync(Work.Claim("unsaid"), "task-2");
        await store.RecordAsync(Work.Ended(unsaid, TaskStates.Succeeded) with { Duration = null });
        Assert.Empty(await store.DurationsAsync(10, CancellationToken.None));

        foreach (var (key, emulator, state) in new[] { ("real", null, TaskStates.Succeeded), ("emulated", "127.0.0.1:1", TaskStates.Failed) })
        {
            var token = await store.SubmitAsync(Work.Claim(key, emulator: emulator), key);
            var ended = Work.Ended(token, state) with { Duration = TimeSpan.FromSeconds(emulator is null ? 12.5 : 1) };
            await store.RecordAsync(ended);
            await store.RecordAsync(ended);
        }

        var learned = await store.DurationsAsync(10, CancellationToken.None);
        Assert.Equal(
            [new LearnedDuration(ProviderNames.Crun, "google/nano-banana", Operations.Generate, TimeSpan.FromSeconds(1), IsEmulated: true), new LearnedDuration(ProviderNames.Crun, "google/nano-banana", Operations.Generate, TimeSpan.FromSeconds(12.5), IsEmulated: false)],
            learned.OrderBy(each => each.Duration));
        Assert.Single(await store.DurationsAsync(1, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_receipt_of_a_task_that_was_erased_is_kept(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var token = (await store.ClaimAsync(Work.Claim("k"), CancellationToken.None)).Claimed!;
        await store.MarkSendingAsync(token, CancellationToken.None);
        await store.RecordAsync(Work.Landed(token, TaskStates.Unknown));
        Assert.Equal(1, await store.RemoveAsync([token.IntentId], CancellationToken.None));

        Assert.True(await store.RecordAsync(Work.Accepted(token, "task-late"), Work.Ended(token, TaskStates.Succeeded), Work.File(token, 1, saved: true)));

        Assert.Equal(1, place.Execute($"DELETE FROM nb_receipts WHERE intent = '{token.IntentId}' AND gateway_id = 'task-late'"));
        Assert.Equal(0, place.Execute("DELETE FROM nb_files"));
        Assert.Empty(await store.AllAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_a_task_that_is_erased_before_its_end_what_is_shown_counts(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var token = await store.SubmitAsync(Work.Claim("k") with { Price = new StoredPrice(0.04m, Currencies.Usd, Certainties.Estimated, Ceiling: 0.1m) }, "task-1");
        Assert.Equal((0.04m, 0.06m), ((await store.TodayAsync()).Spent, (await store.TodayAsync()).Reserved));

        await store.RemoveAsync([token.IntentId], CancellationToken.None);

        Assert.Equal((0.04m, 0m), ((await store.TodayAsync()).Spent, (await store.TodayAsync()).Reserved));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task More_tasks_than_one_statement_takes_are_erased(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var claims = await Task.WhenAll(Enumerable.Range(0, 130).Select(i => store.ClaimAsync(Work.Claim("k" + i), CancellationToken.None)));
        await store.RecordAsync([.. claims.Select(claim => Work.Landed(claim.Claimed!, "Rejected"))]);

        Assert.Equal(130, await store.RemoveAsync([.. claims.Select(claim => claim.Claimed!.IntentId)], CancellationToken.None));

        Assert.Empty(await store.AllAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_task_is_unsaved_until_each_of_its_images_is(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var token = await store.SubmitAsync(Work.Claim("k"), "task-1");
        Assert.False((await store.OneAsync(token.IntentId)).IsUnsaved);
        await store.RecordAsync(Work.Ended(token, TaskStates.Succeeded, images: 2));
        Assert.True((await store.OneAsync(token.IntentId)).IsUnsaved);
        async Task<int> CountAsync() => (await store.AllAsync(new TaskFilter { Unsaved = true })).Count;

        await store.RecordAsync(Work.File(token, 1, saved: true), Work.File(token, 2, saved: false));
        Assert.Equal(1, await CountAsync());
        await store.RecordAsync(Work.File(token, 2, saved: true));

        Assert.Equal(0, await CountAsync());
        Assert.False((await store.OneAsync(token.IntentId)).IsUnsaved);
        Assert.Equal([(1, true), (2, true), (2, false)], (await store.OneAsync(token.IntentId)).Files.Select(file => (file.Index, file.IsSaved)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_attempt_that_another_follows_stays_on_record(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var first = await store.SubmitAsync(Work.Claim("k"), "task-1");
        await store.RecordAsync(Work.Ended(first, TaskStates.Failed, images: 0));

        Assert.Equal(2, (await store.SubmitAsync(Work.Claim("k"), "task-2")).Attempt);

        Assert.Equal(1, place.Execute($"UPDATE nb_attempts SET state = state WHERE intent = '{first.IntentId}' AND attempt = 1 AND state = 'Failed' AND gateway_id = 'task-1'"));
    }
}
