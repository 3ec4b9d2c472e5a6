using System.Text.Json;
using System.Text.Json.Serialization;
using NanoBanana.Client.Gateways;

namespace NanoBanana.Client.Journal;

/// <summary>Reads texts that are in most lines of a journal (states, providers, profiles), each as one string instead of one per line.</summary>
internal sealed class PooledTextConverter : JsonConverter<string>
{
    private const int Longest = 64;

    // a text is replaced by the next one with the same place: that costs time at most
    private static readonly Entry?[] Pool = new Entry?[256];

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.String || reader.HasValueSequence || reader.ValueIsEscaped || reader.ValueSpan.Length > Longest)
        {
            return reader.GetString();
        }

        var text = reader.ValueSpan;
        ref var place = ref Pool[HashOf(text) % Pool.Length];
        if (place is { } known && text.SequenceEqual(known.Utf8))
        {
            return known.Text;
        }

        var read = reader.GetString()!;
        place = new Entry(text.ToArray(), read);
        return read;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    // FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/)
    private static uint HashOf(ReadOnlySpan<byte> text)
    {
        var hash = 2166136261;
        foreach (var each in text)
        {
            hash = unchecked((hash ^ each) * 16777619);
        }

        return hash;
    }

    private sealed record Entry(byte[] Utf8, string Text);
}
