using System.Collections.Concurrent;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Store;

namespace NanoBanana.Client.Uploads;

/// <summary>Uploads the same content to the same target once, also across runs and machines if there is an index; a failed upload may be tried again.</summary>
/// <param name="index">What earlier runs uploaded, or null.</param>
/// <param name="time">The clock.</param>
/// <param name="totals">Counts.</param>
internal sealed class UploadCache(IUploadIndex? index, TimeProvider time, UploadTotals totals)
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

        try
        {
            return target.Link(await upload.ConfigureAwait(false));
        }
        catch (NanoBananaException error) when (upload != mine.Task)
        {
            // of two files with the same content, each error names its own
            throw error.For(file.Original);
        }
    }

    private async Task<Uri> FindOrUploadAsync(SourceFile file, IUploadTarget target, Func<Uri, CancellationToken, Task<bool>> probe, CancellationToken cancellationToken)
    {
        if (await FindAsync(target.Name, file.Sha256, cancellationToken).ConfigureAwait(false) is { } earlier && await probe(target.Link(earlier.Address).Url, cancellationToken).ConfigureAwait(false))
        {
            totals.AddReused();
            return earlier.Address;
        }

        var address = await target.UploadAsync(file, cancellationToken).ConfigureAwait(false);
        totals.AddFile(file.Facts.Length);
        await RememberAsync(target, file.Sha256, address).ConfigureAwait(false);
        return address;
    }

    private async Task<RememberedUpload?> FindAsync(string target, string sha256, CancellationToken cancellationToken)
    {
        try
        {
            return index is null ? null : await index.FindUploadAsync(target, sha256, cancellationToken).ConfigureAwait(false);
        }
        catch (NanoBananaException)
        {
            // as if nothing had been uploaded
            return null;
        }
    }

    private async Task RememberAsync(IUploadTarget target, string sha256, Uri address)
    {
        if (index is null || target.Retention is not { } retention)
        {
            return;
        }

        try
        {
            await index.RememberUploadAsync(new RememberedUpload(target.Name, sha256, address, time.GetUtcNow() + retention), CancellationToken.None).ConfigureAwait(false);
        }
        catch (NanoBananaException)
        {
            // the next run uploads again
        }
    }
}
