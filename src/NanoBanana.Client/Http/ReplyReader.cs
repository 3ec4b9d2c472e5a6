using NanoBanana.Client.Gateways;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Http;

/// <summary>Makes a reply of what came over the network: bounded, unpacked, and masked where texts leave it.</summary>
internal static class ReplyReader
{
    /// <summary>The most that a reply without images may have.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    /// <summary>The most that a reply may have where images can be in it: ten of 4K as base64.</summary>
    public const int MostInlineBytes = 64 * 1024 * 1024;

    /// <summary>The reply; if its body broke off, as much as arrived, with <see cref="GatewayReply.Cut"/> set.</summary>
    /// <param name="response">The reply, its body not read yet.</param>
    /// <param name="key">What is masked in it.</param>
    /// <param name="maxBytes">What is beyond is not read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<GatewayReply> ReadAsync(HttpResponseMessage response, Secret key, int maxBytes, CancellationToken cancellationToken)
    {
        var (raw, cut) = await BoundedRead.ReadAsync(response.Content, maxBytes, cancellationToken).ConfigureAwait(false);
        var headers = response.Content.Headers;
        var body = ReplyDecoder.Decode(raw, string.Join(",", headers.ContentEncoding), headers.ContentType?.CharSet, maxBytes);
        return new GatewayReply((int)response.StatusCode, body, First(response, "Retry-After"))
        {
            Mask = text => Redaction.Masked(text, key),
            Address = response.RequestMessage?.RequestUri,
            Server = First(response, "Server"),
            Cut = cut,
        };
    }

    private static string? First(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values) ? values.FirstOrDefault() : null;
}
