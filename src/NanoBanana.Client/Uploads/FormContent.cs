using System.Net;
using System.Text;

namespace NanoBanana.Client.Uploads;

/// <summary>
/// A form with one file, byte for byte as a browser sends it (https://html.spec.whatwg.org/#multipart-form-data): quoted names,
/// no charset, no <c>filename*</c>, a Content-Type on the file only. Strict parsers, as those of Cloudflare Workers and undici,
/// refuse what the framework's own form writes.
/// </summary>
internal sealed class FormContent : HttpContent
{
    private readonly HttpContent _file;
    private readonly byte[] _head;
    private readonly byte[] _tail;

    /// <param name="fields">The text fields, which come first.</param>
    /// <param name="field">The field of the file.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="file">The file, with its Content-Type. Disposed of with the form.</param>
    public FormContent(IEnumerable<KeyValuePair<string, string>> fields, string field, string name, HttpContent file)
    {
        _file = file;
        var boundary = "----NanoBananaFormBoundary" + Guid.NewGuid().ToString("N").Substring(0, 16);
        var head = new StringBuilder();
        foreach (var each in fields)
        {
            head.Append($"--{boundary}\r\nContent-Disposition: form-data; name=\"{Escaped(each.Key)}\"\r\n\r\n{each.Value}\r\n");
        }

        head.Append($"--{boundary}\r\nContent-Disposition: form-data; name=\"{Escaped(field)}\"; filename=\"{Escaped(name)}\"\r\nContent-Type: {file.Headers.ContentType}\r\n\r\n");
        _head = Encoding.UTF8.GetBytes(head.ToString());
        _tail = Encoding.UTF8.GetBytes($"\r\n--{boundary}--\r\n");
        Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=" + boundary);
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(_head, 0, _head.Length).ConfigureAwait(false);
        await _file.CopyToAsync(stream).ConfigureAwait(false);
        await stream.WriteAsync(_tail, 0, _tail.Length).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _head.Length + (_file.Headers.ContentLength ?? 0) + _tail.Length;
        return _file.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private static string Escaped(string name) => name.Replace("\"", "%22").Replace("\r", "%0D").Replace("\n", "%0A");
}
