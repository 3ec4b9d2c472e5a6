using System.Text.Json;

namespace NanoBanana.Client.Journal;

/// <summary>A line of the journal of version 0.1.0, whose intents held some fields of the request each by itself.</summary>
internal static class TextJournalLine
{
    /// <summary>The work key of an imported intent: the request that it belongs to finds it by its fingerprint.</summary>
    public static string WorkKeyOf(string fingerprint) => "0.1 " + fingerprint;

    /// <summary>The record; null for a line that cannot be read.</summary>
    public static JournalRecord? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            var record = JsonSerializer.Deserialize(line, JournalJson.Default.JournalRecord);
            record = record is { Kind: JournalKinds.Intent, Request: null } ? Completed(record, line) : record;
            return record?.IsSound() is true ? record : null;
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static JournalRecord Completed(JournalRecord record, ReadOnlySpan<byte> line)
    {
        using var document = JsonDocument.Parse(line.ToArray());
        var fingerprint = Text(document.RootElement, "fingerprint");
        return record with { Request = RequestOf(document.RootElement), WorkKey = record.WorkKey ?? (fingerprint is { Length: > 0 } ? WorkKeyOf(fingerprint) : null) };
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    // if the requested number of images is unknown, the number of the gateway is used
    private static ImageRequest? RequestOf(JsonElement root)
    {
        var sources = root.TryGetProperty("source", out var list) && list.ValueKind is JsonValueKind.Array
            ? list.EnumerateArray().Where(each => each.ValueKind is JsonValueKind.String).Select(each => each.GetString()!).ToList()
            : [];
        var prompt = Text(root, "prompt");
        return prompt is null && sources.Count == 0 ? null : new ImageRequest
        {
            Prompt = prompt ?? string.Empty,
            Sources = sources,
            AspectRatio = Text(root, "aspectRatio"),
            OutputFormat = Text(root, "outputFormat"),
            Count = root.TryGetProperty("count", out var count) && count.TryGetInt32(out var number) && number > 0 ? number : null,
            Masked = prompt is null ? ["Prompt", "Sources"] : ["Sources"],
        };
    }
}
