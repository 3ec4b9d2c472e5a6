using NanoBanana.Client;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Submitting;
using NanoBanana.Testing.PostgreSql;

namespace NanoBanana.Crash;

/// <summary>Submits a batch as a script with <c>-Resume</c> does: what the journal has of it is not sent again.</summary>
internal static class Batch
{
    private const int AtTheSameTime = 3;

    public static async Task<IReadOnlyList<SubmitResult>> RunAsync(BatchPlan plan, Action<string>? checkpoint = null, bool fetch = false)
    {
        var journal = TestStore.Open(plan.Home);
        var (profile, store) = plan.Account();
        var client = new NanoBananaClient(profile, new ClientOptions { Profiles = store, Journal = journal, Checkpoint = checkpoint });
        var run = new SubmitRun(maxCost: null, resume: true);
        var results = new SubmitResult[plan.Items.Count];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, AtTheSameTime).Select(_ => Task.Run(WorkAsync)));
        return results;

        async Task WorkAsync()
        {
            while (Interlocked.Increment(ref next) is var index && index < results.Length)
            {
                results[index] = await client.Prepare(plan.Items[index]).SubmitAsync(run, uploadProfile: null, CancellationToken.None);
                if (fetch && results[index].Error is null)
                {
                    await client.QueryAsync(results[index].Task!, CancellationToken.None);
                }
            }
        }
    }
}
