using System.Text.Json.Nodes;
using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>Tasks pass through the gateway's own words in the configured time, and end as the gateway says it.</summary>
public sealed class TaskStateTests
{
    private static readonly int[] SecondsToAskAt = [0, 20, 50, 99, 100, 200];

    [Theory]
    [InlineData("Pixazo", "QUEUED QUEUED PROCESSING PROCESSING COMPLETED COMPLETED")]
    [InlineData("NanoBananaApi", "0 0 0 0 1 1")]
    [InlineData("Crun", "pending pending running running success success")]
    [InlineData("Apikley", "waiting queuing generating generating success success")]
    [InlineData("AigptImage", "waiting queuing generating generating success success")]
    public async Task Time_moves_a_task_on(string provider, string words)
    {
        var clock = new FakeTimeProvider();
        using var sandbox = new Sandbox(new EmulatorOptions { Key = Sandbox.Key, TaskDuration = TimeSpan.FromSeconds(100), TimeProvider = clock });
        var probe = AllGateways.Of(provider);
        var id = await sandbox.AcceptAsync(probe, probe.TextBody("x"));
        var seen = new List<string>();
        var now = 0;
        foreach (var second in SecondsToAskAt)
        {
            clock.Advance(TimeSpan.FromSeconds(second - now));
            now = second;
            seen.Add(Word((await sandbox.QueryAsync(probe, id)).Json));
        }

        Assert.Equal(words, string.Join(' ', seen));
    }

    [Fact]
    public async Task Pixazos_older_query_has_queue_words()
    {
        var clock = new FakeTimeProvider();
        using var sandbox = new Sandbox(new EmulatorOptions { Key = Sandbox.Key, TaskDuration = TimeSpan.FromSeconds(10), TimeProvider = clock });
        var pixazo = AllGateways.Of("Pixazo");
        var body = new JsonObject { ["requestId"] = await sandbox.AcceptAsync(pixazo, pixazo.TextBody("x")) }.ToJsonString();
        async Task<string> AskAsync() =>
            Word((await sandbox.CallAsync(pixazo, HttpMethod.Post, "/nano-banana-polling/nano-banana/getStatus", body)).Json);

        Assert.Equal("IN_QUEUE", await AskAsync());
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("IN_PROGRESS", await AskAsync());
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("COMPLETED", await AskAsync());
    }

    [Fact]
    public async Task Times_are_in_each_gateways_unit()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        using var sandbox = new Sandbox(new EmulatorOptions { Key = Sandbox.Key, TaskDuration = TimeSpan.FromSeconds(12), TimeProvider = clock });
        var ids = new Dictionary<string, string>();
        foreach (var name in AllGateways.Names)
        {
            ids[name] = await sandbox.AcceptAsync(AllGateways.Of(name), AllGateways.Of(name).TextBody("x"));
        }

        clock.Advance(TimeSpan.FromMinutes(1));
        async Task<JsonNode> AskAsync(string provider) => (await sandbox.QueryAsync(AllGateways.Of(provider), ids[provider])).Json;

        Assert.Equal("2026-01-02T03:04:17.000Z", (await AskAsync("Pixazo"))["completed_at"]!.GetValue<string>());
        Assert.Equal("2026-01-02 03:04:17", (await AskAsync("NanoBananaApi"))["data"]!["completeTime"]!.GetValue<string>());
        var crun = (await AskAsync("Crun"))["data"]!;
        Assert.Equal((1767323057, 12), (crun["complete_at"]!.GetValue<long>(), crun["duration_s"]!.GetValue<int>()));
        Assert.Equal(1767323057000, (await AskAsync("Apikley"))["data"]!["completeTime"]!.GetValue<long>());
        Assert.Equal(12000, (await AskAsync("AigptImage"))["data"]!["costTime"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("Pixazo", "status=FAILED")]
    [InlineData("NanoBananaApi", "successFlag=3 errorCode=400")]
    [InlineData("Crun", "status=failed result.code=501")]
    [InlineData("Apikley", "state=fail failCode=400")]
    [InlineData("AigptImage", "state=fail failCode=400")]
    public async Task A_prompt_to_refuse_fails_as_a_refusal(string provider, string expected)
    {
        using var sandbox = new Sandbox();
        var probe = AllGateways.Of(provider);

        var reply = await sandbox.EndOfAsync(probe, await sandbox.AcceptAsync(probe, probe.TextBody("please [refuse] this")));

        AssertFields(expected, reply);
        Assert.Contains("content policies", reply.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(0, sandbox.Emulator.ChargeCount);
        Assert.True(Assert.Single(sandbox.Emulator.Charges).Refunded);
    }

    [Theory]
    [InlineData("Pixazo", "status=ERROR")]
    [InlineData("NanoBananaApi", "successFlag=3 errorCode=501")]
    [InlineData("Crun", "status=failed result.code=501 credits=0")]
    [InlineData("Apikley", "state=fail failCode=500")]
    [InlineData("AigptImage", "state=fail failCode=500")]
    public async Task A_failing_model_fails_the_task(string provider, string expected)
    {
        using var sandbox = new Sandbox("task-fails");
        var probe = AllGateways.Of(provider);

        var reply = await sandbox.EndOfAsync(probe, await sandbox.AcceptAsync(probe, probe.TextBody("x")));

        AssertFields(expected, reply);
        Assert.Equal(0, sandbox.Emulator.ChargeCount);
    }

    [Fact]
    public async Task A_task_belongs_to_its_gateway()
    {
        using var sandbox = new Sandbox();
        var apikley = AllGateways.Of("Apikley");
        var id = await sandbox.AcceptAsync(apikley, apikley.TextBody("x"));

        Assert.Equal(404, (await sandbox.QueryAsync(AllGateways.Of("AigptImage"), id)).Code);
    }

    private static void AssertFields(string expected, JsonNode reply)
    {
        foreach (var pair in expected.Split(' ').Select(field => field.Split('=')))
        {
            var node = reply["data"] ?? reply;
            foreach (var name in pair[0].Split('.'))
            {
                node = node[name]!;
            }

            Assert.Equal(pair[1], node.ToString());
        }
    }

    private static string Word(JsonNode reply)
    {
        var data = reply["data"] ?? reply;
        return (data["status"] ?? data["state"] ?? data["successFlag"])!.ToString();
    }
}
