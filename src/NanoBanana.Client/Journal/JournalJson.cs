using System.Text.Json;
using System.Text.Json.Serialization;

namespace NanoBanana.Client.Journal;

/// <summary>Lines of the journal, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JournalHeader))]
[JsonSerializable(typeof(JournalRecord))]
[JsonSerializable(typeof(IReadOnlyList<ImageReview>))]
internal sealed partial class JournalJson : JsonSerializerContext
{
    /// <summary>A record as the store keeps it.</summary>
    public static string Text(JournalRecord record) => JsonSerializer.Serialize(record, Default.JournalRecord);
}
