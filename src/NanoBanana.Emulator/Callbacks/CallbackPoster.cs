using System.Text;
using NanoBanana.Emulation.Compatibility;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Inputs;
using NanoBanana.Emulation.Tasks;

namespace NanoBanana.Emulation.Callbacks;

/// <summary>Posts a gateway's callback, once, when a task has ended. What the receiver answers changes nothing.</summary>
internal sealed class CallbackPoster(LoopbackClient client, TimeProvider clock, CancellationToken closing)
{
    public async Task PostAsync(Uri address, EmulatedTask task, Gateway gateway)
    {
        try
        {
            var snapshot = await EndOfAsync(task).ConfigureAwait(false);
            var body = Reply.ToText(gateway.Callback(task, snapshot));
            using var message = new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            };
            using var response = await client.SendAsync(message, closing).ConfigureAwait(false);
        }
        catch (Exception missed) when (missed is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // A callback is a courtesy; whoever missed it can still ask.
        }
    }

    private async Task<TaskSnapshot> EndOfAsync(EmulatedTask task)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            if (task.At(now) is { HasEnded: true } snapshot)
            {
                return snapshot;
            }

            await clock.PauseAsync(Max(task.DueAt - now, TimeSpan.FromMilliseconds(10)), closing).ConfigureAwait(false);
        }
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
