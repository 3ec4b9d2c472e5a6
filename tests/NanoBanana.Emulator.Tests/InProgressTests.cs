using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>The overview shows what is not done yet, so that a test that reads the ledger knows that it is the last word.</summary>
public sealed class InProgressTests
{
    private const int Patience = 50_000;

    private readonly Probe _crun = AllGateways.ForEdit("Crun");

    [Fact]
    public async Task A_request_is_in_progress_from_its_first_byte_to_its_answer()
    {
        using var sandbox = new Sandbox();
        using var caller = await RawCaller.ConnectAsync(sandbox);
        await caller.SayAsync("GET /crun/nothing HTTP/1.1\r\n");

        Assert.Equal(1, await RequestsAsync(sandbox));

        await caller.SayAsync("Host: 127.0.0.1\r\n\r\n");
        await caller.HearAsync();
        await UntilNoneAsync(sandbox);
    }

    /// <summary>Kind of fault: a submit was taken for one that never arrived, and was charged later.</summary>
    [Fact]
    public async Task A_submit_whose_caller_is_gone_is_in_progress_until_it_is_charged()
    {
        var clock = new FakeTimeProvider();
        using var sandbox = new Sandbox(new EmulatorOptions { Key = Sandbox.Key, TaskDuration = TimeSpan.Zero, Faults = ["slow*1"], TimeProvider = clock });
        using (var caller = await RawCaller.ConnectAsync(sandbox))
        {
            var body = _crun.TextBody("x").ToJsonString();
            await caller.SayAsync($"POST /crun{_crun.SubmitPath} HTTP/1.1\r\nx-api-key: {Sandbox.Key}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        }

        Assert.Equal((1, 0), (await RequestsAsync(sandbox), sandbox.Emulator.ChargeCount));

        await UntilNoneAsync(sandbox, () => clock.Advance(TimeSpan.FromSeconds(10)));
        Assert.Equal(1, sandbox.Emulator.ChargeCount);
    }

    [Fact]
    public async Task A_connection_that_waits_for_its_next_request_is_not_in_progress()
    {
        using var sandbox = new Sandbox("huge-reply:ImageHost@download*1");
        await sandbox.PutAsync("/host/a", [1]);
        await sandbox.GetAsync("/host/a");
        using var caller = await RawCaller.ConnectAsync(sandbox);
        await caller.SayAsync("GET /crun/nothing HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        await caller.HearAsync();
        using var refused = await RawCaller.ConnectAsync(sandbox);
        await refused.SayAsync("not a request\r\n");
        await refused.HearAsync();

        await UntilNoneAsync(sandbox);
    }

    [Fact]
    public async Task A_task_whose_input_is_not_answered_is_still_reading_it()
    {
        using var sandbox = new Sandbox();
        using var host = new TcpListener(IPAddress.Loopback, 0);
        host.Start();
        var id = await sandbox.AcceptAsync(_crun, _crun.EditBody("x", $"http://127.0.0.1:{((IPEndPoint)host.LocalEndpoint).Port}/in.png"));
        using (await host.AcceptSocketAsync())
        {
            Assert.Equal(1, (await OverviewAsync(sandbox))["tasksReadingInputs"]!.GetValue<int>());
        }

        host.Stop();
        Assert.True(_crun.HasFailed(await sandbox.EndOfAsync(_crun, id)));
        Assert.Equal(0, (await OverviewAsync(sandbox))["tasksReadingInputs"]!.GetValue<int>());
    }

    private static async Task UntilNoneAsync(Sandbox sandbox, Action? meanwhile = null)
    {
        for (var i = 0; await RequestsAsync(sandbox) > 0; i++)
        {
            Assert.True(i < Patience, "A request is in progress for ever.");
            meanwhile?.Invoke();
        }
    }

    private static async Task<int> RequestsAsync(Sandbox sandbox) => (await OverviewAsync(sandbox))["requestsInProgress"]!.GetValue<int>();

    private static async Task<JsonNode> OverviewAsync(Sandbox sandbox) => (await sandbox.GetAsync("/emulator/")).Json;
}
