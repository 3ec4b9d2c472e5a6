using System.Text.Json;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Model;
using NanoBanana.Client.Store;

namespace NanoBanana.Client.Journal;

/// <summary>
/// The journal of version 0.1.0, a file of JSON lines in the home folder: it is read once, into the store, and left as it is, so that
/// no paid task is lost with the update.
/// </summary>
internal sealed class TextJournal(string folder) : IStoreImport
{
    /// <summary>Its name in the home folder.</summary>
    public const string FileName = "journal.jsonl";

    private const int MostNamed = 5;

    private readonly string _path = Path.Combine(folder, FileName);

    /// <inheritdoc/>
    public (string Name, string State)? Find()
    {
        if (!File.Exists(_path) || State.FileKind.Problem(_path) is not null)
        {
            return null;
        }

        using var lines = Open();
        return ReadHeader(lines) is { } header ? ("journal/" + header.Generation, FormattableString.Invariant($"{new FileInfo(_path).Length}")) : null;
    }

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

    private static WorkClaim ClaimOf(JournalRecord record)
    {
        // what is left of an erased task names no address
        var address = record.BaseUri ?? GatewayRegistry.Descriptions.FirstOrDefault(each => string.Equals(each.Name, record.Provider, StringComparison.Ordinal))?.BaseUri;
        var account = Profile.AccountOf(record.Provider ?? string.Empty, address, record.Profile ?? string.Empty);
        return StoredFacts.Claim(record, new BudgetRules(account, record.Profile ?? string.Empty, [], Emulator: null), tag: record.Request?.Tag);
    }

    private IEnumerable<JournalRecord> Records()
    {
        using var lines = Open();
        if (ReadHeader(lines) is null)
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

        if (unreadable.Count > 0)
        {
            // one of them may be the only receipt of a paid task
            var named = string.Join(", ", unreadable.Take(MostNamed)) + (unreadable.Count > MostNamed ? ", ..." : string.Empty);
            throw new NanoBananaException(ErrorIds.JournalDamaged, _path, unreadable.Count, named) { Target = _path };
        }
    }

    private LineReader Open()
    {
        try
        {
            return new LineReader(new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NanoBananaException(ErrorIds.JournalUnavailable, error, _path, error.Message) { Target = _path };
        }
    }

    private JournalHeader? ReadHeader(LineReader lines)
    {
        try
        {
            var header = lines.Next() ? JsonSerializer.Deserialize(lines.Line, JournalJson.Default.JournalHeader) : null;
            return header is null || header.Version <= JournalHeader.CurrentVersion
                ? header
                : throw new NanoBananaException(ErrorIds.JournalTooNew, header.Version, JournalHeader.CurrentVersion) { Target = _path };
        }
        catch (JsonException error)
        {
            throw new NanoBananaException(ErrorIds.JournalUnavailable, error, _path, "it is not a journal of this module.") { Target = _path };
        }
    }
}
