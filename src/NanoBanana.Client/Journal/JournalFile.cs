using System.Text.Json;
using NanoBanana.Client.State;

namespace NanoBanana.Client.Journal;

/// <summary>The file itself: whole lines in, whole lines out. All writing happens under the lock.</summary>
internal sealed class JournalFile(string folder)
{
    private readonly string _path = Path.Combine(folder, "journal.jsonl");

    public string LockPath { get; } = Path.Combine(folder, "journal.lock");

    public void Prepare() => HomeFolder.Create(folder);

    /// <summary>Appends lines in one write.</summary>
    /// <param name="lines">Whole ones.</param>
    /// <param name="toDisk">Brings them to the disk, and not only to the operating system.</param>
    public void Append(byte[] lines, bool toDisk)
    {
        using var file = HomeFolder.Open(_path, FileShare.ReadWrite | FileShare.Delete);
        CheckHeader(file);
        var end = CutTornTail(file);
        if (end == 0)
        {
            lines = [.. JournalJson.Line(NewHeader()), .. lines];
        }

        try
        {
            file.Seek(0, SeekOrigin.End);
            file.Write(lines, 0, lines.Length);
            file.Flush(toDisk);
        }
        catch (Exception)
        {
            // a full disk may have taken the first of these lines: an intent among them was never sent
            file.SetLength(end);
            throw;
        }
    }

    /// <summary>All records from a position on.</summary>
    /// <param name="from">Where the last reading ended; the beginning where it is null or the file was written anew.</param>
    /// <param name="warn">Takes what was dropped.</param>
    /// <exception cref="NanoBananaException"><c>JournalTooNew</c>.</exception>
    public (IReadOnlyList<JournalRecord> Records, JournalPosition End, bool Anew) Read(JournalPosition? from, Action<string> warn)
    {
        if (!File.Exists(_path))
        {
            return ([], new JournalPosition(string.Empty, 0), from is not null);
        }

        using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 64 * 1024);
        using var lines = new LineReader(file);
        if (!lines.Next() || ReadHeader(lines.Line) is not { } header)
        {
            return ([], new JournalPosition(string.Empty, 0), from is not null);
        }

        var anew = from is null || !string.Equals(from.Generation, header.Generation, StringComparison.Ordinal) || from.Offset > file.Length;
        if (!anew)
        {
            lines.SkipTo(from!.Offset);
        }

        var records = ReadRecords(lines, warn).ToList();
        return (records, new JournalPosition(header.Generation, lines.Position), anew && from is not null);
    }

    /// <summary>The records of the file's end, for what needs no more than a sample.</summary>
    /// <param name="most">Bytes.</param>
    public IReadOnlyList<JournalRecord> ReadTail(int most)
    {
        if (!File.Exists(_path))
        {
            return [];
        }

        using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 64 * 1024);
        using var lines = new LineReader(file);
        if (!lines.Next() || ReadHeader(lines.Line) is null)
        {
            return [];
        }

        if (file.Length - most > lines.Position)
        {
            // somewhere in a line, which is passed over
            lines.SkipTo(file.Length - most);
            lines.Next();
        }

        return ReadRecords(lines, static _ => { }).ToList();
    }

    /// <summary>All records one after the other: what was read need not stay in memory.</summary>
    /// <param name="warn">Takes what was dropped.</param>
    /// <exception cref="NanoBananaException"><c>JournalTooNew</c>.</exception>
    public IEnumerable<JournalRecord> ReadAll(Action<string> warn)
    {
        if (!File.Exists(_path))
        {
            yield break;
        }

        using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        using var lines = new LineReader(file);
        if (!lines.Next() || ReadHeader(lines.Line) is null)
        {
            yield break;
        }

        foreach (var record in ReadRecords(lines, warn))
        {
            yield return record;
        }
    }

    /// <summary>Lines that this version cannot read, as they are: one may be the only receipt of a paid task.</summary>
    public IReadOnlyList<byte[]> ReadUnreadable()
    {
        using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        using var lines = new LineReader(file);
        var unreadable = new List<byte[]>();
        for (var header = true; lines.Next(); header = false)
        {
            if (!header && Parse(lines.Line) is null)
            {
                unreadable.Add([.. lines.Line, (byte)'\n']);
            }
        }

        return unreadable;
    }

    /// <summary>Writes the file anew beside the old one and moves it into place, so that a crash leaves one of the two whole.</summary>
    public void Replace(IEnumerable<JournalRecord> records, IReadOnlyList<byte[]> unreadable) => AtomicFile.Replace(_path, file =>
    {
        var header = JournalJson.Line(NewHeader());
        file.Write(header, 0, header.Length);
        foreach (var record in records)
        {
            var line = JournalJson.Line(record);
            file.Write(line, 0, line.Length);
        }

        foreach (var line in unreadable)
        {
            file.Write(line, 0, line.Length);
        }
    });

    // another version's journal, or a file that is none, is left as it is
    private static void CheckHeader(FileStream file)
    {
        var start = new byte[1024];
        var end = Array.IndexOf(start, (byte)'\n', 0, file.Read(start, 0, start.Length));
        if (end >= 0)
        {
            ReadHeader(start.AsSpan(0, end));
        }
    }

    private static JournalHeader NewHeader() => new(JournalHeader.CurrentVersion, Guid.NewGuid().ToString("N"));

    private static JournalHeader? ReadHeader(ReadOnlySpan<byte> line)
    {
        try
        {
            var header = JsonSerializer.Deserialize(line, JournalJson.Default.JournalHeader);
            return header is null || header.Version <= JournalHeader.CurrentVersion
                ? header
                : throw new NanoBananaException(ErrorIds.JournalTooNew, header.Version, JournalHeader.CurrentVersion);
        }
        catch (JsonException error)
        {
            throw new NanoBananaException(ErrorIds.JournalUnavailable, error, "its first line", "it is not a journal of this module.");
        }
    }

    private static IEnumerable<JournalRecord> ReadRecords(LineReader lines, Action<string> warn)
    {
        while (lines.Next())
        {
            if (Parse(lines.Line) is { } record)
            {
                yield return record;
            }
            else
            {
                warn(FormattableString.Invariant($"The journal's line before byte {lines.Position:N0} cannot be read and was passed over."));
            }
        }

        if (lines.HasTornTail)
        {
            warn("The journal's last line was cut short by a crash and is dropped.");
        }
    }

    private static JournalRecord? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            var record = JsonSerializer.Deserialize(line, JournalJson.Default.JournalRecord);
            return record?.IsSound() is true ? record : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // a process that died in the middle of a write leaves half a line; whoever has the lock takes it away
    private static long CutTornTail(FileStream file)
    {
        var length = file.Length;
        var end = length;
        while (end > 0)
        {
            file.Seek(end - 1, SeekOrigin.Begin);
            if (file.ReadByte() == '\n')
            {
                break;
            }

            end--;
        }

        if (end != length)
        {
            file.SetLength(end);
        }

        return end;
    }
}
