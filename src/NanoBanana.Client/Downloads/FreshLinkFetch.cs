using NanoBanana.Client.Querying;

namespace NanoBanana.Client.Downloads;

/// <summary>Receives an image, by a fresh link if its own is lost or has expired.</summary>
internal sealed class FreshLinkFetch(ClientOptions options, ImageFetch fetch)
{
    /// <summary>Receives the image.</summary>
    /// <param name="job">What is saved, and where to.</param>
    /// <param name="profile">The task's profile: it says which addresses are allowed, and asks for a fresh link.</param>
    /// <param name="cancellationToken">Stops; nothing is left behind.</param>
    /// <returns>The job with the link that worked, and the image in its part file.</returns>
    /// <exception cref="NanoBananaException">It cannot be had (<c>DownloadExpired</c> says why no fresh link helped).</exception>
    public async Task<(SaveJob Job, ReceivedImage Image)> ReceiveAsync(SaveJob job, Profile profile, CancellationToken cancellationToken)
    {
        var links = new LinkRefresh(profile, options);
        if (job.Image.IsLost())
        {
            job = job with { Image = await links.RefreshAsync(job.Task, job.Image, cancellationToken).ConfigureAwait(false) };
        }

        var rule = AddressRule.Of(profile);
        var download = new ImageDownload(options.Http ?? ResultHttp.For(rule, profile), rule, options.Time);
        try
        {
            return (job, await fetch.ReceiveAsync(job, download, cancellationToken).ConfigureAwait(false));
        }
        catch (NanoBananaException error) when (error.ErrorId is ErrorIds.DownloadExpired)
        {
            var fresh = job with { Image = await RefreshAsync(links, job, error, cancellationToken).ConfigureAwait(false) };
            return (fresh, await ReceiveFreshAsync(fresh, job.Image, download, cancellationToken).ConfigureAwait(false));
        }
    }

    private static async Task<ResultImage> RefreshAsync(LinkRefresh links, SaveJob job, NanoBananaException expired, CancellationToken cancellationToken)
    {
        try
        {
            return await links.RefreshAsync(job.Task, job.Image, cancellationToken).ConfigureAwait(false);
        }
        catch (NanoBananaException error)
        {
            throw Expired(job, error, expired.HttpStatus, error.Message);
        }
    }

    private async Task<ReceivedImage> ReceiveFreshAsync(SaveJob job, ResultImage old, ImageDownload download, CancellationToken cancellationToken)
    {
        try
        {
            return await fetch.ReceiveAsync(job, download, cancellationToken).ConfigureAwait(false);
        }
        catch (NanoBananaException error) when (error.ErrorId is ErrorIds.DownloadExpired)
        {
            throw Expired(job, error, error.HttpStatus, string.Equals(job.Image.Url, old.Url, StringComparison.Ordinal)
                ? "the gateway gave the same link again."
                : FormattableString.Invariant($"the new link of the gateway returns {error.HttpStatus} as well."));
        }
    }

    private static NanoBananaException Expired(SaveJob job, Exception error, int? status, string why) =>
        new(ErrorIds.DownloadExpired, error, job.Image, status, why) { Target = job.Image.ToString(), HttpStatus = status };
}
