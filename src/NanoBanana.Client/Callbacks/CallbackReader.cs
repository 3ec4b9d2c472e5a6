using System.Globalization;
using System.Text.Json;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Http;
using NanoBanana.Client.Gateways.Facets;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Callbacks;

/// <summary>Reads the callbacks of all gateways: raw bytes and headers in, what they claim out. Pure: it sends and keeps nothing.</summary>
public static class CallbackReader
{
    private const int MaxIdLength = 200;

    private static readonly JsonDocumentOptions Json = new() { MaxDepth = 32 };

    /// <summary>The gateways that document callbacks.</summary>
    public static IReadOnlyList<string> Providers => [.. GatewayRegistry.Names.Where(name => GatewayRegistry.Find(name) is ICallbackShape)];

    /// <summary>Reads and verifies one callback.</summary>
    /// <param name="body">The body as it was received, before any parsing.</param>
    /// <param name="headers">The headers as they were received; names are compared without regard to case.</param>
    /// <param name="options">What it must prove.</param>
    /// <returns>The claims of the callback. Query the gateway before you trust them.</returns>
    /// <exception cref="NanoBananaException">
    /// <c>CallbackTooLarge</c>, <c>CallbackMalformed</c>, <c>CallbackSignatureInvalid</c>, <c>CallbackTimestampInvalid</c> or
    /// <c>UnknownProvider</c>.
    /// </exception>
    public static Callback Read(byte[] body, IEnumerable<KeyValuePair<string, string>> headers, CallbackOptions options)
    {
        if (body.Length > options.MaxBytes)
        {
            throw new NanoBananaException(ErrorIds.CallbackTooLarge, body.Length, options.MaxBytes);
        }

        var candidates = options.Provider is null ? Providers : [Parse(options.Provider)];
        var (provider, snapshot) = Claims(ReplyDecoder.Decode(body, Header(headers, "Content-Encoding"), charset: null, options.MaxBytes), candidates);
        var id = CheckId(snapshot.Id);
        var now = options.Time.GetUtcNow();
        if (options.Secrets.Count > 0)
        {
            CallbackSignature.Verify(SignedBy(provider), id, [.. headers], options, now);
        }

        return new Callback
        {
            Id = id,
            Provider = provider,
            ClaimedState = snapshot.State,
            ClaimedImages = [.. snapshot.Images.Select(image => image.Url)],
            ClaimedFailure = snapshot.State is TaskStates.Failed && snapshot.FailureMessage is { } words ? Redaction.Message(words, key: null) : null,
            Verified = options.Secrets.Count > 0 ? CallbackProofs.Signature : CallbackProofs.None,
            ReceivedAt = now,
        };
    }

    internal static NanoBananaException Malformed(string why, Exception? cause = null) => new(ErrorIds.CallbackMalformed, cause, why);

    // a secret without a signing gateway proves nothing: the reader refuses it
    private static ISignedCallback SignedBy(string provider) => GatewayRegistry.Find(provider) as ISignedCallback
        ?? throw new NanoBananaException(ErrorIds.CallbackSignatureInvalid, provider, "this gateway does not document a signature");

    private static string? Header(IEnumerable<KeyValuePair<string, string>> headers, string name) =>
        headers.FirstOrDefault(each => each.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static string Parse(string name)
    {
        var provider = GatewayRegistry.Parse(name);
        return Providers.Contains(provider, StringComparer.Ordinal)
            ? provider
            : throw Malformed($"{provider} documents no callbacks; those that do: {string.Join(", ", Providers)}");
    }

    private static (string Provider, TaskSnapshot Claims) Claims(byte[] body, IReadOnlyList<string> candidates)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Json);
            foreach (var provider in candidates)
            {
                if (GatewayRegistry.Find(provider) is ICallbackShape shape && shape.ReadCallback(document.RootElement) is { } snapshot)
                {
                    return (provider, snapshot);
                }
            }
        }
        catch (JsonException error)
        {
            throw Malformed("it is not JSON, or it is nested too deeply", error);
        }
        catch (InvalidOperationException error)
        {
            // the reader finds broken UTF-8 and UTF-16 only when a text is taken out
            throw Malformed("it contains invalid text", error);
        }

        throw Malformed(candidates.Count == 1
            ? $"it does not have the shape of {candidates[0]}'s callbacks, with a task id in it"
            : "it does not have the shape of any gateway's callbacks, with a task id in it");
    }

    private static string CheckId(string? id) => id is { Length: > 0 and <= MaxIdLength } && !id.Any(each => char.IsControl(each) || char.IsWhiteSpace(each))
        ? id
        : throw Malformed(string.Format(CultureInfo.InvariantCulture, "its task id does not have 1 to {0} visible characters", MaxIdLength));
}
