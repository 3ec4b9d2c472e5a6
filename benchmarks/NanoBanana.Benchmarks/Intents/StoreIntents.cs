using NanoBanana.Client.Store;

namespace NanoBanana.Benchmarks.Intents;

/// <summary>The store of this module.</summary>
internal sealed class StoreIntents(string address, string home) : IIntentLog
{
    private readonly ITaskStore _store = TaskStores.At(address, new StoreOptions { Home = home });

    /// <inheritdoc/>
    public async Task RunAsync(int number)
    {
        var token = (await ClaimAsync()).Claimed!;
        await _store.MarkSendingAsync(token, CancellationToken.None);
        var now = TimeProvider.System.GetUtcNow();
        await _store.RecordAsync(new AcceptedFact { IntentId = token.IntentId, Attempt = token.Attempt, At = now, GatewayId = token.IntentId });
        await _store.RecordAsync(new EndedFact { IntentId = token.IntentId, Attempt = token.Attempt, At = now, State = TaskStates.Succeeded, CompletedAt = now, Images = 1 });
    }

    /// <summary>The first step alone.</summary>
    public Task<ClaimOutcome> ClaimAsync() => _store.ClaimAsync(
        new WorkClaim
        {
            WorkKey = Guid.NewGuid().ToString("N") + Guid.NewGuid().ToString("N"),
            Resume = true,
            IntentId = Guid.NewGuid().ToString("N"),
            Token = Guid.NewGuid().ToString("N"),
            Request = Request.Json,
            Prompt = Request.Prompt,
            Provider = ProviderNames.Apikley,
            Account = "account",
            Profile = "bench",
            Model = "google/nano-banana",
            Price = new StoredPrice(4, Currencies.Credits, Certainties.Exact),
        },
        CancellationToken.None);

    public void Dispose() => (_store as IDisposable)?.Dispose();
}
