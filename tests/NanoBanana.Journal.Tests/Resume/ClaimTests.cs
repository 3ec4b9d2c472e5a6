using NanoBanana.Client;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Profiles;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Resume;

/// <summary>Work that another run holds, gave back, or cannot be read.</summary>
public sealed class ClaimTests
{
    private static readonly ImageRequest Fox = new() { Prompt = "a fox" };

    [Fact]
    public async Task Work_that_another_process_submits_at_this_moment_is_waited_for_and_that_is_said_once()
    {
        using var world = new TestEnvironment();
        var profile = world.Profile(ProviderNames.Crun);
        var log = new WaitingLog();
        Task<SubmitResult>? other = null;

        var first = await world.SubmitAsync(profile, Fox, run: null, options => options with
        {
            Checkpoint = step =>
            {
                if (step == "uploaded")
                {
                    // another process: nothing is shared but the store
                    other = world.SubmitAsync(profile, Fox, world.Resuming(), each => each with { Accounts = new AccountRegistry(), Log = log });
                    log.Waits.WaitAsync(TimeSpan.FromSeconds(60)).GetAwaiter().GetResult();
                }
            },
        });

        Assert.Equal(first.AcceptedTask().Id, (await other!).AcceptedTask().Id);
        Assert.Single(world.Charges);
        var said = Assert.Single(log.Details, line => line.StartsWith("The same work is being submitted", StringComparison.Ordinal));
        Assert.Contains(FormattableString.Invariant($"by process {Environment.ProcessId} on "), said, StringComparison.Ordinal);
    }

    /// <summary>A run that kept the number of a claim it gave back did not see what another run did with it, and paid again.</summary>
    [Fact]
    public async Task Work_that_was_given_back_before_it_was_sent_and_done_by_another_run_is_not_paid_for_again()
    {
        using var world = new TestEnvironment();
        var profile = world.Profile(ProviderNames.Crun);
        var run = world.Resuming();
        await Record.ExceptionAsync(() => world.SubmitAsync(profile, Fox, run, options => options with { Checkpoint = Fail }));
        Assert.Empty(world.Entries);

        var other = await world.SubmitAsync(profile, Fox, world.Resuming());
        var again = await world.SubmitAsync(profile, Fox, run);

        Assert.Equal(other.AcceptedTask().Id, again.AcceptedTask().Id);
        Assert.Single(world.Charges);
    }

    /// <summary>Between the refusal of one gateway and the claim for the next, the work is not free for another run.</summary>
    [Fact]
    public async Task Work_that_moves_to_the_next_gateway_stays_claimed_on_the_way()
    {
        using var world = new TestEnvironment("status-402:Crun@submit");
        var log = new WaitingLog();
        Task<SubmitResult>? other = null;
        Task<SubmitResult> SubmitAsync(IClientLog groupLog, IClientLog clientLog)
        {
            var clients = new[] { ProviderNames.Crun, ProviderNames.Apikley }.Select(provider => world.Client(world.Profile(provider), options => options with { Accounts = new AccountRegistry(), Log = clientLog }));
            return new ClientGroup([.. clients], log: groupLog).Prepare(Fox).SubmitAsync(world.Resuming(), uploadProfile: null, CancellationToken.None);
        }

        var first = await SubmitAsync(
            new ActingLog("is used next", () =>
            {
                other = SubmitAsync(new RecordingLog(), log);
                Task.WhenAny(other, log.Waits).WaitAsync(TimeSpan.FromSeconds(60)).GetAwaiter().GetResult();
            }),
            new RecordingLog());

        Assert.Equal(first.AcceptedTask().Id, (await other!).AcceptedTask().Id);
        Assert.True(log.Waits.IsCompletedSuccessfully);
        Assert.Equal((ProviderNames.Apikley, ErrorIds.InsufficientCredits), (first.Task!.Provider, Assert.Single(first.Task.Attempts).ErrorId));
        Assert.Single(world.Charges);
    }

    [Fact]
    public async Task An_earlier_task_is_returned_without_a_key_and_new_work_needs_one()
    {
        using var world = new TestEnvironment();
        var profile = world.Profile(ProviderNames.Crun);
        var first = await world.SubmitAsync(profile, Fox);
        var keyless = new ProfileStore(_ => null);

        Task<SubmitResult> SubmitAsync(ImageRequest request) => world.SubmitAsync(profile, request, world.Resuming(), options => options with { Profiles = keyless });
        var again = await SubmitAsync(Fox);
        var other = await SubmitAsync(Fox with { Prompt = "a hat" });

        Assert.Equal(first.AcceptedTask().Id, again.AcceptedTask().Id);
        Assert.Equal((null, ErrorIds.KeyMissing), (other.Task, other.Error?.ErrorId));
        Assert.Single(world.Charges);
    }

