using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>What each fault of the menu does, and whether the task was accepted and charged under it.</summary>
public sealed class FaultTests
{
    [Theory]
    [MemberData(nameof(AllGateways.Names), MemberType = typeof(AllGateways))]
    public async Task Rate_limit_says_when_to_come_back(string provider)
    {
        using var sandbox = new Sandbox("rate-limit");
        var probe = AllGateways.Of(provider);

        var refused = await sandbox.SubmitAsync(probe, probe.TextBody("x"));

        Assert.Equal(429, refused.Code);
        Assert.Equal(
            TimeSpan.FromSeconds(1),
            provider == "AigptImage" ? TimeSpan.FromSeconds(refused.Json["data"]!["retryAfter"]!.GetValue<int>()) : refused.Headers.RetryAfter!.Delta);
        Assert.Equal(0, sandbox.Emulator.TaskCount);
    }

    [Theory]
    [MemberData(nameof(AllGateways.Names), MemberType = typeof(AllGateways))]
    public async Task Too_many_active_says_so_and_a_plain_409_does_not(string provider)
    {
        using var sandbox = new Sandbox("too-many-active*1", "status-409*1");
        var probe = AllGateways.Of(provider);

        var active = await sandbox.SubmitAsync(probe, probe.TextBody("x"));
        var conflict = await sandbox.SubmitAsync(probe, probe.TextBody("x"));

        Assert.Equal((409, 409), (active.Code, conflict.Code));
        Assert.Contains("too many active tasks", active.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("active", conflict.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AllGateways.Names), MemberType = typeof(AllGateways))]
    public async Task Answers_that_spoil_an_accepted_task(string provider)
    {
        using var sandbox = new Sandbox("error-after-accept*1", "no-id*1", "truncated-json*1");
        var probe = AllGateways.Of(provider);

        var error = await sandbox.SubmitAsync(probe, probe.TextBody("x"));
        var withoutId = await sandbox.SubmitAsync(probe, probe.TextBody("x"));
        var cut = await sandbox.SubmitAsync(probe, probe.TextBody("x"));

        Assert.Equal(500, error.Code);
        Assert.Equal(200, withoutId.Code);
        Assert.ThrowsAny<Exception>(() => probe.TaskId(withoutId.Json));
        Assert.ThrowsAny<JsonException>(() => cut.Json);
        Assert.Equal((3, 3), (sandbox.Emulator.TaskCount, sandbox.Emulator.ChargeCount));
    }

    [Fact]
    public async Task Answers_that_accept_nothing()
    {
        using var sandbox = new Sandbox("html-502*1", "empty-200*1", "redirect*1");
        var probe = AllGateways.Of("Crun");

        var page = await sandbox.SubmitAsync(probe, probe.TextBody("x"));
        var empty = await sandbox.SubmitAsync(probe, probe.TextBody("x"));
        var redirect = await sandbox.SubmitAsync(probe, probe.TextBody("x"));

        Assert.Equal((502, "text/html"), (page.Status, page.MediaType));
        Assert.Equal((200, 0), (empty.Status, empty.Bytes.Length));
        Assert.Equal(307, redirect.Status);
        Assert.Equal(0, sandbox.Emulator.TaskCount);

        await sandbox.SendAsync(new HttpRequestMessage(HttpMethod.Post, redirect.Headers.Location));
        Assert.Equal(1, (await sandbox.GetAsync("/emulator/requests")).Json["Crun"]!["redirected"]!.GetValue<int>());
    }

