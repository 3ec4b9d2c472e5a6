using System.Text.Json;
using System.Text.Json.Serialization;

namespace NanoBanana.Client.Journal;

/// <summary>Lines of the journal, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JournalRecord))]
internal sealed partial class JournalJson : JsonSerializerContext
{
    /// <summary>One line, with its end.</summary>
    public static byte[] Line(JournalRecord record) => [.. JsonSerializer.SerializeToUtf8Bytes(record, Default.JournalRecord), (byte)'\n'];
}
