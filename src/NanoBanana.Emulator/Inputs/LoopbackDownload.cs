namespace NanoBanana.Emulation.Inputs;

/// <summary>Fetches a file of this machine into memory, within a limit.</summary>
internal sealed class LoopbackDownload(LoopbackClient client)
{
    /// <summary>The bytes and their media type; throws HttpRequestException with a readable reason otherwise.</summary>
    public async Task<(byte[] Bytes, string? ContentType)> GetAsync(Uri uri, int limit, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        using var response = await client.SendAsync(request, cancel).ConfigureAwait(false);
        if ((int)response.StatusCode != 200)
        {
            throw new HttpRequestException($"HTTP {(int)response.StatusCode}");
        }

        using var content = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        using var stored = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await content.ReadAsync(buffer, 0, buffer.Length, cancel).ConfigureAwait(false)) > 0;)
        {
            if (stored.Length + read > limit)
            {
                throw new HttpRequestException($"larger than {limit / (1024 * 1024)} MB");
            }

            stored.Write(buffer, 0, read);
        }

        return (stored.ToArray(), response.Content.Headers.ContentType?.MediaType);
    }
}
