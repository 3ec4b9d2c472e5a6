using NanoBanana.Client.Gateways.Crun;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Querying;

namespace NanoBanana.Client.Uploads;

/// <summary>Crun's own upload: ask for a presigned URL, PUT the bytes there, use <c>file_url</c> (the official command line's way).</summary>
internal sealed class CrunUploadTarget(QuerySender sender, HttpPut put, Profile profile, Secret key) : IUploadTarget
{
    public string Name { get; } = profile.Name + " at " + profile.BaseUri.Authority;

    // no page tells how long uploads live; a day is what its results are known to outlive
    public TimeSpan? Retention => TimeSpan.FromDays(1);

    public async Task<Uri> UploadAsync(SourceFile file, CancellationToken cancellationToken)
    {
        var call = CrunGateway.UploadUrl(file.Facts.ContentType, file.Facts.Extension);
        var reply = await sender.SendAndJudgeAsync(call, key, file.Original, cancellationToken).ConfigureAwait(false);
        var (putUrl, fileUrl) = CrunGateway.ReadUploadUrl(reply);
        if (!UploadedUrl.TryRead(putUrl, profile, out var address) || !UploadedUrl.TryRead(fileUrl, profile, out var result))
        {
            throw FileUpload.Failed(file, Name, "it gave no usable address to upload to.");
        }

        // the presigned address is another host's: our key does not go there
        await put.SendAsync(file, address, Name, [], cancellationToken).ConfigureAwait(false);
        return result;
    }

    public UploadLink Link(Uri address) => new(address);
}
