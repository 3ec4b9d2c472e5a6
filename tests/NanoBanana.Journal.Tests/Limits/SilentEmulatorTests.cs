using System.Net;
using System.Net.Sockets;
using NanoBanana.Client;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Limits;

/// <summary>An address of this machine that takes connections and never answers is asked for its instance before anything is claimed.</summary>
public sealed class SilentEmulatorTests
{
    [Fact]
    public async Task AStopDoesNotWaitForIt()
    {
        using var world = new TestEnvironment();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        using var stop = new CancellationTokenSource();
        silent.Start();
        var client = world.Client(world.Profile(ProviderNames.Crun, profile => profile with { BaseUri = new Uri($"http://{silent.LocalEndpoint}") }));

        var submit = client.Prepare(new ImageRequest { Prompt = "a fox" }).SubmitAsync(new SubmitRun(), uploadProfile: null, stop.Token);
        using var asked = await silent.AcceptSocketAsync();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => submit.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Empty(world.Entries);
    }
}
