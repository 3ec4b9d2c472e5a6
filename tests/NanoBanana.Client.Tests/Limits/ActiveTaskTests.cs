using NanoBanana.Client.Durations;
using NanoBanana.Client.Limits;

namespace NanoBanana.Client.Tests.Limits;

/// <summary>Room among an account's active tasks: it is free when a task ends, and the submit that waits for it queries the tasks.</summary>
public sealed class ActiveTaskTests
{
    private readonly FakeTime _time = new();
    private readonly DurationModel _durations = new(isEmulated: false);
    private readonly List<double> _asked = [];
    private IReadOnlyList<ImageTask> _elsewhere = [];

    [Fact]
    public async Task Room_that_was_not_used_is_free_again_and_used_room_is_not()
    {
        var active = new ActiveTasks(_time) { Limit = 2 };
        using (await EnterAsync(active, Running))
        {
        }

        Keep(await EnterAsync(active, Running), "a");
        using var unused = await EnterAsync(active, Running);
        var third = EnterAsync(active, Running);
        await _time.WhenWaitedForAsync();
        Assert.True(active.IsFull);
        Assert.False(third.IsCompleted);

        unused.Dispose();
        unused.Dispose();
        await third;

        Assert.False(active.IsFull);
        Assert.False(EnterAsync(active, Running).IsCompleted);
    }

