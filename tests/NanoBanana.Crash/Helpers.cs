using NanoBanana.Client;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.State;
using NanoBanana.Client.Store;

namespace NanoBanana.Crash;

/// <summary>Small jobs that the tests need another process for.</summary>
internal static class Helpers
{
    /// <summary>Writes intents one after the other; the last line shows how many were written.</summary>
    public static async Task<int> WriteAsync(string home, string name, int count)
    {
        var journal = new TaskJournal(home);
        var written = 0;
        try
        {
            for (; written < count; written++)
            {
                await journal.WriteAsync(Intent(FormattableString.Invariant($"{name}-{written}")));
            }
        }
        catch (NanoBananaException error)
        {
            Console.WriteLine(error.ErrorId);
        }

        Console.WriteLine(written);
        return 0;
    }

    /// <summary>Holds the store's lock until its standard input ends.</summary>
    public static async Task<int> HoldAsync(string home)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(home, "store.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        command.ExecuteNonQuery();
        Console.WriteLine("held");
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>Submits at the same time against a daily budget; the last line shows how many were accepted.</summary>
    public static async Task<int> SpendAsync(string home, Uri gateway, int count, string cap)
    {
        var profile = new Profile { Name = "spender", Provider = ProviderNames.Crun, BaseUri = gateway, PricePerImage = Money.Parse("1 USD"), DailyBudget = Money.Parse(cap) };
        var store = new ProfileStore(_ => null);
        store.Set(profile, new Secret(BatchPlan.Key));
        var client = new NanoBananaClient(profile, new ClientOptions { Profiles = store, Journal = new TaskJournal(home) });
        var run = new SubmitRun();
        var results = await Task.WhenAll(Enumerable.Range(0, count).Select(each =>
            client.Prepare(new ImageRequest { Prompt = FormattableString.Invariant($"item {each}") }).SubmitAsync(run, uploadProfile: null, CancellationToken.None)));
        Console.WriteLine(results.Count(result => result.Task is not null));
        return results.All(result => result.Error is null or { ErrorId: ErrorIds.BudgetExceeded }) ? 0 : 1;
    }

    /// <summary>Remembers uploads one after the other, as one process among several.</summary>
    public static async Task<int> RememberAsync(string home, string name, int count)
    {
        var index = new TaskJournal(home).Store;
        for (var i = 0; i < count; i++)
        {
            await index.RememberUploadAsync(new RememberedUpload("place", FormattableString.Invariant($"{name}-{i}"), new Uri("https://files.example/" + name), DateTimeOffset.UtcNow.AddDays(1)), CancellationToken.None);
        }

        return 0;
    }

    private static JournalRecord Intent(string id) => JournalRecords.Intent(
        new ImageTask { Provider = ProviderNames.Crun, Profile = "writer", State = TaskStates.Unknown, Request = new ImageRequest { Prompt = new string('x', 200) }, IntentId = id },
        id,
        new Uri("https://example.com"),
        reserve: null,
        withPrompt: true,
        DateTimeOffset.UtcNow);
}
