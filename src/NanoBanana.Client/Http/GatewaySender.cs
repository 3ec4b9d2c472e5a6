using NanoBanana.Client.Gateways;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Http;

/// <summary>Sends one call once and reads the whole reply. It neither retries nor judges.</summary>
internal sealed class GatewaySender(HttpClient http, IGateway gateway, Profile profile, TimeProvider time)
{
    private const int MaxReplyBytes = 128 * 1024 * 1024;

    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(100);

    /// <exception cref="SendException">No reply came.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled before the body began to leave.</exception>
    public async Task<GatewayReply> SendAsync(GatewayCall call, Secret key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(call.Method, Address(call.Path));
        var content = call.Body is null ? null : new TrackedContent(call.Body);
        request.Content = content;
        request.Headers.TryAddWithoutValidation("User-Agent", HttpStack.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation(gateway.KeyHeader.Name, gateway.KeyHeader.Prefix + key.Reveal());
        foreach (var header in call.Headers)
        {
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        using var timeout = time.CreateCancellationTokenSource(AttemptTimeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            var body = await BoundedRead.ToEndAsync(response.Content, MaxReplyBytes, either.Token).ConfigureAwait(false);
            var retryAfter = response.Headers.TryGetValues("Retry-After", out var values) ? values.FirstOrDefault() : null;
            return new GatewayReply((int)response.StatusCode, Redaction.Body(body, key), retryAfter);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && content is not { Started: true })
        {
            throw;
        }
        catch (OperationCanceledException error)
        {
            var reason = timeout.IsCancellationRequested ? $"no answer within {AttemptTimeout.TotalSeconds:0} seconds" : "the run was stopped before the answer came";
            throw new SendException(reason + ".", content is { Started: true }, error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new SendException(Redaction.Message(Innermost(error), key), content is { Started: true }, Redaction.Names(error, key) ? null : error);
        }
    }

    private static string Innermost(Exception error) =>
        error.InnerException is { } inner and not OperationCanceledException ? Innermost(inner) : error.Message;

    private Uri Address(string path) => Uri.TryCreate(path, UriKind.Absolute, out var absolute) && absolute.Scheme is "https" or "http"
        ? new Uri(path)
        : new Uri(profile.BaseUri.AbsoluteUri.TrimEnd('/') + path);
}
