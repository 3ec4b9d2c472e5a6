using System.Text.Json;
using System.Text.Json.Serialization;

namespace NanoBanana.Client.Profiles.Files;

/// <summary>Money as people write it: <c>5 USD</c>.</summary>
internal sealed class MoneyText : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Money.Parse(reader.GetString() ?? string.Empty);
        }
        catch (NanoBananaException error)
        {
            throw new JsonException(error.Message, error);
        }
    }

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
        writer.WriteStringValue(FormattableString.Invariant($"{value.Amount} {value.Currency}"));
}
