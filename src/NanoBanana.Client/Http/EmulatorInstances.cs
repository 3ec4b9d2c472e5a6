using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Model;
using NanoBanana.Client.Profiles;

namespace NanoBanana.Client.Http;

/// <summary>Asks the emulator of another process for its instance id, so that its work is not mixed with that of its predecessors.</summary>
public static class EmulatorInstances
{
    private const int InstanceIdLength = 32;

    private static readonly Lazy<HttpClient> Client = new(() => new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(30),
        MaxResponseContentBufferSize = 64 * 1024,
    });

    /// <summary>Finds the instance at the address of a profile. It asks only addresses of this machine, and sends no key.</summary>
    /// <param name="profile">Any profile; for a gateway, nothing is sent.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Ends when the instance is known, or when nothing at the address has one.</returns>
    /// <exception cref="NanoBananaException">
    /// <c>NotDelivered</c>: the address gave no answer within 30 s. Without one, this process would take the work of another for other
    /// work, and submit it again.
    /// </exception>
    public static async Task FindAsync(Profile profile, CancellationToken cancellationToken)
    {
        if (profile.Emulator() is null || profile.BaseUri.Scheme is not "http" || ProcessEmulators.IsOurs(profile.BaseUri))
        {
            return;
        }

        try
        {
            // once per run: no connection is kept
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(profile.BaseUri, "/emulator/")) { Headers = { ConnectionClose = true } };
            using var reply = await Client.Value.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (reply.StatusCode is HttpStatusCode.OK && InstanceOf(await reply.Content.ReadAsStringAsync().ConfigureAwait(false)) is { } instance)
            {
                ProcessEmulators.Learn(profile.BaseUri, instance);
            }
        }
        catch (JsonException)
        {
            // another program than the emulator
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidOperationException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // nobody listens: the submit will say so
            if (NetworkFaults.Innermost(error) is not SocketException { SocketErrorCode: SocketError.ConnectionRefused })
            {
                throw new NanoBananaException(ErrorIds.NotDelivered, error, Redaction.Address(profile.BaseUri), NetworkFaults.Reason(error)) { Target = profile.Name };
            }
        }
    }

    private static string? InstanceOf(string overview)
    {
        using var document = JsonDocument.Parse(overview);
        return document.RootElement.Member("instanceId") is { ValueKind: JsonValueKind.String } id && id.GetString() is { Length: InstanceIdLength } text && text.All(Uri.IsHexDigit) ? text : null;
    }
}