    [Theory]
    [InlineData(TaskStates.Succeeded, true)]
    [InlineData(TaskStates.Failed, true)]
    [InlineData(TaskStates.Running, false)]
    public async Task A_task_that_was_seen_ended_makes_room_at_once(string state, bool hasRoom)
    {
        var active = new ActiveTasks(_time) { Limit = 1 };
        Keep(await EnterAsync(active, Running), "a");
        var second = EnterAsync(active, Running);
        await _time.WhenWaitedForAsync();

        active.Seen(Of("another", state));
        active.Seen(Of(id: null, state));
        Assert.False(second.IsCompleted);
        active.Seen(Of("a", state));
        if (hasRoom)
        {
            await second;
        }

        Assert.Equal((hasRoom, TimeSpan.Zero), (second.IsCompleted, _time.Elapsed));
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task A_task_that_ended_with_its_submit_takes_no_room()
    {
        var active = new ActiveTasks(_time) { Limit = 1 };
        using (var slot = await EnterAsync(active, Running))
        {
            slot.Accepted(Of("a", TaskStates.Succeeded));
        }

        using var second = await EnterAsync(active, Running);

        Assert.Equal(TimeSpan.Zero, _time.Elapsed);
    }

    [Fact]
    public async Task A_task_whose_query_fails_for_good_makes_room_and_one_that_may_pass_is_asked_ever_later()
    {
        var active = new ActiveTasks(_time) { Limit = 1 };
        Keep(await EnterAsync(active, Running), "a");
        var errors = new Queue<string>([ErrorIds.GatewayUnavailable, ErrorIds.GatewayUnavailable, ErrorIds.GatewayUnavailable, ErrorIds.GatewayUnavailable, ErrorIds.NotFound]);

        await _time.RunAsync(EnterAsync(active, _ => throw new NanoBananaException(errors.Dequeue(), "x", "y", "z")));

        Assert.Empty(errors);
        Assert.Equal(5, _asked.Count);
        for (var i = 1; i < _asked.Count; i++)
        {
            Assert.Equal(NextAfter(_asked[i - 1]) + Math.Pow(2, i - 1), _asked[i], 0.002);
        }
    }

    [Fact]
    public async Task An_error_that_passed_is_forgotten()
    {
        var active = new ActiveTasks(_time) { Limit = 1 };
        Keep(await EnterAsync(active, Running), "a");
        var answers = new Queue<Func<ImageTask>>(Enumerable.Repeat<Func<ImageTask>>(() => throw new NanoBananaException(ErrorIds.GatewayUnavailable, "x", "y", "z"), 6)
            .Append(() => Of("a", TaskStates.Running)).Append(() => Of("a", TaskStates.Succeeded)));

        await _time.RunAsync(EnterAsync(active, task =>
        {
            var answer = answers.Dequeue()();
            active.Seen(answer);
            return answer;
        }));

        Assert.True(_asked[7] - _asked[6] < 30, string.Join(' ', _asked));
    }

    [Fact]
    public async Task A_task_that_never_ends_makes_room_after_a_quarter_of_an_hour()
    {
        var active = new ActiveTasks(_time) { Limit = 1 };
        Keep(await EnterAsync(active, Running), "a");

        await _time.RunAsync(EnterAsync(active, Running));

        Assert.InRange(_time.Elapsed, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(25));
    }

    [Fact]
    public async Task It_is_asked_a_little_after_a_watch_would_ask()
    {
        var active = new ActiveTasks(_time) { Limit = 1 };
        Keep(await EnterAsync(active, Running), "a");
        var due = _durations.NextAfter(TimeSpan.Zero, DurationModel.UsualRequestCost).TotalSeconds;

        await _time.RunAsync(EnterAsync(active, task =>
        {
            active.Seen(Of(task.Id, TaskStates.Succeeded));
            return task;
        }));

        Assert.InRange(Assert.Single(_asked), due * 1.25, (due * 1.25) + 0.001);
    }

    [Fact]
    public async Task Of_two_tasks_the_one_that_is_likely_to_end_first_is_asked_first()
    {
        var active = new ActiveTasks(_time) { Limit = 2 };
        Keep(await EnterAsync(active, Running), "late");
        Keep(await EnterAsync(active, Running), "a");
        active.Seen(Of("late", TaskStates.Running));
        _time.Advance(TimeSpan.FromSeconds(3));
        active.Seen(Of("late", TaskStates.Running));
        var first = string.Empty;

        await _time.RunAsync(EnterAsync(active, task =>
        {
            first = first.Length == 0 ? task.Id! : first;
            return Of(task.Id, TaskStates.Succeeded);
        }));

        Assert.Equal("a", first);
    }

    [Fact]
    public async Task What_a_watch_asked_meanwhile_is_not_asked_again()
    {
        var active = new ActiveTasks(_time) { Limit = 1 };
        Keep(await EnterAsync(active, Running), "a");
        var due = TimeSpan.FromSeconds(1.25 * _durations.NextAfter(TimeSpan.Zero, DurationModel.UsualRequestCost).TotalSeconds);
        var second = EnterAsync(active, task => Of(task.Id, TaskStates.Succeeded));
        await _time.WhenWaitedForAsync();

        _time.Advance(due - TimeSpan.FromMilliseconds(100));
        active.Seen(Of("a", TaskStates.Running));
        await _time.RunAsync(second);

        Assert.True(Assert.Single(_asked) > due.TotalSeconds + 0.1, _asked[0].ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task While_another_is_submitted_there_is_nothing_to_ask_for()
    {
        var active = new ActiveTasks(_time) { Limit = 1 };
        using var first = await EnterAsync(active, Running);
        var second = EnterAsync(active, Running);
        Assert.True(active.IsFull);
        Assert.False(second.IsCompleted);

        first.Dispose();

        using var slot = await second;
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task A_task_that_is_overdue_is_asked_at_once()
    {
        var active = new ActiveTasks(_time) { Limit = 1 };
        Keep(await EnterAsync(active, Running), "a");
        _time.Advance(TimeSpan.FromMinutes(1));

        await _time.RunAsync(EnterAsync(active, task => Of(task.Id, TaskStates.Succeeded)));

        Assert.Equal([60], _asked);
    }

    [Fact]
    public async Task A_watch_has_a_tenth_of_a_second_before_a_quick_task_is_asked()
    {
        for (var i = 0; i < 50; i++)
        {
            _durations.Learn(TimeSpan.FromSeconds(0.2));
        }

        var active = new ActiveTasks(_time) { Limit = 1 };
        Keep(await EnterAsync(active, Running), "a");
        var due = _durations.NextAfter(TimeSpan.Zero, DurationModel.UsualRequestCost).TotalSeconds;

        await _time.RunAsync(EnterAsync(active, task => Of(task.Id, TaskStates.Succeeded)));

        Assert.True(due < 0.4);
        Assert.Equal(due + 0.1, Assert.Single(_asked), 0.001);
    }

    [Fact]
    public async Task Without_a_limit_nothing_is_kept()
    {
        var active = new ActiveTasks(_time);
        Keep(await EnterAsync(active, Running), "a");

        active.Limit = 1;

        using var second = await EnterAsync(active, Running);
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task A_stop_ends_the_waiting_and_the_next_has_its_turn()
    {
        using var stop = new CancellationTokenSource();
        var active = new ActiveTasks(_time) { Limit = 1 };
        Keep(await EnterAsync(active, Running), "a");
        var stopped = EnterAsync(active, Running, stop.Token);
        var next = EnterAsync(active, Running);
        await _time.WhenWaitedForAsync();

        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        Assert.False(next.IsCompleted);
        active.Seen(Of("a", TaskStates.Failed));

        await next;
    }

    /// <summary>When a task is asked for again that was running at an age, without an error.</summary>
    private double NextAfter(double alive)
    {
        var due = _durations.NextAfter(TimeSpan.FromSeconds(alive), DurationModel.UsualRequestCost).TotalSeconds;
        return due + Math.Max((due - alive) / 4, 0.1);
    }

    private static ImageTask Of(string? id, string state) => new() { Id = id, Provider = ProviderNames.AigptImage, Profile = "p", State = state };

    private static ImageTask Running(ImageTask task) => task;

    [Fact]
    public async Task Tasks_of_other_processes_count_and_are_asked_for_later_than_own_ones()
    {
        var own = new ActiveTasks(_time) { Limit = 1 };
        Keep(await EnterAsync(own, Running), "own");
        await _time.RunAsync(EnterAsync(own, _ => Of("own", TaskStates.Succeeded)));
        var waited = Assert.Single(_asked);

        _elsewhere = [Of("other", TaskStates.Running) with { SubmittedAt = _time.GetUtcNow() }];
        var shared = new ActiveTasks(_time) { Limit = 1 };
        var second = EnterAsync(shared, _ =>
        {
            _elsewhere = [];
            return Of("other", TaskStates.Succeeded);
        });
        Assert.False(second.IsCompleted);
        await _time.RunAsync(second);

        Assert.InRange(_asked[1] - waited, waited * 1.2, waited * 2);
    }

    [Fact]
    public async Task Another_process_that_was_faster_takes_the_room_and_its_submits_count_before_they_have_an_id()
    {
        var active = new ActiveTasks(_time) { Limit = 1 };
        using var slot = await EnterAsync(active, Running);
        Assert.False(await active.IsOverAsync(() => Task.FromResult(_elsewhere)));

        _elsewhere = [Of(id: null, TaskStates.Submitting)];

        Assert.True(await active.IsOverAsync(() => Task.FromResult(_elsewhere)));
    }

    private static void Keep(ActiveTasks.Slot slot, string id)
    {
        slot.Accepted(Of(id, TaskStates.Running));
        slot.Dispose();
    }

    private Task<ActiveTasks.Slot> EnterAsync(ActiveTasks active, Func<ImageTask, ImageTask> query, CancellationToken stop = default) => active.EnterAsync(
        (task, _) =>
        {
            _asked.Add(_time.Elapsed.TotalSeconds);
            var seen = query(task);
            active.Seen(seen);
            return Task.FromResult(seen);
        },
        _ => _durations,
        () => Task.FromResult(_elsewhere),
        stop);
}
