using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using NanoBanana.Emulation;

namespace NanoBanana.Faults.Tests;

/// <summary>A program that judges by the ledger waits until the emulator has done all that it was sent, on whatever clock.</summary>
public sealed class SettleTests : IDisposable
{
    private readonly FakeTime _clock = new();
    private readonly TempFolder _folder = new();
    private readonly GatewayEmulator _emulator;
    private readonly EmulatorClient _control;
    private readonly Place _place;

    public SettleTests()
    {
        _emulator = GatewayEmulator.Start(new EmulatorOptions { Key = Place.Key, TaskDuration = TimeSpan.Zero, Faults = ["slow:Crun*1"], TimeProvider = _clock });
        _control = new EmulatorClient(_emulator.Uri);
        _place = new Place(_emulator.Uri, _folder.Path, TimeProvider.System, grace: TimeSpan.Zero);
    }

    /// <summary>Kind of fault: an outcome was settled as not charged while its request was on its way, and the work was charged twice.</summary>
    [Fact]
    public async Task ASubmitThatIsChargedAfterItsSenderGaveUpIsSettledAsAccepted()
    {
        using var stop = new CancellationTokenSource();
        var run = new Batch(_place, TimeSpan.FromMinutes(1)).RunAsync([BatchItem.Make("Crun", _folder.Path, "item")], resume: false, stop.Token);
        await _clock.WhenWaitedForAsync();
        await stop.CancelAsync();
        await Task.WhenAny(run);
        Assert.Equal(TaskStates.Unknown, Assert.Single(_place.Journal.Read()).Task.State);

        await SettlesAfterAsync(() => _clock.Advance(TimeSpan.FromSeconds(10)));

        Assert.Equal(Assert.Single(_emulator.Charges).TaskId, Assert.Single(_place.Journal.Read()).Task.Id);
    }

    /// <summary>Kind of fault: the clock of a run passed by hours while the emulator was reading an input, and the rounds were used up.</summary>
    [Fact]
    public async Task ATaskWhoseInputIsBeingReadIsWaitedFor()
    {
        await _control.SetFaultsAsync([]);
        using var host = new TcpListener(IPAddress.Loopback, 0);
        host.Start();
        using var http = new HttpClient { DefaultRequestHeaders = { { "x-api-key", Place.Key } } };
        var input = new { prompt = "edit it", img_urls = new[] { $"http://127.0.0.1:{((IPEndPoint)host.LocalEndpoint).Port}/in.png" } };
        using var reply = await http.PostAsJsonAsync(new Uri(_emulator.ProviderUris["Crun"] + "/api/v1/client/job/CreateTask"), new { model = "google/nano-banana", input });
        using var reading = await host.AcceptSocketAsync();

        await SettlesAfterAsync(reading.Dispose);

        Assert.True(Assert.Single(_emulator.Charges).Refunded);
    }

    public void Dispose()
    {
        _place.Dispose();
        _control.Dispose();
        _emulator.Dispose();
        _folder.Dispose();
    }

    private async Task SettlesAfterAsync(Action done)
    {
        var settled = FaultRun.SettleAsync(_place.Journal, _control);
        await _control.ChargesAsync();
        await _control.ChargesAsync();
        Assert.False(settled.IsCompleted);
        done();
        await settled;
    }
}
