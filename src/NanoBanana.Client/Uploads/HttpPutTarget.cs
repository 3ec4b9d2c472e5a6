using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Imaging;

namespace NanoBanana.Client.Uploads;

/// <summary>
/// A plain HTTP PUT (RFC 9110, 9.3.4) to a URL template, for WebDAV, nginx or an object store's gateway. The image is then
/// fetched from the same URL without its query, which may hold a signature for writing, or from the public base.
/// </summary>
internal sealed class HttpPutTarget(HttpPut put, string template, Uri? publicUri, IReadOnlyDictionary<string, Secret> headers) : IUploadTarget
{
    private const string NameField = "{name}";

    public string Name { get; } = HostOf(template);

    public TimeSpan? Retention => TimeSpan.FromDays(7);

    public async Task<Uri> UploadAsync(SourceFile file, CancellationToken cancellationToken)
    {
        var name = FileUpload.NameOf(file);
        var address = new Uri(WithName(name));
        await put.SendAsync(file, address, Name, headers, cancellationToken).ConfigureAwait(false);
        return publicUri is null ? new Uri(address.GetLeftPart(UriPartial.Path)) : FileUpload.Below(publicUri, prefix: null, name);
    }

    public UploadLink Link(Uri address) => new(address);

    private static string HostOf(string template) => new Uri(template.Replace(NameField, "name")).GetLeftPart(UriPartial.Path);

    private string WithName(string name)
    {
        if (template.Contains(NameField, StringComparison.Ordinal))
        {
            return template.Replace(NameField, name);
        }

        var mark = template.IndexOf('?');
        return mark < 0
            ? template.TrimEnd('/') + "/" + name
            : template.Substring(0, mark).TrimEnd('/') + "/" + name + template.Substring(mark);
    }
}
