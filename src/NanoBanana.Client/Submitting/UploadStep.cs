using NanoBanana.Client.Imaging;
using NanoBanana.Client.Model;
using NanoBanana.Client.Uploads;

namespace NanoBanana.Client.Submitting;

/// <summary>Brings the local files of a request to addresses that the gateway can fetch.</summary>
internal sealed class UploadStep(Profile profile, ClientOptions options)
{
    private readonly Uploader _uploader = new(options);

    /// <summary>Uploads what is on this machine; a file that the run uploaded already is not sent again.</summary>
    /// <exception cref="NanoBananaException">A file cannot be read, or its upload failed.</exception>
    public async Task RunAsync(SubmitContext context)
    {
        var images = context.Request.Request.Images().ToList();
        var urls = new List<Uri>(images.Count);
        for (var i = 0; i < images.Count; i++)
        {
            urls.Add(context.Request.Files[i] is { } file ? await UploadAsync(file, context).ConfigureAwait(false) : new Uri(images[i]));
        }

        context.Stop.ThrowIfCancellationRequested();
        context.Urls = urls;
        options.Checkpoint?.Invoke("uploaded");
    }

    private async Task<Uri> UploadAsync(SourceFile file, SubmitContext context)
    {
        try
        {
            var lender = context.UploadProfile is null ? profile : options.Profiles.Resolve(context.UploadProfile);
            var (link, sent) = await _uploader.UploadAsync(file, lender, context.Run.Uploads, context.Request.Request.StripMetadata, context.Stop).ConfigureAwait(false);
            if (sent.Change.Length > 0)
            {
                context.SourceChanges = [.. context.SourceChanges, $"{file.Original}: {sent.Change}."];
            }

            return UrlRules.Problem(link.Url, profile.IsLoopback()) is { } problem
                ? throw new NanoBananaException(ErrorIds.InvalidImageUrl, link.Url.GetLeftPart(UriPartial.Path), "the upload returned it, and " + problem) { Target = file.Original }
                : link.Url;
        }
        catch (Exception error) when (error is not (NanoBananaException or OperationCanceledException))
        {
            // what was not foreseen is one item's error as well: raw, it would end the whole batch
            throw new NanoBananaException(ErrorIds.InternalError, error, error.Message) { Target = context.Request.Target() };
        }
    }
}