    [Theory]
    [MemberData(nameof(AllGateways.Names), MemberType = typeof(AllGateways))]
    public async Task Two_queries_of_a_task_can_be_blind_or_strange(string provider)
    {
        using var sandbox = new Sandbox("not-visible-yet*1", "unknown-state:" + provider);
        var probe = AllGateways.Of(provider);
        var id = await sandbox.AcceptAsync(probe, probe.TextBody("x"));

        Assert.Equal((await sandbox.QueryAsync(probe, Guid.NewGuid().ToString())).Code, (await sandbox.QueryAsync(probe, id)).Code);
        Assert.NotEqual(200, (await sandbox.QueryAsync(probe, id)).Code);
        for (var i = 0; i < 2; i++)
        {
            var strange = (await sandbox.QueryAsync(probe, id)).Json;
            Assert.False(probe.HasSucceeded(strange) || probe.HasFailed(strange));
            Assert.Contains(provider == "NanoBananaApi" ? "\"successFlag\":7" : "moderating", strange.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        }

        Assert.True(probe.HasSucceeded((await sandbox.QueryAsync(probe, id)).Json));
    }

    [Theory]
    [MemberData(nameof(AllGateways.Names), MemberType = typeof(AllGateways))]
    public async Task A_success_can_lack_its_images(string provider)
    {
        using var sandbox = new Sandbox("success-without-url");
        var probe = AllGateways.Of(provider);

        var reply = await sandbox.EndOfAsync(probe, await sandbox.AcceptAsync(probe, probe.TextBody("x")));

        Assert.True(probe.HasSucceeded(reply));
        Assert.Empty(probe.Urls(reply));
        Assert.Equal(1, sandbox.Emulator.ChargeCount);
    }

    [Fact]
    public async Task A_result_can_be_cut_or_a_page()
    {
        using var sandbox = new Sandbox("truncated-image*1", "html-image*1");
        var probe = AllGateways.Of("Apikley");
        var url = probe.Urls(await sandbox.EndOfAsync(probe, await sandbox.AcceptAsync(probe, probe.TextBody("x"))))[0];

        var cut = await sandbox.GetAsync(url);
        var page = await sandbox.GetAsync(url);
        var whole = await sandbox.GetAsync(url);

        Assert.Equal(whole.Bytes.Length / 2, cut.Bytes.Length);
        Assert.Equal((200, "text/html"), (page.Status, page.MediaType));
        Assert.Equal("image/png", whole.MediaType);
    }

    [Fact]
    public async Task A_fault_can_aim_at_queries_uploads_and_downloads_of_one_provider()
    {
        using var sandbox = new Sandbox("status-500:Crun@query*1", "status-404@download*1", "status-429@upload*1", "status-402:pixazo");
        var crun = AllGateways.Of("Crun");
        var id = await sandbox.AcceptAsync(crun, crun.TextBody("x"));

        Assert.Equal(500, (await sandbox.QueryAsync(crun, id)).Status);
        var url = crun.Urls((await sandbox.QueryAsync(crun, id)).Json)[0];
        Assert.Equal(404, (await sandbox.GetAsync(url)).Status);
        Assert.Equal(200, (await sandbox.GetAsync(url)).Status);
        Assert.Equal(429, (await sandbox.PutAsync("/host/a", [1])).Status);
        Assert.Equal(201, (await sandbox.PutAsync("/host/a", [1])).Status);
        Assert.Equal(["status-402:pixazo"], sandbox.Emulator.Faults);
    }

    [Fact]
    public async Task Slow_waits_for_ten_seconds_of_the_emulators_clock()
    {
        var clock = new RingingClock();
        using var sandbox = new Sandbox(new EmulatorOptions { Key = Sandbox.Key, TaskDuration = TimeSpan.Zero, Faults = ["slow*1"], TimeProvider = clock });
        var probe = AllGateways.Of("Pixazo");

        Assert.Equal(202, (await sandbox.SubmitAsync(probe, probe.TextBody("x"))).Status);
        Assert.Equal([TimeSpan.FromSeconds(10)], clock.Waits);
    }

    [Fact]
    public async Task Pixazo_can_answer_in_its_old_generation()
    {
        using var sandbox = new Sandbox("old-generation");
        var pixazo = AllGateways.Of("Pixazo");

        var answer = await sandbox.SubmitAsync(pixazo, pixazo.TextBody("x"));

        Assert.Equal(200, answer.Status);
        Assert.Equal("request_id", Assert.Single(answer.Json.AsObject()).Key);
        var body = new JsonObject { ["requestId"] = pixazo.TaskId(answer.Json) }.ToJsonString();
        Assert.Equal(200, (await sandbox.CallAsync(pixazo, HttpMethod.Post, "/nano-banana-polling/nano-banana/getStatus", body)).Status);
    }
}