    /// <summary>A vault would ask its user again, and a key that was changed meanwhile belongs to another account.</summary>
    [Fact]
    public async Task The_key_is_looked_up_once_however_often_the_request_is_sent()
    {
        using var world = new TestEnvironment("rate-limit*3");
        var profile = world.Profile(ProviderNames.AigptImage, each => each with { Tier = "free" });
        var asked = 0;
        var profiles = new ProfileStore(_ => Interlocked.Increment(ref asked) == 1 ? TestEnvironment.Key : null);
        profiles.Set(profile, environmentVariable: "CHANGING_KEY");

        var result = await world.SubmitAsync(profile, Fox, run: null, options => options with { Profiles = profiles });

        Assert.Equal(Assert.Single(world.Charges).TaskId, result.AcceptedTask().Id);
        Assert.Equal((4, 1), (await world.CountAsync(ProviderNames.AigptImage), asked));
    }

    /// <summary>Without -Resume nothing but a new task can come of it, so that the missing key is said before a cap is.</summary>
    [Fact]
    public async Task A_missing_key_is_said_before_a_cap_that_is_reached()
    {
        using var world = new TestEnvironment();
        var profile = world.Profile(ProviderNames.Crun, each => each with { PricePerImage = Money.Parse("1 USD"), DailyBudget = Money.Parse("1 USD") });
        (await world.SubmitAsync(profile, Fox)).AcceptedTask();

        var keyless = await world.SubmitAsync(profile, Fox, run: null, options => options with { Profiles = new ProfileStore(_ => null) });
        var full = await world.SubmitAsync(profile, Fox);

        Assert.Equal((ErrorIds.KeyMissing, ErrorIds.BudgetExceeded), (keyless.Error?.ErrorId, full.Error?.ErrorId));
    }

    [Fact]
    public async Task A_record_that_cannot_be_read_is_named_and_its_work_is_not_paid_for_again()
    {
        using var world = new TestEnvironment();
        var first = (await world.SubmitAsync(ProviderNames.Crun)).AcceptedTask();
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={world.Folder.Journal};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE nb_tasks SET request = '{'";
            command.ExecuteNonQuery();
        }

        var again = await world.SubmitAsync(ProviderNames.Crun, run: world.Resuming());

        Assert.Equal((null, ErrorIds.StoreDamaged, first.IntentId), (again.Task, again.Error?.ErrorId, again.Error?.Target));
        Assert.Contains($"its record of the intent {first.IntentId} cannot be read", again.Error!.Message, StringComparison.Ordinal);
        Assert.Single(world.Charges);
    }

    [Theory]
    [InlineData(1, "1 task without a known price")]
    [InlineData(2, "2 tasks without a known price")]
    public async Task Tasks_of_unknown_price_that_a_budget_cannot_count_are_said_once(int count, string words)
    {
        using var world = new TestEnvironment();
        var run = new SubmitRun();
        for (var i = 0; i < count; i++)
        {
            await world.SubmitAsync(world.Profile(ProviderNames.AigptImage), Fox);
        }

        var capped = world.Profile(ProviderNames.AigptImage, profile => profile with { PricePerImage = Money.Parse("1 USD"), DailyBudget = Money.Parse("5 USD") });
        (await world.SubmitAsync(capped, Fox, run)).AcceptedTask();
        (await world.SubmitAsync(capped, Fox, run)).AcceptedTask();

        Assert.StartsWith($"The budget of profile '{capped.Name}' cannot count {words}, so that more may be spent", Assert.Single(world.Log.Warnings), StringComparison.Ordinal);
    }

    private static void Fail(string step)
    {
        if (step == "uploaded")
        {
            throw new InvalidOperationException("the disk is full");
        }
    }

    /// <summary>Acts when a message has some words.</summary>
    private sealed class ActingLog(string words, Action act) : IClientLog
    {
        public void Warning(string message)
        {
        }

        public void Verbose(string message)
        {
            if (message.Contains(words, StringComparison.Ordinal))
            {
                act();
            }
        }

        public void Debug(Func<string> message)
        {
        }
    }

    /// <summary>Says when a submit waits for another one.</summary>
    private sealed class WaitingLog : IClientLog
    {
        private readonly TaskCompletionSource _waits = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly RecordingLog _log = new();

        public Task Waits => _waits.Task;

        public IEnumerable<string> Details => _log.Details;

        public void Warning(string message) => _log.Warning(message);

        public void Verbose(string message)
        {
            _log.Verbose(message);
            if (message.StartsWith("The same work is being submitted", StringComparison.Ordinal))
            {
                _waits.TrySetResult();
            }
        }

        public void Debug(Func<string> message) => _log.Debug(message);
    }
}
