using System.Buffers;
using System.Net;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Http;
using NanoBanana.Client.Model;
using NanoBanana.Client.Uploads;

namespace NanoBanana.Client.Downloads;

/// <summary>Brings a result's bytes to a stream: from a link without any key, or out of a data URI.</summary>
internal sealed class ImageDownload(HttpClient http, AddressRule rule, TimeProvider time)
{
    private const int MaxRedirects = 5;
    private const int BufferLength = 256 * 1024;

    /// <summary>A body that arrives in tiny parts never stalls; this ends it.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <exception cref="NanoBananaException">It is refused, too large, too slow, or not there.</exception>
    /// <exception cref="HttpRequestException">A fault that may pass.</exception>
    public async Task CopyToAsync(ResultImage image, Stream target, long maxBytes, CancellationToken cancellationToken)
    {
        if (image.IsInline())
        {
            await target.WriteInlineAsync(image, maxBytes, cancellationToken).ConfigureAwait(false);
            return;
        }

        using var guard = new StallGuard(time, cancellationToken);
        try
        {
            using var response = await OpenAsync(image, guard.Token).ConfigureAwait(false);
            if (response.Content.Headers.ContentLength > maxBytes)
            {
                throw TooLarge(image, maxBytes);
            }

            using var body = await response.Content.ReadAsStreamAsync(guard.Token).ConfigureAwait(false);
            using var source = await Unpacked.OpenAsync(response.Content, body, guard.Moved, guard.Token).ConfigureAwait(false);
            await CopyAsync(image, source, target, maxBytes, guard).ConfigureAwait(false);
        }
        catch (InvalidDataException error)
        {
            throw new HttpRequestException("the content is compressed, and the compression is damaged.", error);
        }
        catch (OperationCanceledException error) when (guard.HasStalled && !cancellationToken.IsCancellationRequested)
        {
            throw new NanoBananaException(ErrorIds.DownloadStalled, error, image, StallGuard.Longest.TotalSeconds) { Target = image.ToString() };
        }
    }

    public static NanoBananaException TooLarge(ResultImage image, long maxBytes) =>
        new(ErrorIds.DownloadTooLarge, image, maxBytes) { Target = image.ToString() };

    private static NanoBananaException Refused(ResultImage image, string reason) =>
        new(ErrorIds.DownloadRefused, image, reason) { Target = image.ToString() };

    private static NanoBananaException AddressRefused(ResultImage image, Exception? inner, string reason) =>
        new(ErrorIds.DownloadAddressRefused, inner, image, reason) { Target = image.ToString() };

    private async Task CopyAsync(ResultImage image, Stream source, Stream target, long maxBytes, StallGuard guard)
    {
        var start = time.GetTimestamp();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            long written = 0;
            int read;
            while ((read = await source.ReadAsync(buffer, 0, buffer.Length, guard.Token).ConfigureAwait(false)) > 0)
            {
                guard.Moved();
                written += read;
                if (written > maxBytes)
                {
                    throw TooLarge(image, maxBytes);
                }

                if (time.GetElapsedTime(start) > Longest)
                {
                    throw new NanoBananaException(ErrorIds.DownloadTooSlow, image, Longest.TotalMinutes) { Target = image.ToString() };
                }

                // into the system's cache, which takes less time than changing threads for it
                target.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<HttpResponseMessage> OpenAsync(ResultImage image, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(image.Url, UriKind.Absolute, out var address))
        {
            throw Refused(image, "it is not an absolute URL");
        }

        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            Check(image, address);
            var response = await GetAsync(image, address, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                address = Next(image, address, response);
            }
        }

        throw new NanoBananaException(ErrorIds.DownloadTooManyRedirects, image, MaxRedirects) { Target = image.ToString() };
    }

    private void Check(ResultImage image, Uri address)
    {
        if (UrlRules.Problem(address, rule.AllowLoopback) is { } problem)
        {
            throw Refused(image, problem);
        }

        // an address that is in the URL is known without asking, also if a proxy would do the connecting
        if (IPAddress.TryParse(address.IdnHost.TrimEnd('.'), out var literal) && rule.Problem(literal) is { } what)
        {
            throw AddressRefused(image, inner: null, $"{literal} is {what}");
        }
    }

    private Uri Next(ResultImage image, Uri address, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (status is 408 or 425 or 429 or >= 500)
        {
            var asked = response.Headers.TryGetValues("Retry-After", out var values) ? values.FirstOrDefault() : null;
            throw new HostBusyException(status, RetryAfter.Read(new GatewayReply(status, [], asked), time));
        }

        if (status is 401 or 403 or 404 or 410)
        {
            throw new NanoBananaException(ErrorIds.DownloadExpired, image, status, "no new link was requested.") { Target = image.ToString(), HttpStatus = status };
        }

        return status is >= 300 and < 400 && response.Headers.Location is { } location && Uri.TryCreate(address, location, out var next)
            ? next
            : throw new NanoBananaException(ErrorIds.DownloadFailed, image, FormattableString.Invariant($"the host returned {status}.")) { Target = image.ToString(), HttpStatus = status };
    }

    private async Task<HttpResponseMessage> GetAsync(ResultImage image, Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("User-Agent", HttpStack.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", "image/*");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException error) when (error.InnerException is AddressRefusedException refused)
        {
            throw AddressRefused(image, error, refused.Message);
        }
    }
}
