using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>Faults that follow a task through its life, and what the ledger keeps of its submit.</summary>
public sealed class LongFaultTests
{
    [Theory]
    [MemberData(nameof(AllGateways.Names), MemberType = typeof(AllGateways))]
    public async Task A_state_can_go_backwards(string provider)
    {
        using var sandbox = new Sandbox("state-backwards*1");
        var probe = AllGateways.Of(provider);
        var id = await sandbox.AcceptAsync(probe, probe.TextBody("x"));

        var words = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            words.Add(StateOf(provider, (await sandbox.QueryAsync(probe, id)).Json));
        }

        var (waiting, running, success) = provider switch
        {
            "Pixazo" => ("QUEUED", "PROCESSING", "COMPLETED"),
            "NanoBananaApi" => ("0", "0", "1"),
            "Crun" => ("pending", "running", "success"),
            _ => ("waiting", "generating", "success"),
        };
        Assert.Equal([running, waiting, success, running, success, success], words);
        Assert.Equal(1, sandbox.Emulator.ChargeCount);
    }

    [Fact]
    public async Task A_task_that_goes_backwards_still_takes_its_time()
    {
        var clock = new FakeTimeProvider();
        using var sandbox = new Sandbox(new EmulatorOptions { Key = Sandbox.Key, TaskDuration = TimeSpan.FromSeconds(10), Faults = ["state-backwards"], TimeProvider = clock });
        var crun = AllGateways.Of("Crun");
        var id = await sandbox.AcceptAsync(crun, crun.TextBody("x"));

        var words = new List<string>();
        foreach (var seconds in new[] { 1, 4, 4, 2, 1, 1 })
        {
            clock.Advance(TimeSpan.FromSeconds(seconds));
            words.Add(StateOf("Crun", (await sandbox.QueryAsync(crun, id)).Json));
        }

        Assert.Equal(["running", "pending", "running", "success", "running", "success"], words);
    }

    [Theory]
    [InlineData("Pixazo", 400)]
    [InlineData("NanoBananaApi", 400)]
    [InlineData("Crun", 422)]
    [InlineData("Apikley", 422)]
    [InlineData("AigptImage", 400)]
    public async Task Content_can_be_refused_at_the_door(string provider, int code)
    {
        using var sandbox = new Sandbox("refuse-content*1");
        var probe = AllGateways.Of(provider);

        var refused = await sandbox.SubmitAsync(probe, probe.TextBody("x"));

        Assert.Equal((code, probe.SaysErrorsInBody ? 200 : code), (refused.Code, refused.Status));
        var text = refused.Json["error"] ?? refused.Json["msg"] ?? refused.Json["message"];
        Assert.Contains("content policies", text!.ToString(), StringComparison.Ordinal);
        Assert.Equal((0, 0), (sandbox.Emulator.TaskCount, sandbox.Emulator.Charges.Count));
        await sandbox.AcceptAsync(probe, probe.TextBody("x"));
    }

    [Theory]
    [InlineData("slow-1", 1)]
    [InlineData("slow-30", 30)]
    [InlineData("slow", 10)]
    public async Task Slow_is_as_slow_as_it_says(string fault, int seconds)
    {
        var clock = new RingingClock();
        using var sandbox = new Sandbox(new EmulatorOptions { Key = Sandbox.Key, TaskDuration = TimeSpan.Zero, Faults = [fault + ":Crun@query*1"], TimeProvider = clock });
        var crun = AllGateways.Of("Crun");

        await sandbox.QueryAsync(crun, await sandbox.AcceptAsync(crun, crun.TextBody("x")));

        Assert.Equal([TimeSpan.FromSeconds(seconds)], clock.Waits);
    }

    [Theory]
    [MemberData(nameof(AllGateways.Names), MemberType = typeof(AllGateways))]
    public async Task Links_expire_and_fresh_ones_work(string provider)
    {
        using var sandbox = new Sandbox("expired-links");
        var probe = AllGateways.Of(provider);
        var id = await sandbox.AcceptAsync(probe, probe.TextBody("x"));
        var stale = Assert.Single(probe.Urls(await sandbox.EndOfAsync(probe, id)));

        Assert.Equal(403, (await sandbox.GetAsync(stale)).Status);
        await sandbox.SendAsync(new HttpRequestMessage(HttpMethod.Delete, new Uri(sandbox.Emulator.Uri, "/emulator/faults")));
        Assert.Equal(403, (await sandbox.GetAsync(stale)).Status);

        var queried = Assert.Single(probe.Urls((await sandbox.QueryAsync(probe, id)).Json));
        Assert.Equal(provider == "Apikley" ? stale : queried, queried);
        var fresh = provider == "Apikley" ? await NewLinkAsync(sandbox, probe, stale) : queried;
        Assert.Equal("image/" + (provider is "Pixazo" or "NanoBananaApi" ? "jpeg" : "png"), (await sandbox.GetAsync(fresh)).MediaType);
        Assert.Equal(403, (await sandbox.GetAsync(fresh[..^1])).Status);
        Assert.Equal(1, sandbox.Emulator.ChargeCount);
    }

    [Fact]
    public async Task Links_expire_once_for_all_images_of_a_task()
    {
        using var sandbox = new Sandbox("expired-links:NanoBananaApi*1");
        var probe = AllGateways.Of("NanoBananaApi");
        var body = probe.TextBody("x");
        body["numImages"] = 3;
        var id = await sandbox.AcceptAsync(probe, body);

        var stale = probe.Urls(await sandbox.EndOfAsync(probe, id));
        Assert.All(await Task.WhenAll(stale.Select(sandbox.GetAsync)), answer => Assert.Equal(403, answer.Status));

        var reply = (await sandbox.QueryAsync(probe, id)).Json;
        Assert.All(await Task.WhenAll(probe.Urls(reply).Select(sandbox.GetAsync)), answer => Assert.Equal(200, answer.Status));
        Assert.Equal(200, (await sandbox.GetAsync(reply["data"]!["response"]!["originImageUrl"]!.ToString())).Status);
        Assert.Empty(sandbox.Emulator.Faults);
    }

    [Theory]
    [MemberData(nameof(AllGateways.Names), MemberType = typeof(AllGateways))]
    public async Task The_ledger_shows_which_submit_was_charged(string provider)
    {
        using var sandbox = new Sandbox();
        var probe = AllGateways.Of(provider);
        var body = probe.TextBody("ein Käse");
        await sandbox.SubmitAsync(probe, body, message => message.Headers.Add("X-Request-ID", "intent-1"));
        await sandbox.SubmitAsync(probe, body);

        var charges = (await sandbox.GetAsync("/emulator/ledger")).Json["charges"]!.AsArray();

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body.ToJsonString())));
        Assert.Equal([("intent-1", hash), (null, hash)], charges.Select(charge => (charge!["requestId"]?.ToString(), charge["bodySha256"]!.ToString())));
        Assert.Equal([hash, hash], sandbox.Emulator.Charges.Select(charge => charge.BodySha256));
    }

    private static async Task<string> NewLinkAsync(Sandbox sandbox, Probe apikley, string url)
    {
        var body = new JsonObject { ["url"] = url }.ToJsonString();
        return (await sandbox.CallAsync(apikley, HttpMethod.Post, "/api/v1/common/download-url", body)).Json["data"]!.ToString();
    }

    private static string StateOf(string provider, JsonNode reply) => (provider switch
    {
        "Pixazo" => reply["status"],
        "NanoBananaApi" => reply["data"]!["successFlag"],
        "Crun" => reply["data"]!["status"],
        _ => reply["data"]!["state"],
    })!.ToString();
}
