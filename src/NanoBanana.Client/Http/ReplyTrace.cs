using System.Text;
using System.Text.Json;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Http;

/// <summary>What a gateway answered, as one line of JSON for a debugging run: no key, no header, no query of an address.</summary>
internal static class ReplyTrace
{
    /// <summary>The line: <c>provider</c>, <c>method</c>, <c>path</c>, <c>status</c>, <c>milliseconds</c> and <c>body</c>, which is JSON if the reply is, else a text.</summary>
    /// <param name="provider">The gateway.</param>
    /// <param name="call">The call.</param>
    /// <param name="reply">Its reply; the key is masked in it.</param>
    /// <param name="time">From the call to the end of the reply.</param>
    public static string Of(string provider, GatewayCall call, GatewayReply reply, TimeSpan time)
    {
        using var line = new MemoryStream();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            writer.WriteString("provider", provider);
            writer.WriteString("method", call.Method.Method);
            writer.WriteString("path", call.Path.Split('?')[0]);
            writer.WriteNumber("status", reply.Status);
            writer.WriteNumber("milliseconds", (long)time.TotalMilliseconds);
            writer.WritePropertyName("body");
            Write(reply, writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(line.ToArray());
    }

    // the writer escapes what a terminal would obey
    private static void Write(GatewayReply reply, Utf8JsonWriter writer)
    {
        if (Whole(reply.Json) is { } json)
        {
            writer.WriteRawValue(json);
        }
        else
        {
            writer.WriteStringValue(Redaction.Reply(reply.Text, key: null));
        }
    }

    /// <summary>The reply once more; null where it is no JSON, or has a broken text: the trace of a task that was paid for must not lose it.</summary>
    private static byte[]? Whole(JsonElement json)
    {
        if (json.ValueKind is JsonValueKind.Undefined)
        {
            return null;
        }

        try
        {
            using var copy = new MemoryStream();
            using (var writer = new Utf8JsonWriter(copy))
            {
                json.WriteTo(writer);
            }

            return copy.ToArray();
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
