using System.Globalization;
using System.Net;
using System.Text;

namespace NanoBanana.Http1;

/// <summary>A reply as the bytes of HTTP/1.1.</summary>
internal static class ReplyWriter
{
    private const int NoContent = 204;

    /// <summary>The bytes to send; with <see cref="ReplyCut.Half"/> only the first of them.</summary>
    public static byte[] ToBytes(Reply reply, bool withBody, bool keepAlive, DateTimeOffset now)
    {
        var head = Latin1.ToBytes(Head(reply, keepAlive, now));
        var body = withBody ? reply.Body : [];
        var length = reply.Cut is not ReplyCut.Half ? head.Length + body.Length
            : body.Length > 0 ? head.Length + (body.Length / 2)
            : head.Length - 2;
        var bytes = new byte[length];
        Buffer.BlockCopy(head, 0, bytes, 0, Math.Min(head.Length, length));
        Buffer.BlockCopy(body, 0, bytes, Math.Min(head.Length, length), Math.Max(0, length - head.Length));
        return bytes;
    }

    private static string Head(Reply reply, bool keepAlive, DateTimeOffset now)
    {
        var head = new StringBuilder()
            .Append("HTTP/1.1 ").Append(reply.Status.ToString(CultureInfo.InvariantCulture)).Append(' ').Append(Phrase(reply.Status)).Append("\r\n");
        void Add(string name, string value) => head.Append(name).Append(": ").Append(Clean(value)).Append("\r\n");

        Add("Date", now.ToString("R", CultureInfo.InvariantCulture));
        if (reply.ContentType is not null)
        {
            Add("Content-Type", reply.ContentType);
        }

        foreach (var header in reply.Headers)
        {
            Add(header.Key, header.Value);
        }

        if (reply.Status != NoContent)
        {
            Add("Content-Length", (reply.Body.Length + reply.Padding).ToString(CultureInfo.InvariantCulture));
        }

        if (!keepAlive)
        {
            Add("Connection", "close");
        }

        return head.Append("\r\n").ToString();
    }

    private static string Phrase(int status)
    {
        using var usual = new HttpResponseMessage((HttpStatusCode)status);
        return usual.ReasonPhrase ?? "";
    }

    // What a caller sent may come back in a header; it must not become two.
    private static string Clean(string value) =>
        new([.. value.Select(character => character is >= ' ' and <= '\u00FF' and not '\u007F' ? character : '?')]);
}
