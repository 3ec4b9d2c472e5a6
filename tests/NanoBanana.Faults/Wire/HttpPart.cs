using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace NanoBanana.Faults.Wire;

/// <summary>One request or reply as its bytes: first line, headers with the empty line, body.</summary>
internal sealed record HttpPart(byte[] FirstLine, byte[] Headers, byte[] Body)
{
    private static readonly byte[] LineEnd = "\r\n"u8.ToArray();
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();

    public string[] Words => Encoding.Latin1.GetString(FirstLine).Split(' ');

    /// <summary>Reads the next one; null if the connection ended before it was whole.</summary>
    public static async Task<HttpPart?> ReadAsync(NetworkStream stream, CancellationToken cancel)
    {
        var read = new List<byte>();
        var head = await GrowUntilAsync(stream, read, static bytes => EndOf(bytes, HeadEnd), cancel);
        if (head is null)
        {
            return null;
        }

        var line = EndOf(read, LineEnd)!.Value;
        var headers = read.GetRange(line, head.Value - line).ToArray();
        var length = LengthOf(Encoding.Latin1.GetString(headers));
        return await GrowUntilAsync(stream, read, bytes => bytes.Count >= head + length ? head + length : null, cancel) is { } end
            ? new HttpPart(read.GetRange(0, line).ToArray(), headers, read.GetRange(head.Value, end - head.Value).ToArray())
            : null;
    }

    // neither side sends in chunks or sends ahead here
    private static int LengthOf(string headers) => headers.Split("\r\n")
        .Where(header => header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
        .Select(header => int.Parse(header["Content-Length:".Length..], CultureInfo.InvariantCulture))
        .FirstOrDefault();

    private static async Task<int?> GrowUntilAsync(NetworkStream stream, List<byte> read, Func<List<byte>, int?> end, CancellationToken cancel)
    {
        var buffer = new byte[64 * 1024];
        int? found;
        while ((found = end(read)) is null)
        {
            var count = await stream.ReadAsync(buffer, cancel);
            if (count == 0)
            {
                return null;
            }

            read.AddRange(buffer.AsSpan(0, count));
        }

        return found;
    }

    private static int? EndOf(List<byte> bytes, byte[] mark)
    {
        var at = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes).IndexOf(mark);
        return at < 0 ? null : at + mark.Length;
    }
}
