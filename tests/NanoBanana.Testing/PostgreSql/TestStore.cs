using NanoBanana.Client.Journal;
using NanoBanana.Client.Store;

namespace NanoBanana.Testing.PostgreSql;

/// <summary>Which store a program tries: the embedded one, or with <c>NANOBANANA_TEST_STORE=PostgreSQL</c> a database for each home folder.</summary>
public static class TestStore
{
    private static readonly bool IsShared = Environment.GetEnvironmentVariable("NANOBANANA_TEST_STORE") is "PostgreSQL";

    /// <summary>Opens the journal of a home folder in the store that is tried.</summary>
    /// <param name="home">The home folder.</param>
    public static TaskJournal Open(string home) => IsShared
        ? new TaskJournal(TaskStores.Create(AddressOf(home), new StoreOptions { Home = home }), time: null)
        : new TaskJournal(home);

    // all processes of a home find it there
    private static string AddressOf(string home)
    {
        var file = Path.Combine(home, "test-store.txt");
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(home);
            File.WriteAllText(file, PostgreSqlServer.OfAll.CreateDatabase(throughBouncer: false));
        }

        return File.ReadAllText(file);
    }
}
