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
        if (reply.Json.ValueKind is JsonValueKind.Undefined)
        {
            writer.WriteStringValue(Redaction.Reply(reply.Text, key: null));
        }
        else
        {
            Write(reply.Json, reply.Text, writer);
        }
    }

    // half a surrogate pair is valid JSON, but not text: a debug message must not make the reply fail
    private static void Write(JsonElement json, string text, Utf8JsonWriter writer)
    {
        using var body = new MemoryStream();
        try
        {
            using var inner = new Utf8JsonWriter(body);
            json.WriteTo(inner);
        }
        catch (InvalidOperationException)
        {
            writer.WriteStringValue(Redaction.Reply(text, key: null));
            return;
        }

        writer.WriteRawValue(body.ToArray());
    }
}
