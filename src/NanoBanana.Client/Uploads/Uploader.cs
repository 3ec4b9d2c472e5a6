using NanoBanana.Client.Http;
using NanoBanana.Client.Imaging;

namespace NanoBanana.Client.Uploads;

/// <summary>Brings one source file to its target: a copy if it must fit or lose its metadata, and only if it is not there yet.</summary>
internal sealed class Uploader(ClientOptions options)
{
    /// <param name="file">What.</param>
    /// <param name="lender">The profile whose target is used.</param>
    /// <param name="run">What the uploads of a run share.</param>
    /// <param name="strip">Uploads a copy without metadata.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<(UploadLink Link, SourceFile Sent)> UploadAsync(SourceFile file, Profile lender, UploadRun run, bool strip, CancellationToken cancellationToken)
    {
        var target = await run.TargetOfAsync(lender, file.Original, options, cancellationToken).ConfigureAwait(false);
        if (!UploadCopy.IsNeeded(file, strip))
        {
            return (await run.Cache.GetOrUploadAsync(file, target, (link, stop) => ProbeAsync(link, lender, stop), cancellationToken).ConfigureAwait(false), file);
        }

        using var copy = UploadCopy.Make(file, strip);
        if (copy.Done.Length > 0)
        {
            options.Log?.Verbose($"{file.Original}: {copy.Done}.");
        }

        return (await run.Cache.GetOrUploadAsync(copy.File, target, (link, stop) => ProbeAsync(link, lender, stop), cancellationToken).ConfigureAwait(false), copy.File with { Change = copy.Done });
    }

    // one byte is enough to know
    private async Task<bool> ProbeAsync(Uri link, Profile lender, CancellationToken cancellationToken)
    {
        using var guard = new StallGuard(options.Time, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, link);
            request.Headers.TryAddWithoutValidation("User-Agent", HttpStack.UserAgent);
            request.Headers.TryAddWithoutValidation("Range", "bytes=0-0");
            using var response = await (options.Http ?? HttpStack.For(lender)).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, guard.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException || (guard.HasStalled && error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}
