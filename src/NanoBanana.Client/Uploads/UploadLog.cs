using System.Collections.Concurrent;
using System.Text.Json;
using NanoBanana.Client.Journal;
using NanoBanana.Client.State;

namespace NanoBanana.Client.Uploads;

/// <summary>What was uploaded, kept for later runs next to the journal. Losing it costs an upload, nothing else.</summary>
public sealed class UploadLog
{
    private const int RewriteAboveBytes = 16 * 1024 * 1024;

    // uploads of this process take turns here: waiting for the file's lock costs far more
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly Lazy<ConcurrentDictionary<(string Target, string Sha256), UploadRecord>> _known;

    /// <summary>The record of uploads in a folder. Nothing is created before the first upload.</summary>
    /// <param name="folder">The home folder.</param>
    /// <param name="time">The clock; the system's by default.</param>
    public UploadLog(string folder, TimeProvider? time = null)
    {
        _folder = folder;
        _time = time ?? TimeProvider.System;
        _known = new(Load);
    }

    /// <summary>The record of this user.</summary>
    /// <returns>The record in the home folder.</returns>
    public static UploadLog OfUser() => new(HomeFolder.Find(Environment.GetEnvironmentVariable));

    private string FilePath => Path.Combine(_folder, "uploads.jsonl");

    internal UploadRecord? Find(string target, string sha256) =>
        _known.Value.TryGetValue((target, sha256), out var record) && record.Until > _time.GetUtcNow() ? record : null;

    internal async Task AddAsync(string target, string sha256, Uri address, TimeSpan retention)
    {
        // an address with a query may be signed, and no signature is written down
        if (address.Query.Length > 0)
        {
            return;
        }

        var record = new UploadRecord(target, sha256, address, _time.GetUtcNow() + retention);
        _known.Value[(target, sha256)] = record;
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            HomeFolder.Create(_folder);
            using (await FileLock.TakeAsync(Path.Combine(_folder, "uploads.lock"), _time).ConfigureAwait(false))
            {
                if (Append(record) > RewriteAboveBytes)
                {
                    Rewrite();
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // the next run uploads again
        }
        finally
        {
            _turn.Release();
        }
    }

    private static byte[] Line(UploadRecord record) => [.. JsonSerializer.SerializeToUtf8Bytes(record, UploadRecordJson.Default.UploadRecord), (byte)'\n'];

    private long Append(UploadRecord record)
    {
        using var file = HomeFolder.Open(FilePath, FileShare.ReadWrite | FileShare.Delete);

        // a process that died while it wrote left a line without an end
        var torn = file.Length > 0 && file.Seek(-1, SeekOrigin.End) >= 0 && file.ReadByte() != '\n';
        file.Seek(0, SeekOrigin.End);
        byte[] bytes = torn ? [(byte)'\n', .. Line(record)] : Line(record);
        file.Write(bytes, 0, bytes.Length);
        return file.Length;
    }

    // under the lock, and whole or not at all: a mixture of two lines could name a wrong picture
    private void Rewrite()
    {
        var kept = new MemoryStream();
        foreach (var line in Fold(ReadLines()).Values.Where(each => each.Until > _time.GetUtcNow()).OrderByDescending(each => each.Until).Select(Line))
        {
            if (kept.Length + line.Length <= RewriteAboveBytes / 2)
            {
                kept.Write(line, 0, line.Length);
            }
        }

        var temporary = FilePath + ".new";
        using (var file = HomeFolder.Open(temporary, FileShare.None))
        {
            file.SetLength(0);
            kept.WriteTo(file);
        }

        File.Replace(temporary, FilePath, destinationBackupFileName: null);
    }

    private ConcurrentDictionary<(string Target, string Sha256), UploadRecord> Load()
    {
        try
        {
            return Fold(ReadLines());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // as if nothing had been uploaded
            return Fold([]);
        }
    }

    private static ConcurrentDictionary<(string Target, string Sha256), UploadRecord> Fold(IEnumerable<string> lines)
    {
        var known = new ConcurrentDictionary<(string, string), UploadRecord>();
        foreach (var record in lines.Select(Parse).OfType<UploadRecord>())
        {
            known[(record.Target, record.Sha256)] = record;
        }

        return known;
    }

    private List<string> ReadLines()
    {
        var lines = new List<string>();
        if (!File.Exists(FilePath))
        {
            return lines;
        }

        // others may write meanwhile
        using var file = new FileStream(FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }

    private static UploadRecord? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, UploadRecordJson.Default.UploadRecord) is { Address: { IsAbsoluteUri: true } } record ? record : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
