using System.Net;

namespace NanoBanana.Emulation.Http;

internal static class RequestReader
{
    // Above the largest documented upload (100 MB by URL, 10 MB otherwise) with room for a multipart frame.
    private const long MaxBody = 110L * 1024 * 1024;

    /// <summary>Reads a request to its end, or returns null when the body is too large.</summary>
    public static async Task<EmulatorRequest?> ReadAsync(HttpListenerRequest request, Uri listening, CancellationToken cancel)
    {
        var body = await BodyAsync(request, cancel).ConfigureAwait(false);
        if (body is null)
        {
            return null;
        }

        var url = request.Url ?? listening;
        var host = string.IsNullOrEmpty(request.UserHostName) ? listening.Authority : request.UserHostName;
        return new EmulatorRequest
        {
            Method = request.HttpMethod.ToUpperInvariant(),
            Path = Uri.UnescapeDataString(url.AbsolutePath),
            Query = QueryText.Parse(url.Query),
            Headers = request.Headers,
            Body = body,
            Origin = "http://" + host,
        };
    }

    private static async Task<byte[]?> BodyAsync(HttpListenerRequest request, CancellationToken cancel)
    {
        if (!request.HasEntityBody)
        {
            return [];
        }

        using var stored = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var read = await request.InputStream.ReadAsync(buffer, 0, buffer.Length, cancel).ConfigureAwait(false);
            if (read == 0)
            {
                return stored.ToArray();
            }

            if (stored.Length + read > MaxBody)
            {
                return null;
            }

            stored.Write(buffer, 0, read);
        }
    }
}
