using System.Text.Json.Nodes;
using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>Limits of rate and of active tasks, as far as the emulator was set to keep them.</summary>
public sealed class LimitTests
{
    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [MemberData(nameof(AllGateways.Names), MemberType = typeof(AllGateways))]
    public async Task Beyond_the_rate_a_submit_is_refused_with_the_time_to_wait(string provider)
    {
        using var sandbox = Start(rate: "2/10s");
        var probe = AllGateways.Of(provider);
        await SubmitAsync(sandbox, probe, 200, 202);
        _clock.Advance(TimeSpan.FromSeconds(3.5));
        await SubmitAsync(sandbox, probe, 200, 202);

        var refused = await sandbox.SubmitAsync(probe, probe.TextBody("x"));

        Assert.Equal(429, refused.Code);
        var wait = provider == "AigptImage"
            ? (int)refused.Json["data"]!["retryAfter"]!
            : (int)refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds;
        Assert.Equal(7, wait);
        _clock.Advance(TimeSpan.FromSeconds(6.5));
        await SubmitAsync(sandbox, probe, 200, 202);
        Assert.Equal(429, (await sandbox.SubmitAsync(probe, probe.TextBody("x"))).Code);
        Assert.Equal(3, sandbox.Emulator.ChargeCount);
        Assert.Equal(2, (int)(await sandbox.GetAsync("/emulator/requests")).Json[provider]!["limited"]!);
    }

    [Fact]
    public async Task A_tier_limits_creates_queries_and_active_tasks()
    {
        using var sandbox = Start(tier: "free", duration: TimeSpan.FromSeconds(5));
        var probe = AllGateways.Of("AigptImage");
        var id = await sandbox.AcceptAsync(probe, probe.TextBody("a"));
        var fast = await sandbox.SubmitAsync(probe, probe.TextBody("b"));
        _clock.Advance(TimeSpan.FromSeconds(2));
        var active = await sandbox.SubmitAsync(probe, probe.TextBody("c"));
        var queries = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            queries.Add((await sandbox.QueryAsync(probe, id)).Status);
        }

        _clock.Advance(TimeSpan.FromSeconds(3));
        var last = await sandbox.SubmitAsync(probe, probe.TextBody("d"));

