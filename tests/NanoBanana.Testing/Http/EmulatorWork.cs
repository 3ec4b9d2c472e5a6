using System.Text.Json;

namespace NanoBanana.Testing;

/// <summary>What an emulator still has to do, as it reports itself.</summary>
public static class EmulatorWork
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Waits until each request that was sent before has been answered, also if its sender is gone, and each task's inputs were read:
    /// then no charge can follow for what was sent so far, and no task is kept by anything but its clock.
    /// </summary>
    /// <param name="emulator">Its address.</param>
    /// <exception cref="OperationCanceledException">It is still busy after two minutes.</exception>
    public static async Task DoneAsync(Uri emulator)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await IsBusyAsync(emulator, patience.Token))
        {
            await Task.Delay(BetweenLooks, patience.Token);
        }
    }

    // connections are accepted in their order, so that a new one is answered once all earlier ones are counted
    private static async Task<bool> IsBusyAsync(Uri emulator, CancellationToken stop)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var overview = JsonDocument.Parse(await http.GetStringAsync(new Uri(emulator, "/emulator/"), stop));
        return overview.RootElement.GetProperty("requestsInProgress").GetInt32() > 0 || overview.RootElement.GetProperty("tasksReadingInputs").GetInt32() > 0;
    }
}
