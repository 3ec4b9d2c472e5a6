using NanoBanana.Client.Requests;
using NanoBanana.Client.Transport;

namespace NanoBanana.Client.Downloads;

/// <summary>Brings a result's bytes to a stream: from a link without any key, or out of a data URI.</summary>
internal sealed class ImageDownload(HttpClient http, bool allowLoopbackHttp)
{
    private const int MaxRedirects = 5;

    /// <exception cref="NanoBananaException"><c>DownloadRefused</c>, <c>DownloadTooLarge</c> or <c>DownloadFailed</c>.</exception>
    /// <exception cref="HttpRequestException">A fault that may pass.</exception>
    public async Task CopyToAsync(ResultImage image, Stream target, long maxBytes, CancellationToken cancellationToken)
    {
        if (image.IsInline())
        {
            await target.WriteInlineAsync(image, maxBytes, cancellationToken).ConfigureAwait(false);
            return;
        }

        using var response = await OpenAsync(image, cancellationToken).ConfigureAwait(false);
        if (response.Content.Headers.ContentLength > maxBytes)
        {
            throw TooLarge(image, maxBytes);
        }

        using var source = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new byte[64 * 1024];
        long written = 0;
        int read;
        while ((read = await source.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            written += read;
            if (written > maxBytes)
            {
                throw TooLarge(image, maxBytes);
            }

            await target.WriteAsync(buffer, 0, read, cancellationToken).ConfigureAwait(false);
        }
    }

    public static NanoBananaException TooLarge(ResultImage image, long maxBytes) =>
        new(ErrorIds.DownloadTooLarge, image, maxBytes) { Target = image.ToString() };

    private static NanoBananaException Refused(ResultImage image, string reason) =>
        new(ErrorIds.DownloadRefused, image, reason) { Target = image.ToString() };

    private async Task<HttpResponseMessage> OpenAsync(ResultImage image, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(image.Url, UriKind.Absolute, out var address))
        {
            throw Refused(image, "it is not an absolute URL");
        }

        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            if (UrlRules.Problem(address, allowLoopbackHttp) is { } problem)
            {
                throw Refused(image, problem);
            }

            var response = await GetAsync(address, cancellationToken).ConfigureAwait(false);
            var status = (int)response.StatusCode;
            if (status is >= 200 and < 300)
            {
                return response;
            }

            var location = response.Headers.Location;
            response.Dispose();
            if (status is < 300 or >= 400 || location is null)
            {
                throw status >= 500
                    ? new HttpRequestException(FormattableString.Invariant($"The host answered {status}."))
                    : new NanoBananaException(ErrorIds.DownloadFailed, image, FormattableString.Invariant($"the host answered {status}; the link may have expired.")) { Target = image.ToString(), HttpStatus = status };
            }

            address = new Uri(address, location);
        }

        throw Refused(image, FormattableString.Invariant($"it redirects more than {MaxRedirects} times"));
    }

    private async Task<HttpResponseMessage> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("User-Agent", HttpStack.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", "image/*");
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }
}
