using NanoBanana.Client.Model;
using NanoBanana.Client.Store;
using NanoBanana.Store.Tests.Support;

namespace NanoBanana.Store.Tests.Contract;

/// <summary>What is asked for is found.</summary>
public sealed class ListTests
{
    public static TheoryData<string> Kinds => StorePlace.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Nothing_was_written_and_nothing_is_found(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();

        Assert.Empty(await store.AllAsync());
        Assert.Equal(0, (await store.TodayAsync()).Spent);
        Assert.Empty(await store.SpendingAsync(since: null, EmulatorScope.All, CancellationToken.None));
        Assert.Empty(await store.DurationsAsync(10, CancellationToken.None));
        Assert.Null(await store.FindUploadAsync("t", "s", CancellationToken.None));
        Assert.False(File.Exists(place.Address));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Many_pages_come_whole_and_in_order(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        await Task.WhenAll(Enumerable.Range(0, 600).Select(i => store.ClaimAsync(Work.Claim("k" + i), CancellationToken.None)));

        var all = await store.AllAsync();

        Assert.Equal(600, all.Select(task => task.IntentId).Distinct().Count());
        Assert.Equal(all.OrderBy(task => task.Sequence).Select(task => task.IntentId), all.Select(task => task.IntentId));
        Assert.Equal(all.Skip(300).Select(task => task.IntentId), (await store.AllAsync(new TaskFilter { Last = 300 })).Select(task => task.IntentId));
        Assert.Equal(all.AsEnumerable().Reverse().Take(3).Select(task => task.IntentId), (await store.AllAsync(new TaskFilter { Last = 3, NewestFirst = true })).Select(task => task.IntentId));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_was_closed_is_opened_again_by_its_next_use(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        await store.SubmitAsync(Work.Claim("k1"), "task-1");

        store.Dispose();

        Assert.Equal("task-1", Assert.Single(await store.AllAsync()).GatewayId);
        await store.SubmitAsync(Work.Claim("k2"), "task-2");
        Assert.Equal(2, (await store.AllAsync()).Count);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Each_filter_finds_its_tasks(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var done = await store.SubmitAsync(Work.Claim("a", profile: "Shop") with { Batch = "spring" }, "abc-1");
        await store.RecordAsync(Work.Ended(done, TaskStates.Succeeded), Work.File(done, 1, saved: true));
        var unsaved = await store.SubmitAsync(Work.Claim("b", account: "account-2", profile: "other"), "abd-2");
        await store.RecordAsync(Work.Ended(unsaved, TaskStates.Succeeded), Work.File(unsaved, 1, saved: false));
        var pending = await store.SubmitAsync(Work.Claim("c") with { Take = 2, TakeOf = done.IntentId }, "ABC-3");
        var trial = await store.SubmitAsync(Work.Claim("d", emulator: "emu-1"), "abc-4");

        async Task Finds(TaskFilter filter, params AttemptToken[] expected) =>
            Assert.Equal(expected.Select(each => each.IntentId).Order(), (await store.AllAsync(filter)).Select(task => task.IntentId).Order());

        await Finds(new TaskFilter(), done, unsaved, pending);
        await Finds(new TaskFilter { Emulators = EmulatorScope.All }, done, unsaved, pending, trial);
        await Finds(new TaskFilter { Emulators = EmulatorScope.Only }, trial);
        await Finds(new TaskFilter { Emulators = EmulatorScope.Only, Emulator = "emu-2" });
        await Finds(new TaskFilter { IdPatterns = ["ABC*"] }, done, pending);
        await Finds(new TaskFilter { IdPatterns = ["*-2", pending.IntentId[..10].ToUpperInvariant() + "*"] }, unsaved, pending);
        await Finds(new TaskFilter { IdPatterns = ["[a]b?-3"] }, pending);
        await Finds(new TaskFilter { IdPatterns = ["ab`*", "ab%", "ab_-1"] });
        await Finds(new TaskFilter { PromptPatterns = ["A PROMPT of [ab]"] }, done, unsaved, pending);
        await Finds(new TaskFilter { PromptPatterns = ["* of b", "100%"] }, unsaved);
        Assert.True(await store.ReviewAsync(done.IntentId, _ => (ReviewDecisions.Approved, null), CancellationToken.None));
        await Finds(new TaskFilter { Reviews = ["approved"] }, done);
        await Finds(new TaskFilter { Reviews = [ReviewDecisions.Open, ReviewDecisions.Rejected] }, unsaved);
        await Finds(new TaskFilter { GatewayIdPrefix = "ab" }, done, unsaved);
        await Finds(new TaskFilter { GatewayIds = ["abc-1", "ABC-3"] }, done, pending);
        await Finds(new TaskFilter { GatewayIds = [] });
        await Finds(new TaskFilter { IntentIdPrefix = done.IntentId[..20] }, done);
        await Finds(new TaskFilter { Pending = true }, pending);
        await Finds(new TaskFilter { Unsaved = true }, unsaved);
        await Finds(new TaskFilter { Retakes = true }, pending);
        await Finds(new TaskFilter { States = [TaskStates.Pending] }, pending);
        await Finds(new TaskFilter { Profiles = ["SHOP"], Providers = ["CRUN"] }, done, pending);
        await Finds(new TaskFilter { Accounts = ["account-2"] }, unsaved);
        await Finds(new TaskFilter { Batches = ["spring"] }, done);
        await Finds(new TaskFilter { WorkKeys = ["a", "c"] }, done, pending);
        await Finds(new TaskFilter { Since = TimeProvider.System.GetUtcNow().AddHours(2) });
        await Finds(new TaskFilter { Checksum = ulong.MaxValue - 1 }, done, unsaved);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_others_sent_and_has_not_ended_is_active(string kind)
    {
        using var place = StorePlace.Create(kind);
        var (own, other) = (place.Open(), place.Open(host: "other"));
        await own.SubmitAsync(Work.Claim("own"), "own");
        await other.SubmitAsync(Work.Claim("active"), "active");
        await other.RecordAsync(Work.Ended(await other.SubmitAsync(Work.Claim("ended"), "ended"), TaskStates.Succeeded));
        await other.SubmitAsync(Work.Claim("trial", emulator: "emu-1"), "trial");
        await other.SubmitAsync(Work.Claim("elsewhere", account: "account-2"), "elsewhere");
        var sending = (await other.ClaimAsync(Work.Claim("sending"), CancellationToken.None)).Claimed!;
        Assert.True(await other.MarkSendingAsync(sending, CancellationToken.None));
        await other.ClaimAsync(Work.Claim("claimed"), CancellationToken.None);
        async Task<IEnumerable<string>> Active(DateTimeOffset since, string? emulator = null) =>
            (await own.ActiveElsewhereAsync("account-1", emulator, since, CancellationToken.None)).Select(task => task.WorkKey).Order(StringComparer.Ordinal);

        var now = TimeProvider.System.GetUtcNow();

        Assert.Equal(["active", "sending"], await Active(now.AddMinutes(-10)));
        Assert.Equal(["trial"], await Active(now.AddMinutes(-10), "emu-1"));
        Assert.Empty(await Active(now.AddMinutes(10)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_unknown_outcome_is_settled_either_way_and_only_once(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var tokens = new List<AttemptToken>();
        foreach (var key in new[] { "a", "b" })
        {
            var token = (await store.ClaimAsync(Work.Claim(key), CancellationToken.None)).Claimed!;
            await store.MarkSendingAsync(token, CancellationToken.None);
            await store.RecordAsync(Work.Landed(token, TaskStates.Unknown));
            tokens.Add(token);
        }

        var accepted = await store.ResolveAsync(tokens[0].IntentId, "task-9", CancellationToken.None);
        var released = await store.ResolveAsync(tokens[1].IntentId, gatewayId: null, CancellationToken.None);
        var again = await Assert.ThrowsAsync<NanoBananaException>(() => store.ResolveAsync(tokens[1].IntentId, "x", CancellationToken.None));
        var none = await Assert.ThrowsAsync<NanoBananaException>(() => store.ResolveAsync("none", "x", CancellationToken.None));

        Assert.Equal((TaskStates.Pending, "task-9"), (accepted.State, accepted.GatewayId));
        Assert.Equal((TaskStates.Failed, Charge.Released), (released.State, released.Charge));
        Assert.Equal((ErrorIds.TaskNotUnknown, ErrorIds.IntentNotFound), (again.ErrorId, none.ErrorId));
        Assert.Equal((1m, 0m), ((await store.TodayAsync()).Spent, (await store.TodayAsync()).Reserved));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Retention_erases_what_has_ended_and_lies_on_disk(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var saved = await store.SubmitAsync(Work.Claim("a"), "task-1");
        await store.RecordAsync(Work.Ended(saved, TaskStates.Succeeded), Work.File(saved, 1, saved: true));
        var unsaved = await store.SubmitAsync(Work.Claim("b"), "task-2");
        await store.RecordAsync(Work.Ended(unsaved, TaskStates.Succeeded));
        await store.SubmitAsync(Work.Claim("c"), "task-3");
        var other = await store.SubmitAsync(Work.Claim("d", account: "account-2"), "task-4");
        await store.RecordAsync(Work.Ended(other, TaskStates.Failed, images: 0));

        Assert.Equal(0, await store.ExpireAsync("account-1", TimeProvider.System.GetUtcNow().AddHours(-1), CancellationToken.None));
        Assert.Equal(1, await store.ExpireAsync("account-1", TimeProvider.System.GetUtcNow().AddHours(1), CancellationToken.None));
        Assert.Equal(["task-2", "task-3", "task-4"], (await store.AllAsync()).Select(task => task.GatewayId).Order());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Reviews_that_processes_write_at_the_same_moment_are_all_kept(string kind)
    {
        using var place = StorePlace.Create(kind);
        var (one, other) = (place.Open(), place.Open(host: "elsewhere"));
        var token = await one.SubmitAsync(Work.Claim("k"), "task-1");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? one : other).ReviewAsync(token.IntentId, note => ("Keep", note + (char)('a' + i)), CancellationToken.None)));

        var note = (await one.OneAsync(token.IntentId)).ReviewNote!;
        Assert.Equal("abcdefghijklmnopqrst", new string([.. note.Order()]));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Runs_share_uploads_durations_balances_and_reviews(string kind)
    {
        using var place = StorePlace.Create(kind);
        var (one, other) = (place.Open(), place.Open(host: "elsewhere"));
        var until = TimeProvider.System.GetUtcNow().AddHours(1);
        await one.RememberUploadAsync(new RememberedUpload("target", "sha", new Uri("https://files.example/1.png"), until), CancellationToken.None);
        await one.RememberUploadAsync(new RememberedUpload("target", "gone", new Uri("https://files.example/2.png"), until.AddHours(-2)), CancellationToken.None);
        await one.RememberUploadAsync(new RememberedUpload("target", "signed", new Uri("https://files.example/3.png?sig=secret"), until), CancellationToken.None);
        await one.RememberUploadAsync(new RememberedUpload("bucket", "sha", new Uri("s3://bucket/1.png"), until), CancellationToken.None);
        var token = await one.SubmitAsync(Work.Claim("k"), "task-1");
        await one.RecordAsync(Work.Ended(token, TaskStates.Succeeded));
        await one.KeepCreditAsync(new CreditSnapshot("account-1", until, 12.5m, Currencies.Credits), CancellationToken.None);
        Assert.True(await one.ReviewAsync(token.IntentId, _ => ("Keep", "nice"), CancellationToken.None));
        Assert.False(await one.ReviewAsync("none", _ => ("Keep", null), CancellationToken.None));

        Assert.Equal("https://files.example/1.png", (await other.FindUploadAsync("target", "sha", CancellationToken.None))?.Address.AbsoluteUri);
        Assert.Equal("s3://bucket/1.png", (await other.FindUploadAsync("bucket", "sha", CancellationToken.None))?.Address.AbsoluteUri);
        Assert.Null(await other.FindUploadAsync("target", "gone", CancellationToken.None));
        Assert.Null(await other.FindUploadAsync("target", "signed", CancellationToken.None));
        Assert.Equal(TimeSpan.FromSeconds(12.5), Assert.Single(await other.DurationsAsync(10, CancellationToken.None)).Duration);
        Assert.Equal(12.5m, Assert.Single(await other.CreditsAsync("account-1", 10, CancellationToken.None)).Balance);
        var task = await other.OneAsync(token.IntentId);
        Assert.Equal(("Keep", "nice", true), (task.Review, task.ReviewNote, task.ReviewedAt is not null));
        Assert.Equal(2, await other.LiveOwnersAsync("account-1", CancellationToken.None));
        Assert.Equal(1, await one.LiveOwnersAsync("account-1", CancellationToken.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_process_shares_the_rate_of_its_account_from_its_claim_on(string kind)
    {
        using var place = StorePlace.Create(kind);
        var (one, other) = (place.Open(), place.Open(host: "elsewhere"));
        await one.ClaimAsync(Work.Claim("k"), CancellationToken.None);

        Assert.Equal(2, await other.LiveOwnersAsync("account-1", CancellationToken.None));
        Assert.Equal(1, await other.LiveOwnersAsync("account-2", CancellationToken.None));
    }

    /// <summary>Beside what matches more may be found, which the caller filters; nothing that matches is left out.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public async Task Wildcards_mean_what_they_mean_in_PowerShell(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var prompts = new[] { "100% [sure]", @"C:\Temp_1", "\u00DCber \U0001F98A end", "plain" };
        await Task.WhenAll(prompts.Select((prompt, i) => store.ClaimAsync(Work.Claim("k" + i) with { Prompt = prompt }, CancellationToken.None)));
        async Task Finds(string pattern, params int[] expected) =>
            Assert.Equal(expected.Select(i => "k" + i), (await store.AllAsync(new TaskFilter { PromptPatterns = [pattern] })).Select(task => task.WorkKey).Order(StringComparer.Ordinal));

        await Finds("*", 0, 1, 2, 3);
        await Finds("100%*", 0);
        await Finds("100_*");
        await Finds("100% [[]sure*", 0);
        await Finds("100% [sure*", 0);
        await Finds("100% `[SURE`]", 0);
        await Finds(@"c:\temp_?", 1);
        await Finds(@"c:\temp`_1", 1);
        await Finds(@"c:\tempx1");
        await Finds(@"c:temp_1");
        await Finds("\u00FCber *", 2);
        await Finds("*\U0001F98A END", 2);
        await Finds("[p]lain", 3);
        await Finds("pl?in", 3);
        await Finds("PLAIN", 3);
        await Finds("plain`*");
        await Finds("plain`");
        await Finds("plai");
        await Finds("lain");
        await Finds(string.Empty);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_store_says_how_it_is(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open(zone: "UTC");
        await store.SubmitAsync(Work.Claim("real"), "task-1");
        await store.SubmitAsync(Work.Claim("emulated", emulator: "127.0.0.1:1"), "task-2");

        var (health, again) = (await store.TestAsync(CancellationToken.None), await place.Open().TestAsync(CancellationToken.None));

        Assert.Equal((1L, 0, "UTC", Client.Store.Relational.Schema.Steps.Count), (health.Tasks, health.Waiting, health.TimeZone, health.SchemaVersion));
        Assert.Equal((store.Kind, store.Location, health.StoreId), (again.Kind, again.Location, again.StoreId));
        Assert.InRange(health.RoundTrip, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1));
        Assert.Empty(health.Problems);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_balances_and_durations_the_latest_come_first(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var at = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        foreach (var (hours, balance) in new[] { (2, 2.5m), (1, 1m), (3, 3m), (2, 2m) })
        {
            await store.KeepCreditAsync(new CreditSnapshot("account-1", at.AddHours(hours), balance, Currencies.Credits), CancellationToken.None);
        }

        await store.KeepCreditAsync(new CreditSnapshot("account-2", at, 9, Currencies.Usd), CancellationToken.None);

        Assert.Equal([3m, 2m], (await store.CreditsAsync("account-1", 2, CancellationToken.None)).Select(each => each.Balance));
        Assert.Equal(new CreditSnapshot("account-2", at, 9, Currencies.Usd), Assert.Single(await store.CreditsAsync("account-2", 2, CancellationToken.None)));
        Assert.Empty(await place.Open().CreditsAsync("account-3", 2, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_upload_is_found_at_its_last_address_and_only_at_one_that_can_be_used(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var until = TimeProvider.System.GetUtcNow().AddHours(1);
        Task KeepAsync(string sha, string address, DateTimeOffset end) => store.RememberUploadAsync(new RememberedUpload("target", sha, new Uri(address), end), CancellationToken.None);
        async Task<string?> FindAsync(string sha) => (await store.FindUploadAsync("target", sha, CancellationToken.None))?.Address.AbsoluteUri;

        await KeepAsync("old", "https://files.example/old.png", until.AddHours(-2));
        await KeepAsync("sha", "https://files.example/1.png", until);
        await KeepAsync("sha", "http://files.example/2.png", until);
        Assert.Equal(1, place.Execute("UPDATE nb_uploads SET until = until"));
        Assert.Equal("http://files.example/2.png", await FindAsync("sha"));
        Assert.Null(await store.FindUploadAsync("elsewhere", "sha", CancellationToken.None));
        foreach (var address in new[] { "file:///etc/passwd", "1.png", "ftp://files.example/1.png" })
        {
            place.Execute($"UPDATE nb_uploads SET address = '{address}'");
            Assert.Null(await FindAsync("sha"));
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Retention_keeps_what_ended_later_and_erases_by_the_end_and_not_by_the_claim(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        var late = await store.SubmitAsync(Work.Claim("late"), "task-1");
        var end = TimeProvider.System.GetUtcNow().AddDays(2);
        await store.RecordAsync(Work.Ended(late, TaskStates.Failed, images: 0) with { CompletedAt = end });
        var refused = (await store.ClaimAsync(Work.Claim("refused"), CancellationToken.None)).Claimed!;
        await store.MarkSendingAsync(refused, CancellationToken.None);
        await store.RecordAsync(Work.Landed(refused, "Rejected"));

        Assert.Equal(1, await store.ExpireAsync("account-1", end, CancellationToken.None));
        Assert.Equal(1, await store.ExpireAsync("account-1", end.AddSeconds(1), CancellationToken.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Ids_are_told_apart_by_case_and_a_profile_or_an_account_is_enough(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        await store.SubmitAsync(Work.Claim("a", account: "account-1", profile: "one"), "\u00DC-1");
        await store.SubmitAsync(Work.Claim("b", account: "account-2", profile: "two"), "abc-2");
        await store.ClaimAsync(Work.Claim("c", account: "account-3", profile: "three"), CancellationToken.None);
        await store.SubmitAsync(Work.Claim("d", account: "account-3", profile: "three", emulator: "emu-1"), "d");
        async Task Finds(TaskFilter filter, params string[] expected) =>
            Assert.Equal(expected, (await store.AllAsync(filter)).Select(task => task.WorkKey).Order(StringComparer.Ordinal));

        await Finds(new TaskFilter { GatewayIds = ["ABC-2"] });
        await Finds(new TaskFilter { GatewayIds = ["abc-2", "\u00DC-1"] }, "a", "b");
        await Finds(new TaskFilter { GatewayIdPrefix = "\u00DC" }, "a");
        await Finds(new TaskFilter { GatewayIdPrefix = string.Empty }, "a", "b", "c");
        await Finds(new TaskFilter { Profiles = ["one"], Accounts = ["account-2"] }, "a", "b");
        await Finds(new TaskFilter { Providers = [ProviderNames.Pixazo] });
        await Finds(new TaskFilter { Emulators = EmulatorScope.All, Emulator = "emu-2" }, "a", "b", "c", "d");
        await Finds(new TaskFilter { WorkKeys = [] });
        await Finds(new TaskFilter { IdPatterns = [] });
        await Finds(new TaskFilter { Reviews = ["none of ours"] });
    }
}
