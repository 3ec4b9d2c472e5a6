using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Model;
using NanoBanana.Emulation;
using NanoBanana.Testing.PostgreSql;

namespace NanoBanana.Crash.Lists;

/// <summary>A store, the gateway with its ledger, and the list that processes do there.</summary>
internal sealed class ListPlace : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nanobanana-list-").FullName;
    private readonly GatewayEmulator _emulator = GatewayEmulator.Start(new EmulatorOptions { Key = BatchPlan.Key, TaskDuration = TimeSpan.Zero });

    private volatile bool _isOver;

    /// <param name="kind">One of <see cref="Stores"/>.</param>
    /// <param name="records">How long the list is.</param>
    public ListPlace(string kind, int records) => Plan = new ListPlan
    {
        Address = kind is "SQLite" ? Path.Combine(_folder, "store.db") : PostgreSqlServer.OfAll.CreateDatabase(throughBouncer: kind is "PgBouncer"),
        Home = _folder,
        Name = "record",
        Gateway = _emulator.ProviderUris[ProviderNames.Crun],
        Records = records,
    };

    /// <summary>The kinds that can be tried on this machine.</summary>
    public static IReadOnlyList<string> Stores { get; } =
        ["SQLite", .. ServerTools.MissingPostgreSql is null ? ["PostgreSQL"] : Array.Empty<string>(), .. ServerTools.MissingPgBouncer is null ? ["PgBouncer"] : Array.Empty<string>()];

    public ListPlan Plan { get; }

    /// <summary>What was charged so far.</summary>
    public int Charges => _emulator.ChargeCount;

    /// <summary>Waits until all that was sent so far was answered, also if its sender is dead.</summary>
    public Task DoneAsync() => EmulatorWork.DoneAsync(_emulator.Uri);

    /// <summary>Waits until a given number of tasks was charged.</summary>
    public async Task UntilChargedAsync(int count)
    {
        while (Charges < count && !_isOver)
        {
            await Task.Delay(2);
        }
    }

    /// <summary>Settles what is unknown as not charged.</summary>
    public async Task SettleNotChargedAsync()
    {
        var journal = Plan.OpenJournal();
        foreach (var entry in journal.Read().Where(entry => entry.Task.State is TaskStates.Unknown))
        {
            await journal.SettleNotChargedAsync(entry);
        }

        journal.Close();
    }

    /// <summary>Compares ledger and store; what does not fit is a sentence.</summary>
    /// <param name="mayBeUnknown">Processes were killed: outcomes may be unknown, and only those.</param>
    /// <param name="isCapped">A cap refused some of the records.</param>
    public IReadOnlyList<string> Problems(bool mayBeUnknown, bool isCapped = false)
    {
        var problems = new List<string>();
        var journal = Plan.OpenJournal();
        var entries = journal.Read().Where(entry => entry.Charge is not Charge.Released).ToLookup(entry => entry.Task.Prompt!, StringComparer.Ordinal);
        var charges = _emulator.Charges.ToLookup(charge => charge.Prompt, StringComparer.Ordinal);
        foreach (var prompt in Enumerable.Range(0, Plan.Records).Select(Plan.PromptOf))
        {
            problems.AddRange(Problems(prompt, [.. entries[prompt]], [.. charges[prompt]], mayBeUnknown, isCapped));
        }

        journal.Close();
        return problems;
    }

    public void Dispose()
    {
        _isOver = true;
        _emulator.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private IEnumerable<string> Problems(string prompt, IReadOnlyList<JournalEntry> entries, IReadOnlyList<ChargeRecord> charges, bool mayBeUnknown, bool isCapped)
    {
        if (charges.Count > 1)
        {
            yield return $"'{prompt}' was charged {charges.Count} times";
        }

        if (entries.Count > 1 || (entries.Count == 0 && (!isCapped || charges.Count > 0)))
        {
            yield return $"'{prompt}' has {entries.Count} tasks and {charges.Count} charges";
        }

        foreach (var entry in entries)
        {
            if (entry.Task.State is not TaskStates.Succeeded && !(mayBeUnknown && entry.Task.State is TaskStates.Unknown))
            {
                yield return $"'{prompt}' is {entry.Task.State}";
            }

            if (entry.OtherIds.Count > 0)
            {
                yield return $"'{prompt}' has {entry.OtherIds.Count} ids besides";
            }

            if (entry.Task is { State: TaskStates.Succeeded } && !charges.Any(charge => charge.TaskId == entry.Task.Id))
            {
                yield return $"'{prompt}' succeeded, and was not charged";
            }
        }
    }
}
