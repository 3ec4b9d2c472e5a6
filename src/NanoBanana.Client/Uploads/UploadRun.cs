using System.Collections.Concurrent;

namespace NanoBanana.Client.Uploads;

/// <summary>What the uploads of one run share: the way to upload, and what is at a target already.</summary>
/// <param name="uploadTo">One of <see cref="UploadKinds"/>, instead of what the profile says; null for the profile's.</param>
/// <param name="customUpload">The host's own way to upload a file, instead of every target; null for none.</param>
/// <param name="customUploadId">Identifies it across runs; null remembers nothing of it.</param>
/// <param name="cache">What was uploaded already.</param>
internal sealed class UploadRun(string? uploadTo, Func<string, CancellationToken, Task<Uri>>? customUpload, string? customUploadId, UploadCache cache)
{
    private readonly ConcurrentDictionary<string, Task<IUploadTarget>> _targets = new(StringComparer.OrdinalIgnoreCase);

    public UploadCache Cache => cache;

    /// <summary>The target of a profile. It is looked for once per run.</summary>
    /// <exception cref="NanoBananaException"><c>UploadTargetMissing</c>, <c>InvalidProfile</c> or <c>KeyMissing</c>.</exception>
    public async Task<IUploadTarget> TargetOfAsync(Profile lender, string original, ClientOptions options, CancellationToken cancellationToken)
    {
        if (customUpload is not null)
        {
            return new CustomTarget(customUpload, customUploadId);
        }

        var finding = _targets.GetOrAdd(lender.Name, _ => UploadTargets.FindAsync(lender, uploadTo, original, options, cancellationToken));
        try
        {
            return await finding.ConfigureAwait(false);
        }
        catch
        {
            // a vault that failed once may answer the next item
            _targets.TryRemove(lender.Name, out _);
            throw;
        }
    }
}
