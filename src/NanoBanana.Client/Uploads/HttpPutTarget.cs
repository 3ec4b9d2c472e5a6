using NanoBanana.Client.Images;

namespace NanoBanana.Client.Uploads;

/// <summary>
/// A plain HTTP PUT (RFC 9110, 9.3.4) to a URL template, for WebDAV, nginx or an object store's gateway. The image is then
/// fetched from the same URL without its query, which may hold a signature for writing.
/// </summary>
internal sealed class HttpPutTarget(HttpPut put, string template, IReadOnlyDictionary<string, Secret> headers) : IUploadTarget
{
    private const string NameField = "{name}";

    public string Name { get; } = HostOf(template);

    public async Task<Uri> UploadAsync(SourceFile file, CancellationToken cancellationToken)
    {
        var address = new Uri(WithName(FileUpload.NameOf(file)));
        await put.SendAsync(file, address, Name, headers, cancellationToken).ConfigureAwait(false);
        return new Uri(address.GetLeftPart(UriPartial.Path));
    }

    private static string HostOf(string template) => new Uri(template.Replace(NameField, "name")).Authority;

    private string WithName(string name) =>
        template.Contains(NameField, StringComparison.Ordinal) ? template.Replace(NameField, name) : template.TrimEnd('/') + "/" + name;
}
