using System.Globalization;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Imaging;

namespace NanoBanana.Client.Uploads;

/// <summary>
/// A container of Azure Blob Storage by shared access signature (Put Blob, https://learn.microsoft.com/rest/api/storageservices/put-blob):
/// no SDK is needed. The signature that may write is never handed to a gateway.
/// </summary>
internal sealed class AzureBlobTarget(HttpPut put, Uri container, Profile profile, Secret writeSas, Secret? readSas, TimeProvider time) : IUploadTarget
{
    private static readonly KeyValuePair<string, Secret>[] Headers =
    [
        new("x-ms-blob-type", new Secret("BlockBlob")),
        new("x-ms-version", new Secret("2021-12-02")),
    ];

    public string Name { get; } = container.AbsoluteUri;

    public TimeSpan? Retention => TimeSpan.FromDays(7);

    public async Task<Uri> UploadAsync(SourceFile file, CancellationToken cancellationToken)
    {
        CheckExpiry(file, writeSas, "-UploadSas");
        CheckExpiry(file, readSas, "-UploadReadSas");
        var address = FileUpload.Below(container, profile.UploadPrefix, FileUpload.NameOf(file));
        await put.SendAsync(file, Signed(address, writeSas), Name, Headers, cancellationToken).ConfigureAwait(false);
        return address;
    }

    public UploadLink Link(Uri address)
    {
        if (profile.UploadPublicUri is { } open)
        {
            return new UploadLink(new Uri(open.AbsoluteUri.TrimEnd('/') + address.AbsoluteUri.Substring(container.AbsoluteUri.TrimEnd('/').Length)));
        }

        return readSas is null ? new UploadLink(address) : new UploadLink(Signed(address, readSas), Expiry(readSas));
    }

    private void CheckExpiry(SourceFile file, Secret? sas, string parameter)
    {
        if (sas is not null && Expiry(sas) is { } expiry && expiry <= time.GetUtcNow())
        {
            throw new NanoBananaException(ErrorIds.UploadSignatureExpired, file.Original, Name, expiry.ToString("u", CultureInfo.InvariantCulture), parameter) { Target = file.Original };
        }
    }

    private static Uri Signed(Uri address, Secret sas) => new(address.AbsoluteUri + "?" + sas.Reveal().TrimStart('?'));

    private static DateTimeOffset? Expiry(Secret sas)
    {
        var field = sas.Reveal().TrimStart('?').Split('&').FirstOrDefault(each => each.StartsWith("se=", StringComparison.Ordinal));
        return field is not null && DateTimeOffset.TryParse(Uri.UnescapeDataString(field.Substring(3)), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expiry)
            ? expiry
            : null;
    }
}
