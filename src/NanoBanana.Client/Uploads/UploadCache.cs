using System.Collections.Concurrent;
using NanoBanana.Client.Imaging;

namespace NanoBanana.Client.Uploads;

/// <summary>Uploads the same content to the same target once, over runs if there is a log; a failed upload may be tried again.</summary>
internal sealed class UploadCache(UploadLog? log, UploadTotals totals)
{
    private readonly ConcurrentDictionary<string, Task<Uri>> _uploads = new(StringComparer.Ordinal);

    /// <param name="file">What.</param>
    /// <param name="target">Where to.</param>
    /// <param name="probe">Says whether a link from an earlier run still works.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<UploadLink> GetOrUploadAsync(SourceFile file, IUploadTarget target, Func<Uri, CancellationToken, Task<bool>> probe, CancellationToken cancellationToken)
    {
        var key = target.Name + "\n" + file.Sha256;
        var mine = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var upload = _uploads.GetOrAdd(key, mine.Task);
        if (upload == mine.Task)
        {
            try
            {
                mine.SetResult(await FindOrUploadAsync(file, target, probe, cancellationToken).ConfigureAwait(false));
            }
            catch (Exception error)
            {
                _uploads.TryRemove(key, out _);
                mine.SetException(error);
            }
        }

        return target.Link(await upload.ConfigureAwait(false));
    }

    private async Task<Uri> FindOrUploadAsync(SourceFile file, IUploadTarget target, Func<Uri, CancellationToken, Task<bool>> probe, CancellationToken cancellationToken)
    {
        if (log?.Find(target.Name, file.Sha256) is { } earlier && await probe(target.Link(earlier.Address).Url, cancellationToken).ConfigureAwait(false))
        {
            totals.AddReused();
            return earlier.Address;
        }

        var address = await target.UploadAsync(file, cancellationToken).ConfigureAwait(false);
        totals.AddFile(file.Facts.Length);
        if (log is not null && target.Retention is { } retention)
        {
            await log.AddAsync(target.Name, file.Sha256, address, retention).ConfigureAwait(false);
        }

        return address;
    }
}
