using System.Text.Json.Nodes;
using NanoBanana.Client;
using NanoBanana.Client.Http;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Store;
using NanoBanana.Emulation;

namespace NanoBanana.Journal.Tests.Limits;

/// <summary>Processes of one account count each other's active tasks: together they stay within its limit, and none is refused.</summary>
public sealed class SharedActiveTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly JumpTime _time = new();
    private readonly GatewayEmulator _emulator;
    private readonly ProfileStore _profiles = new(_ => null);
    private readonly Profile _profile;

    public SharedActiveTests()
    {
        // one active task at a time
        _emulator = GatewayEmulator.Start(new EmulatorOptions { Key = Crash.BatchPlan.Key, Tier = "free", TaskDuration = TimeSpan.FromSeconds(30), TimeProvider = _time });
        _profile = new Profile { Name = "shop", Provider = ProviderNames.AigptImage, BaseUri = _emulator.ProviderUris[ProviderNames.AigptImage], Tier = "free" };
        _profiles.Set(_profile, new Secret(Crash.BatchPlan.Key));
    }

    [Fact]
    public async Task A_task_of_another_process_that_nobody_watches_is_asked_for_and_waited_for()
    {
        var first = await SubmitAsync("a fox");

        var second = await SubmitAsync("a hat");

        Assert.Equal((2, 2), (await CallsAsync("submit"), _emulator.ChargeCount));
        var entries = new TaskJournal(_folder.Path, _time).Read();
        Assert.Equal([(first.Task!.Id, TaskStates.Succeeded), (second.Task!.Id, TaskStates.Pending)], entries.Select(entry => (entry.Task.Id, entry.Task.State)));
    }

    [Fact]
    public async Task A_task_that_another_process_saw_end_leaves_room_and_is_not_asked_for()
    {
        var watching = Process();
        var task = (await SubmitAsync("a fox", watching)).Task!;
        while (!task.HasEnded())
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            task = await watching.QueryAsync(task, CancellationToken.None);
        }

        var asked = await CallsAsync("query");
        await SubmitAsync("a hat");

        Assert.Equal((2, asked), (await CallsAsync("submit"), await CallsAsync("query")));
    }

    [Fact]
    public async Task A_task_that_the_gateway_does_not_know_does_not_keep_others_waiting()
    {
        var other = await SendAsync();
        await other.Store.RecordAsync(new AcceptedFact { IntentId = "sent", Attempt = 1, At = _time.GetUtcNow(), GatewayId = "task_nobody_knows" });

        await SubmitAsync("a hat");

        Assert.Equal(1, await CallsAsync("submit"));
        Assert.NotEqual(0, await CallsAsync("query"));
    }

    [Fact]
    public async Task A_submit_of_another_process_that_never_lands_holds_room_for_no_more_than_a_quarter_of_an_hour()
    {
        var since = _time.Now;
        await SendAsync();

        await SubmitAsync("a hat");

        Assert.Equal(1, await CallsAsync("submit"));
        Assert.InRange(_time.Now - since, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(16));
    }

    public void Dispose()
    {
        _emulator.Dispose();
        _folder.Dispose();
    }

    /// <summary>Another process: nothing is shared but the store.</summary>
    private NanoBananaClient Process() =>
        new(_profile, new ClientOptions { Profiles = _profiles, Journal = new TaskJournal(_folder.Path, _time), Accounts = new AccountRegistry(), Time = _time, Random = static () => 0 });

    private async Task<SubmitResult> SubmitAsync(string prompt, NanoBananaClient? process = null)
    {
        var client = process ?? Process();
        var result = await client.Prepare(new ImageRequest { Prompt = prompt }).SubmitAsync(new SubmitRun(), uploadProfile: null, CancellationToken.None);
        Assert.Null(result.Error);
        return result;
    }

    /// <summary>Another process sent a request.</summary>
    private async Task<TaskJournal> SendAsync()
    {
        var journal = new TaskJournal(_folder.Path, _time);
        var intent = new ImageTask { IntentId = "sent", Provider = _profile.Provider, Profile = _profile.Name, State = TaskStates.Unknown, Request = new ImageRequest { Prompt = "a fox" } };
        var record = JournalRecords.Intent(intent, "a work", _profile.BaseUri, reserve: null, withPrompt: true, _time.GetUtcNow());
        await EmulatorInstances.FindAsync(_profile, CancellationToken.None);
        var claim = StoredFacts.Claim(record, new BudgetRules(_profile.Account(), _profile.Name, [], _profile.Emulator()), tag: null);
        Assert.NotNull((await journal.Store.ClaimAsync(claim with { Sends = true }, CancellationToken.None)).Claimed);
        return journal;
    }

    private async Task<int> CallsAsync(string operation)
    {
        using var http = new HttpClient();
        var counts = JsonNode.Parse(await http.GetStringAsync(new Uri(_emulator.Uri, "emulator/requests")))!;
        return (int?)counts[_profile.Provider]?[operation] ?? 0;
    }
}
