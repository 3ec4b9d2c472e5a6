using System.Collections.Concurrent;
using NanoBanana.Client.Images;

namespace NanoBanana.Client.Uploads;

/// <summary>Uploads the same content to the same target once; a failed upload may be tried again.</summary>
internal sealed class UploadCache
{
    private readonly ConcurrentDictionary<string, Task<Uri>> _uploads = new(StringComparer.Ordinal);

    public async Task<Uri> GetOrUploadAsync(SourceFile file, IUploadTarget target, CancellationToken cancellationToken)
    {
        var key = target.Name + "\n" + file.Facts.Sha256;
        var mine = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var upload = _uploads.GetOrAdd(key, mine.Task);
        if (upload != mine.Task)
        {
            return await upload.ConfigureAwait(false);
        }

        try
        {
            mine.SetResult(await target.UploadAsync(file, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception error)
        {
            _uploads.TryRemove(key, out _);
            mine.SetException(error);
        }

        return await mine.Task.ConfigureAwait(false);
    }
}
