using NanoBanana.Client.Gateways;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Http;

/// <summary>Sends one call once and reads the whole reply. It neither retries nor judges.</summary>
internal sealed class GatewaySender(HttpClient http, IGateway gateway, Profile profile, TimeProvider time, IClientLog? log)
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(100);

    private readonly int _mostBytes = ModelCatalog.Of(gateway.Description.Name).Any(model => model.Inline) ? ReplyReader.MostInlineBytes : ReplyReader.MostBytes;

    /// <param name="call">What to send.</param>
    /// <param name="key">The account's key.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <param name="heldBack">Called right before the first byte of the body is sent: returns why it must not be sent, or null if it may.</param>
    /// <exception cref="SendException">No whole reply came.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled before the body began to leave.</exception>
    public async Task<GatewayReply> SendAsync(GatewayCall call, Secret key, CancellationToken cancellationToken, Func<string?>? heldBack = null)
    {
        using var request = new HttpRequestMessage(call.Method, Address(call.Path));
        var content = call.Body is null ? null : new TrackedContent(call.Body, heldBack);
        request.Content = content;
        request.Headers.TryAddWithoutValidation("User-Agent", HttpStack.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        request.Headers.TryAddWithoutValidation(gateway.KeyHeader.Name, gateway.KeyHeader.Prefix + key.Reveal());
        foreach (var header in call.Headers)
        {
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        var since = time.GetTimestamp();
        using var timeout = time.CreateCancellationTokenSource(AttemptTimeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            var reply = await ReplyReader.ReadAsync(response, key, _mostBytes, either.Token).ConfigureAwait(false);
            log?.Debug(() => ReplyTrace.Of(profile.Provider, call, reply, time.GetElapsedTime(since)));

            // an error status is a refusal, even if its body is incomplete
            return reply.Cut is null || !reply.IsSuccess ? reply : throw Broken(reply, reply.Cut, timeout.IsCancellationRequested, key);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && content is not { Started: true })
        {
            throw;
        }
        catch (OperationCanceledException error)
        {
            throw new SendException(Stopped(timeout.IsCancellationRequested), content is { Started: true }, error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or NotSupportedException)
        {
            var started = content is { Started: true };
            throw new SendException(NetworkFaults.Reason(error, key), started, Redaction.Names(error, key) ? null : error)
            {
                Fault = started ? SendFault.Passing : NetworkFaults.Of(error),
            };
        }
    }

    private static SendException Broken(GatewayReply reply, Exception cut, bool timedOut, Secret key) => cut is OperationCanceledException
        ? new SendException(Stopped(timedOut), bodyStarted: true, cut) { Partial = reply }
        : new SendException(NetworkFaults.Reason(cut, key), bodyStarted: true, Redaction.Names(cut, key) ? null : cut) { Partial = reply };

    private static string Stopped(bool timedOut) =>
        timedOut ? $"no reply within {AttemptTimeout.TotalSeconds:0} seconds." : "the run was stopped before the reply arrived.";

    private Uri Address(string path) => Uri.TryCreate(path, UriKind.Absolute, out var absolute) && absolute.Scheme is "https" or "http"
        ? new Uri(path)
        : new Uri(profile.BaseUri.AbsoluteUri.TrimEnd('/') + path);
}
