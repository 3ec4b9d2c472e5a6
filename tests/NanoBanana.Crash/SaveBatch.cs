using NanoBanana.Client;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Journal;
using NanoBanana.Testing.PostgreSql;

namespace NanoBanana.Crash;

/// <summary>Saves all of a plan as the cmdlet does: what the journal knows as saved is not fetched again.</summary>
internal static class SaveBatch
{
    private const int AtTheSameTime = 8;

    public static async Task<int> RunAsync(SavePlan plan)
    {
        Console.WriteLine(Child.Ready);
        var journal = TestStore.Open(plan.Home);
        var known = journal.Read().ToDictionary(entry => entry.Task.IntentId!, StringComparer.Ordinal);
        var saver = new ImageSaver(new ClientOptions { Journal = journal });
        var profile = new Profile { Name = "crash", Provider = ProviderNames.Crun, BaseUri = plan.Host };
        var options = new SaveOptions { Destination = plan.Destination };
        await Parallel.ForEachAsync(plan.Tasks, new ParallelOptions { MaxDegreeOfParallelism = AtTheSameTime }, async (task, stop) =>
            await saver.SaveAsync(task, task.Images[0], profile, options, known[task.IntentId!], stop));
        return 0;
    }
}
