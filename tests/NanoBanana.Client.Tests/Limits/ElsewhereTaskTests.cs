using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Durations;
using NanoBanana.Client.Limits;

namespace NanoBanana.Client.Tests.Limits;

/// <summary>The tasks of other processes take room among an account's active tasks, as long as the store lists them and the gateway knows them.</summary>
public sealed class ElsewhereTaskTests
{
    private readonly FakeTime _time = new();
    private readonly DurationModel _durations = new(isEmulated: false);
    private readonly List<string> _asked = [];
    private IReadOnlyList<ImageTask> _elsewhere = [];
    private int _looks;

    [Theory]
    [InlineData("other")]
    [InlineData(null)]
    public async Task What_another_process_ends_is_seen_within_a_second_and_not_asked_for(string? id)
    {
        var active = new ActiveTasks(_time) { Limit = 1 };
        _elsewhere = [Running(id)];
        var waits = EnterAsync(active);
        await _time.WhenWaitedForAsync();
        Assert.False(waits.IsCompleted);

        _elsewhere = [];
        using var slot = await _time.RunAsync(waits);

        Assert.Equal(TimeSpan.FromSeconds(1), _time.Elapsed);
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task A_task_that_the_gateway_does_not_know_takes_no_room_until_it_is_listed_anew()
    {
        var active = new ActiveTasks(_time) { Limit = 1 };
        _elsewhere = [Running("lost")];
        (await _time.RunAsync(EnterAsync(active, _ => throw new NanoBananaException(ErrorIds.NotFound, "x", "y", "z")))).Dispose();
        Assert.Equal(["lost"], _asked);

        Assert.False(await IsOverWithOneMoreAsync(active));
        _elsewhere = [];
        Assert.False(await IsOverWithOneMoreAsync(active));
        _elsewhere = [Running("lost")];

        Assert.True(await active.IsOverAsync(() => Task.FromResult<IReadOnlyList<ImageTask>>([Running("lost"), Running("more")])));
    }

    [Theory]
    [InlineData(-899, 2)]
    [InlineData(-890, 11)]
    public async Task A_task_that_is_too_old_to_be_running_takes_no_room(int age, int most)
    {
        var active = new ActiveTasks(_time) { Limit = 1 };
        _elsewhere = [Running("old") with { SubmittedAt = _time.GetUtcNow().AddSeconds(age) }];

        using var slot = await _time.RunAsync(EnterAsync(active, task => task));

        Assert.InRange(_time.Elapsed.TotalSeconds, 900 + age, most + 1);
    }

    [Fact]
    public async Task A_clock_that_is_ahead_elsewhere_does_not_make_a_task_younger_than_new()
    {
        var (ahead, same) = (await AskedAtAsync(TimeSpan.FromHours(1)), await AskedAtAsync(TimeSpan.Zero));

        Assert.Equal(same, ahead);
    }

    [Fact]
    public async Task Tasks_of_others_that_end_leave_own_ones_where_they_are()
    {
        var active = new ActiveTasks(_time) { Limit = 2 };
        var own = await EnterAsync(active);
        own.Accepted(Running("own"));
        own.Dispose();
        _elsewhere = [Running("other")];
        var waits = EnterAsync(active);
        await _time.WhenWaitedForAsync();

        _elsewhere = [];
        using var slot = await _time.RunAsync(waits);

        Assert.Equal(TimeSpan.FromSeconds(1), _time.Elapsed);
        Assert.True(await active.IsOverAsync(() => Task.FromResult<IReadOnlyList<ImageTask>>([Running("more")])));
    }

    /// <summary>Each look reads the store, which all processes of the account share.</summary>
    [Fact]
    public async Task Without_tasks_of_others_the_store_is_not_looked_at_again_before_an_own_one_is_due()
    {
        var active = new ActiveTasks(_time) { Limit = 1 };
        using (var slot = await EnterAsync(active))
        {
            slot.Accepted(Running("own"));
        }

        _looks = 0;
        using var next = await _time.RunAsync(EnterAsync(active, task => task with { State = TaskStates.Succeeded }));

        Assert.True(_time.Elapsed > TimeSpan.FromSeconds(3));
        Assert.Equal(["own"], _asked);
        Assert.Equal(2, _looks);
    }

    private Task<bool> IsOverWithOneMoreAsync(ActiveTasks active) =>
        active.IsOverAsync(() => Task.FromResult<IReadOnlyList<ImageTask>>([.. _elsewhere, Running(id: null)]));

    private async Task<TimeSpan> AskedAtAsync(TimeSpan ahead)
    {
        var since = _time.Elapsed;
        var active = new ActiveTasks(_time) { Limit = 1 };
        _elsewhere = [Running("ahead") with { SubmittedAt = _time.GetUtcNow() + ahead }];
        using var slot = await _time.RunAsync(EnterAsync(active, task =>
        {
            _elsewhere = [];
            return task with { State = TaskStates.Succeeded };
        }));
        return _time.Elapsed - since;
    }

    private static ImageTask Running(string? id) => new() { Id = id, Provider = ProviderNames.AigptImage, Profile = "p", State = TaskStates.Running };

    private Task<ActiveTasks.Slot> EnterAsync(ActiveTasks active, Func<ImageTask, ImageTask>? query = null) => active.EnterAsync(
        (task, _) =>
        {
            _asked.Add(task.Id!);
            var seen = query?.Invoke(task) ?? task;
            active.Seen(seen);
            return Task.FromResult(seen);
        },
        _ => _durations,
        () =>
        {
            _looks++;
            return Task.FromResult(_elsewhere);
        },
        CancellationToken.None);
}
