using Microsoft.Data.Sqlite;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Store;
using NanoBanana.Client.Store.Sqlite;

namespace NanoBanana.Fuzz.Targets;

/// <summary>The file of the store: claimed in, listed and salvaged.</summary>
internal static class StoreTarget
{
    /// <returns>True if money could be spent on it.</returns>
    /// <exception cref="InvalidOperationException">A damaged file was taken or changed, or what was salvaged cannot be used.</exception>
    public static async ValueTask<bool> RunAsync(byte[] input, string folder)
    {
        var path = Path.Combine(folder, "store.db");
        Array.ForEach(Directory.GetFiles(folder), File.Delete);
        await File.WriteAllBytesAsync(path, input);
        var damage = Damage(path);
        Expect(damage is null || IsUntouched(path, input), "looking at it changed it");
        var refusal = await TryAsync(path, folder);
        if (damage is not null)
        {
            Expect(refusal is not null, "money can be spent on it, although SQLite says: " + damage);
            Expect(IsUntouched(path, input), "it was refused, and not left as it is");
        }

        await SalvageAsync(path, folder);
        return refusal is null;
    }

    private static bool IsUntouched(string path, byte[] input) => File.ReadAllBytes(path).AsSpan().SequenceEqual(input);

    // null: it is whole
    private static string? Damage(string path)
    {
        try
        {
            using var connection = new SqliteConnection($"Data Source={path};Pooling=False;Mode=ReadOnly");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA quick_check(1)";
            return command.ExecuteScalar() as string is "ok" ? null : "it is not whole";
        }
        catch (SqliteException error)
        {
            return error.Message;
        }
    }

    private static async Task<NanoBananaException?> TryAsync(string path, string folder)
    {
        using var store = TaskStores.Create(path, Options(folder));
        try
        {
            await store.ClaimAsync(Claim(), CancellationToken.None);
            await foreach (var task in store.ListAsync(new TaskFilter { Emulators = EmulatorScope.All }))
            {
                _ = task.IsUnsaved;
            }

            await store.TotalsAsync("p", BudgetCap.Day, Currencies.Usd, creditPrice: null, emulator: null, CancellationToken.None);
            return null;
        }
        catch (NanoBananaException error)
        {
            return error;
        }
    }

    private static async Task SalvageAsync(string path, string folder)
    {
        var target = Path.Combine(folder, "salvaged.db");
        try
        {
            await SalvagedFile.MakeAsync(path, target, Options(folder), CancellationToken.None);
        }
        catch (NanoBananaException)
        {
            return;
        }

        using var store = TaskStores.Create(target, Options(folder));
        try
        {
            Expect((await store.ClaimAsync(Claim(), CancellationToken.None)).Claimed is not null, "nothing can be claimed in what was salvaged");
        }
        catch (NanoBananaException error)
        {
            throw new InvalidOperationException("what was salvaged cannot be used", error);
        }
    }

    private static StoreOptions Options(string folder) => new() { Home = folder, Patience = TimeSpan.FromMilliseconds(100), FactPatience = TimeSpan.Zero };

    private static WorkClaim Claim() => new()
    {
        WorkKey = Guid.NewGuid().ToString("N"),
        Resume = true,
        IntentId = Guid.NewGuid().ToString("N"),
        Token = Guid.NewGuid().ToString("N"),
        Request = "{}",
        Provider = ProviderNames.Crun,
        Account = "p",
        Profile = "p",
        Caps = [new BudgetCap { Period = BudgetCap.Day, Cap = new Money(1_000_000, Currencies.Usd), Wanted = 1 }],
    };

    private static void Expect(bool holds, string problem)
    {
        if (!holds)
        {
            throw new InvalidOperationException(problem);
        }
    }
}
