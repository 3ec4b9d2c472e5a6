using System.Text.Json;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Model;
using NanoBanana.Client.State;
using NanoBanana.Client.Store;

namespace NanoBanana.Client.Journal;

/// <summary>
/// The journal of version 0.1.0, a file of JSON lines in the home folder. It is read once, into the store, so that no paid task is
/// lost with the update; then it is kept under another name, and what stands in its place is refused by version 0.1.0, which would
/// pay again for what the store holds.
/// </summary>
internal sealed class TextJournal(string folder, TimeProvider time) : IStoreImport
{
    /// <summary>Its name in the home folder.</summary>
    public const string FileName = "journal.jsonl";

    /// <summary>Its name once it is in the store.</summary>
    public const string KeptName = "journal-0.1.jsonl";

    // a process of version 0.1.0 that still runs records its receipts within this time
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);

    private const int MostNamed = 5;

    private readonly string _path = Path.Combine(folder, FileName);

    private string KeptPath => Path.Combine(folder, KeptName);

    /// <inheritdoc/>
    public (string Name, string State)? Find() => Find(_path) ?? Find(KeptPath);

    /// <inheritdoc/>
    public IEnumerable<ImportedWork> Read()
    {
        var order = new List<JournalRecord>();
        var facts = new Dictionary<string, List<StoreFact>>(StringComparer.Ordinal);
        foreach (var record in Records())
        {
            if (record.Kind is JournalKinds.Charge)
            {
                order.Add(record);
            }
            else if (record.Kind is JournalKinds.Intent && !facts.ContainsKey(record.Intent))
            {
                order.Add(record);
                facts.Add(record.Intent, []);
            }
            else if (record.Kind is JournalKinds.Removed)
            {
                facts.Remove(record.Intent);
            }
            else if (record.Kind is not JournalKinds.Intent && facts.TryGetValue(record.Intent, out var known) && StoredFacts.IsFact(record))
            {
                known.Add(StoredFacts.Of(record));
            }
        }

        // the emulator that a task was tried on is gone
        return order
            .Where(record => Profile.EmulatorAt(record.BaseUri) is null && (record.Kind is JournalKinds.Charge || facts.ContainsKey(record.Intent)))
            .Select(record => new ImportedWork(record.At, ClaimOf(record), record.Kind is JournalKinds.Charge ? [] : facts[record.Intent], record.Kind is JournalKinds.Charge));
    }

    /// <inheritdoc/>
    public async Task RetireAsync(string state)
    {
        try
        {
            if (!File.Exists(_path) || time.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(_path) < Quiet)
            {
                return;
            }

            using var taken = await FileLock.TakeAsync(Path.Combine(folder, "journal.lock"), time).ConfigureAwait(false);
            if (Find(_path)?.State != state)
            {
                return;
            }

            // the copy first: a crash leaves the journal in its place
            using (var journal = File.OpenRead(_path))
            {
                AtomicFile.Replace(FreeName(), journal.CopyTo);
            }

            var header = JsonSerializer.SerializeToUtf8Bytes(new JournalHeader(JournalHeader.MovedVersion, Guid.NewGuid().ToString("N")), JournalJson.Default.JournalHeader);
            AtomicFile.Replace(_path, file => file.Write([.. header, (byte)'\n'], 0, header.Length + 1));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // the next process tries again; nothing is lost meanwhile
        }
    }

    // what was kept before is never replaced: after a way back to version 0.1.0, it may hold other tasks
    private string FreeName() => Enumerable.Range(1, int.MaxValue)
        .Select(number => number == 1 ? KeptPath : Path.Combine(folder, FormattableString.Invariant($"journal-0.1-{number}.jsonl")))
        .First(path => !File.Exists(path));

    private (string Name, string State)? Find(string path)
    {
        if (!File.Exists(path) || FileKind.Problem(path) is not null)
        {
            return null;
        }

        using var lines = Open(path);
        return ReadHeader(lines, path) is { } header ? ("journal/" + header.Generation, FormattableString.Invariant($"{new FileInfo(path).Length}")) : null;
    }

    private static WorkClaim ClaimOf(JournalRecord record)
    {
        // what is left of an erased task names no address
        var address = record.BaseUri ?? GatewayRegistry.Descriptions.FirstOrDefault(each => string.Equals(each.Name, record.Provider, StringComparison.Ordinal))?.BaseUri;
        var account = Profile.AccountOf(record.Provider ?? string.Empty, address, record.Profile ?? string.Empty);
        return StoredFacts.Claim(record, new BudgetRules(account, record.Profile ?? string.Empty, [], Emulator: null), tag: record.Request?.Tag);
    }

    private IEnumerable<JournalRecord> Records()
    {
        var path = Find(_path) is null ? KeptPath : _path;
        using var lines = Open(path);
        if (ReadHeader(lines, path) is null)
        {
            yield break;
        }

        var number = 1;
        var unreadable = new List<int>();
        while (lines.Next())
        {
            number++;
            if (TextJournalLine.Read(lines.Line) is { } record)
            {
                yield return record;
            }
            else
            {
                unreadable.Add(number);
            }
        }

        // an editor may have taken the last line end; what a crash cut short does not parse
        if (TextJournalLine.Read(lines.Rest) is { } last)
        {
            yield return last;
        }

        if (unreadable.Count > 0)
        {
            // one of them may be the only receipt of a paid task
            var named = string.Join(", ", unreadable.Take(MostNamed)) + (unreadable.Count > MostNamed ? ", ..." : string.Empty);
            throw new NanoBananaException(ErrorIds.JournalDamaged, path, unreadable.Count, named) { Target = path };
        }
    }

    private static LineReader Open(string path)
    {
        try
        {
            return new LineReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NanoBananaException(ErrorIds.JournalUnavailable, error, path, error.Message) { Target = path };
        }
    }

    private static JournalHeader? ReadHeader(LineReader lines, string path)
    {
        try
        {
            var header = lines.Next() ? JsonSerializer.Deserialize(lines.Line, JournalJson.Default.JournalHeader) : null;
            return header is null or { Version: JournalHeader.MovedVersion } ? null
                : header.Version <= JournalHeader.CurrentVersion ? header
                : throw new NanoBananaException(ErrorIds.JournalTooNew, header.Version, JournalHeader.CurrentVersion) { Target = path };
        }
        catch (JsonException error)
        {
            throw new NanoBananaException(ErrorIds.JournalUnavailable, error, path, "it is not a journal of this module.") { Target = path };
        }
    }
}
