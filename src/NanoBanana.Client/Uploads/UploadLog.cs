using System.Collections.Concurrent;
using System.Text.Json;
using NanoBanana.Client.Journal;

namespace NanoBanana.Client.Uploads;

/// <summary>What was uploaded, kept for later runs beside the journal. Losing it costs an upload, nothing else.</summary>
public sealed class UploadLog
{
    private const int RewriteAbove = 10_000;

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly Lazy<ConcurrentDictionary<(string Target, string Sha256), UploadRecord>> _known;

    /// <summary>The record in a folder. Nothing is created before the first upload.</summary>
    public UploadLog(string folder, TimeProvider? time = null)
    {
        _folder = folder;
        _time = time ?? TimeProvider.System;
        _known = new(Load);
    }

    /// <summary>The record of this user, as it stands now.</summary>
    public static UploadLog OfUser() => new(StateFolder.Find(Environment.GetEnvironmentVariable));

    private string FilePath => Path.Combine(_folder, "uploads.jsonl");

    internal UploadRecord? Find(string target, string sha256) =>
        _known.Value.TryGetValue((target, sha256), out var record) && record.Until > _time.GetUtcNow() ? record : null;

    internal async Task AddAsync(string target, string sha256, Uri address, TimeSpan retention)
    {
        var record = new UploadRecord(target, sha256, address, _time.GetUtcNow() + retention);
        _known.Value[(target, sha256)] = record;
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(record, UploadRecordJson.Default.UploadRecord), (byte)'\n'];
        try
        {
            StateFolder.Create(_folder);
            using (await JournalLock.TakeAsync(Path.Combine(_folder, "uploads.lock"), _time).ConfigureAwait(false))
            {
                using var file = StateFolder.Open(FilePath, FileShare.ReadWrite);
                file.Seek(0, SeekOrigin.End);
                file.Write(line, 0, line.Length);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // the next run uploads again
        }
    }

    private ConcurrentDictionary<(string Target, string Sha256), UploadRecord> Load()
    {
        var known = new ConcurrentDictionary<(string, string), UploadRecord>();
        try
        {
            var lines = File.Exists(FilePath) ? File.ReadAllLines(FilePath) : [];
            foreach (var record in lines.Select(Parse).OfType<UploadRecord>())
            {
                known[(record.Target, record.Sha256)] = record;
            }

            if (lines.Length > RewriteAbove)
            {
                File.Delete(FilePath);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // as if nothing had been uploaded
        }

        return known;
    }

    private static UploadRecord? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, UploadRecordJson.Default.UploadRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
