using System.Text;

namespace NanoBanana.Client.Uploads;

/// <summary>
/// A multipart form as a browser writes it (https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data):
/// names in quotation marks, one file name, no media type on text. Strict parsers, such as those of Cloudflare Workers and undici,
/// refuse what .NET writes by itself, and others take its texts for files.
/// </summary>
internal static class BrowserForm
{
    /// <param name="fileField">The field of the file.</param>
    /// <param name="fileName">The name of the file.</param>
    /// <param name="file">Its bytes and media type.</param>
    /// <param name="texts">The other fields.</param>
    public static MultipartContent Of(string fileField, string fileName, HttpContent file, IEnumerable<KeyValuePair<string, string>> texts)
    {
        var boundary = "----formdata-" + Guid.NewGuid().ToString("N");
        var form = new MultipartContent("form-data", boundary);

        // .NET puts the boundary in quotation marks, which is allowed, and not what every parser expects
        form.Headers.Remove("Content-Type");
        form.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=" + boundary);

        // a browser's parts have no length of their own
        file.Headers.ContentLength = null;
        form.Add(Named(file, $"form-data; name=\"{Escaped(fileField)}\"; filename=\"{Escaped(fileName)}\""));
        foreach (var text in texts)
        {
            form.Add(Named(new ByteArrayContent(Encoding.UTF8.GetBytes(text.Value)), $"form-data; name=\"{Escaped(text.Key)}\""));
        }

        return form;
    }

    private static HttpContent Named(HttpContent part, string disposition)
    {
        part.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
        return part;
    }

    // UTF-8, one character a byte, which is how headers are written; the three escapes are the only ones there are
    private static string Escaped(string name) => new([.. Encoding.UTF8.GetBytes(name.Replace("\r", "%0D").Replace("\n", "%0A").Replace("\"", "%22")).Select(each => (char)each)]);
}
