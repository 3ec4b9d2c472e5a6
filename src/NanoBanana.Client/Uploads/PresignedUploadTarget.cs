using NanoBanana.Client.Gateways.Facets;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Querying;

namespace NanoBanana.Client.Uploads;

/// <summary>A gateway's own upload in two steps: ask for a presigned address, and PUT the file there.</summary>
internal sealed class PresignedUploadTarget(IPresignedUpload gateway, QuerySender sender, HttpPut put, Profile profile, Secret key) : IUploadTarget
{
    public string Name { get; } = profile.Name + " at " + profile.BaseUri.Authority;

    public TimeSpan? Retention => gateway.UploadLifetime;

    public async Task<Uri> UploadAsync(SourceFile file, CancellationToken cancellationToken)
    {
        var call = gateway.UploadUrl(file.Facts.ContentType, file.Facts.Extension);
        var reply = await sender.SendAndJudgeAsync(call, key, file.Original, cancellationToken).ConfigureAwait(false);
        var (putUrl, fileUrl) = gateway.ReadUploadUrl(reply);
        if (!UploadedUrl.TryRead(putUrl, profile, out var address) || !UploadedUrl.TryRead(fileUrl, profile, out var result))
        {
            throw FileUpload.Failed(file, Name, "it returned no usable address to upload to.");
        }

        // the presigned address is another host's: our key does not go there
        await put.SendAsync(file, address, Name, [], cancellationToken).ConfigureAwait(false);
        return result;
    }

    public UploadLink Link(Uri address) => new(address);
}