        Assert.Equal((429, "free", 1), (fast.Status, (string)fast.Json["data"]!["tier"]!, (int)fast.Json["data"]!["limit"]!));
        Assert.Equal(409, active.Status);
        Assert.Contains("active task", (string)active.Json["msg"]!, StringComparison.OrdinalIgnoreCase);
        Assert.Equal([200, 200, 429], queries);
        Assert.Equal(200, last.Status);
    }

    [Fact]
    public async Task Active_tasks_of_other_gateways_are_refused_with_429_until_one_ends()
    {
        using var sandbox = Start(active: 1, duration: TimeSpan.FromSeconds(4));
        var crun = AllGateways.Of("Crun");
        await SubmitAsync(sandbox, crun, 200);

        var refused = await sandbox.SubmitAsync(crun, crun.TextBody("x"));
        await SubmitAsync(sandbox, AllGateways.Of("Pixazo"), 200, 202);
        _clock.Advance(TimeSpan.FromSeconds(4));
        await SubmitAsync(sandbox, crun, 200);

        Assert.Equal((429, 4), (refused.Code, refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
    }

    [Fact]
    public async Task The_control_door_shows_replaces_and_clears_limits()
    {
        using var sandbox = Start(rate: "20/10s", tier: "pro");

        Assert.Equal("20/10s pro", Text((await sandbox.GetAsync("/emulator/limits")).Json));
        Assert.Equal(" free", Text((await sandbox.PutJsonAsync("/emulator/limits", """{"tier":"free","maxActiveTasks":3}""")).Json));
        var wrong = await sandbox.PutJsonAsync("/emulator/limits", """{"rateLimit":"many"}""");
        Assert.Equal((400, true), (wrong.Status, wrong.Text.Contains("20/10s", StringComparison.Ordinal)));
        Assert.Equal(400, (await sandbox.PutJsonAsync("/emulator/limits", """{"tier":"gold"}""")).Status);
        Assert.Equal(400, (await sandbox.PutJsonAsync("/emulator/limits", """{"maxActiveTasks":"few"}""")).Status);
        await sandbox.SendAsync(new HttpRequestMessage(HttpMethod.Delete, new Uri(sandbox.Emulator.Uri, "/emulator/limits")));
        Assert.Equal(" ", Text((await sandbox.GetAsync("/emulator/limits")).Json));
        await sandbox.SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(sandbox.Emulator.Uri, "/emulator/reset")));
        Assert.Equal("20/10s pro", Text((await sandbox.GetAsync("/emulator/limits")).Json));
    }

    [Theory]
    [InlineData("fast", null, null)]
    [InlineData("0/s", null, null)]
    [InlineData(null, "gold", null)]
    [InlineData(null, null, 0)]
    public void Limits_that_are_not_understood_are_refused_at_the_start(string? rate, string? tier, int? active) =>
        Assert.ThrowsAny<ArgumentException>(() => Start(rate, tier, active).Dispose());

    [Fact]
    public async Task Durations_are_drawn_around_the_median_and_the_same_seed_draws_the_same()
    {
        var (one, two, other) = (await DurationsAsync(seed: 1), await DurationsAsync(seed: 1), await DurationsAsync(seed: 2));

        Assert.Equal(one, two);
        Assert.NotEqual(one, other);
        Assert.InRange(one.Order().ElementAt(100), 1.7, 2.35);
        Assert.InRange(Math.Sqrt(one.Average(each => Math.Pow(Math.Log(each / 2), 2))), 0.4, 0.6);
    }

    [Fact]
    public async Task So_many_tasks_run_at_once_and_the_others_wait_in_order()
    {
        using var sandbox = new Sandbox(new EmulatorOptions { Key = Sandbox.Key, TaskDuration = TimeSpan.FromSeconds(10), MaxRunningTasks = 2, TimeProvider = _clock });
        var crun = AllGateways.Of("Crun");
        var started = _clock.GetUtcNow();
        for (var i = 0; i < 5; i++)
        {
            await SubmitAsync(sandbox, crun, 200);
        }

        _clock.Advance(TimeSpan.FromSeconds(12));
        var tasks = (await sandbox.GetAsync("/emulator/tasks")).Json.AsArray();

        Assert.Equal([10, 10, 20, 20, 30], tasks.Select(task => ((DateTimeOffset)task!["dueAt"]! - started).TotalSeconds).Order());
        Assert.Equal([0, 0, 10, 10, 20], tasks.Select(task => ((DateTimeOffset)task!["startsAt"]! - started).TotalSeconds).Order());
        Assert.Equal(2, tasks.Count(task => (string)task!["phase"]! == "Succeeded"));
    }

    private static string Text(JsonNode limits) => $"{limits["rateLimit"]} {limits["tier"]}";

    private static async Task<List<double>> DurationsAsync(int seed)
    {
        using var sandbox = new Sandbox(new EmulatorOptions { Key = Sandbox.Key, TaskDuration = TimeSpan.FromSeconds(2), DurationSpread = 0.5, Seed = seed });
        var crun = AllGateways.Of("Crun");
        for (var i = 0; i < 200; i++)
        {
            await SubmitAsync(sandbox, crun, 200);
        }

        var tasks = (await sandbox.GetAsync("/emulator/tasks")).Json.AsArray();
        return [.. tasks.Select(task => ((DateTimeOffset)task!["dueAt"]! - (DateTimeOffset)task["startsAt"]!).TotalSeconds)];
    }

    private static async Task SubmitAsync(Sandbox sandbox, Probe probe, params int[] expected) =>
        Assert.Contains((await sandbox.SubmitAsync(probe, probe.TextBody("x"))).Code, expected);

    private Sandbox Start(string? rate = null, string? tier = null, int? active = null, TimeSpan duration = default) =>
        new(new EmulatorOptions { Key = Sandbox.Key, TaskDuration = duration, RateLimit = rate, Tier = tier, MaxActiveTasks = active, TimeProvider = _clock });
}
