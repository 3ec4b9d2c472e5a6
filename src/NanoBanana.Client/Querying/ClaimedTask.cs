using NanoBanana.Client.Gateways;
using NanoBanana.Client.Http;
using NanoBanana.Client.Limits;

namespace NanoBanana.Client.Querying;

/// <summary>Queries a task whose id was in an answer that was not a clean success: if the gateway knows it, it was accepted.</summary>
internal sealed class ClaimedTask(GatewaySender sender, IGateway gateway, ClientOptions options)
{
    private const int MostAttempts = 3;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    /// <summary>What the gateway says of the task; null if it does not know it, does not answer, or the run is stopped.</summary>
    public async Task<TaskSnapshot?> AskAsync(string id, Account account, Secret key, CancellationToken stop)
    {
        try
        {
            for (var attempt = 0; attempt < MostAttempts; attempt++)
            {
                if (attempt > 0)
                {
                    await options.Time.Delay(Backoff.Wait(FirstWait, attempt - 1, asked: null, options.Random()), stop).ConfigureAwait(false);
                }

                if (await AskOnceAsync(id, account, key, stop).ConfigureAwait(false) is { } snapshot)
                {
                    return snapshot;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // the id is recorded, and can be asked for later
        }

        return null;
    }

    private async Task<TaskSnapshot?> AskOnceAsync(string id, Account account, Secret key, CancellationToken stop)
    {
        try
        {
            using var turn = await Account.PassAsync(account.Queries, stop).ConfigureAwait(false);
            var reply = await sender.SendAsync(gateway.Query(new TaskHandle(id)), key, stop).ConfigureAwait(false);
            return !ReplyStatus.Of(gateway, reply).IsError && gateway.ReadQuery(reply) is var snapshot && snapshot.IsOf(id) && snapshot.Id is not null ? snapshot : null;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // what was not foreseen says no more of the task than a fault of the network
            return null;
        }
    }
}
