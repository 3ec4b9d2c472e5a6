using System.Net;
using NanoBanana.Client.Http;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Uploads;

/// <summary>One PUT of a file.</summary>
internal sealed class HttpPut(HttpClient http, ClientOptions options)
{
    // RFC 4918, 11.5: a request that met it is not to be repeated
    private const int InsufficientStorage = 507;

    private readonly UploadAttempts _attempts = new(options);

    /// <exception cref="NanoBananaException">
    /// <c>UploadFailed</c>, <c>UploadDenied</c>, <c>UploadPlaceNotFound</c>, <c>UploadStorageFull</c>, <c>UploadStalled</c> or <c>ImageChanged</c>.
    /// </exception>
    public Task SendAsync(SourceFile file, Uri address, string target, IReadOnlyCollection<KeyValuePair<string, Secret>> headers, CancellationToken cancellationToken) =>
        _attempts.SendAsync(file, target, (body, token) => SendOnceAsync(file, body, address, target, headers, token), cancellationToken);

    private async Task<HttpStatusCode> SendOnceAsync(
        SourceFile file,
        HttpContent body,
        Uri address,
        string target,
        IReadOnlyCollection<KeyValuePair<string, Secret>> headers,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = body };
        request.Headers.TryAddWithoutValidation("User-Agent", HttpStack.UserAgent);
        foreach (var header in headers)
        {
            var value = header.Value.Reveal();
            if (!request.Headers.TryAddWithoutValidation(header.Key, value))
            {
                body.Headers.Remove(header.Key);
                body.Headers.TryAddWithoutValidation(header.Key, value);
            }
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        var status = (int)response.StatusCode;
        return status switch
        {
            >= 200 and < 300 => response.StatusCode,
            >= 500 and not InsufficientStorage => throw new HttpRequestException(FileUpload.Describe(response.StatusCode)),
            _ => throw FileUpload.Refused(file, target, status, FileUpload.Describe(response.StatusCode, WordOf(response))),
        };
    }

    // Azure Storage names the reason there: ContainerNotFound, AuthenticationFailed
    private static string? WordOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-ms-error-code", out var values) ? Redaction.Message(values.First(), key: null) : null;
}
