namespace NanoBanana.Testing.PostgreSql;

/// <summary>Which store a program tries: the embedded one, or with <c>NANOBANANA_TEST_STORE=PostgreSQL</c> a database for each home folder.</summary>
public static class TestStore
{
    private static readonly bool IsShared = Environment.GetEnvironmentVariable("NANOBANANA_TEST_STORE") is "PostgreSQL";

    /// <summary>The address of a home's store, which all its processes find in the home; null for the embedded one.</summary>
    /// <param name="home">The home folder.</param>
    public static string? AddressOf(string home)
    {
        if (!IsShared)
        {
            return null;
        }

        var file = Path.Combine(home, "test-store.txt");
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(home);
            File.WriteAllText(file, PostgreSqlServer.OfAll.CreateDatabase(throughBouncer: false));
        }

        return File.ReadAllText(file);
    }
}
