using System.Text.Json;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Gateways;

/// <summary>What differs in a reply from the documents of its gateway. It was understood, and the user is informed once.</summary>
internal static class ReplyOddities
{
    private const int Deepest = 8;

    /// <summary>One sentence for each, which names the provider.</summary>
    /// <param name="gateway">Who answered.</param>
    /// <param name="reply">A successful reply.</param>
    /// <param name="snapshot">What was read from it.</param>
    public static IEnumerable<string> Of(IGateway gateway, GatewayReply reply, TaskSnapshot snapshot)
    {
        var provider = gateway.Description.Name;
        if (gateway.HasEnvelope && reply.Json.Member("data").ValueKind is var kind and not JsonValueKind.Object)
        {
            yield return kind switch
            {
                JsonValueKind.String => $"{provider} sent the data of a reply as text.",
                JsonValueKind.Array => $"{provider} sent the data of a reply as a list; its first entry is used.",
                _ => $"{provider} sent a reply without data.",
            };
        }

        if (reply.IsWrapped)
        {
            yield return $"{provider} sent a reply inside a text or a list.";
        }

        if (snapshot.State is TaskStates.Succeeded && HasOddLink(reply.Json, depth: 0))
        {
            yield return $"{provider} sent a link with invisible characters for task {snapshot.Id}; it is not followed.";
        }

        if (snapshot.UnknownWord is { } word)
        {
            yield return $"{provider} uses the state '{Redaction.Message(word, key: null)}', which it does not document; the task is treated as {snapshot.State.ToLowerInvariant()}.";
        }
    }

    private static bool HasOddLink(JsonElement element, int depth) => element.ValueKind switch
    {
        _ when depth > Deepest => false,
        JsonValueKind.Object => element.EnumerateObject().Any(each => HasOddLink(each.Value, depth + 1)),
        JsonValueKind.Array => element.EnumerateArray().Any(each => HasOddLink(each, depth + 1)),
        JsonValueKind.String => element.AsText() is { } text
            && (text.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? element.AsLink() is null : text is ['{' or '[', ..] && HasOddLink(element.AsEmbeddedJson(), depth + 1)),
        _ => false,
    };
}
