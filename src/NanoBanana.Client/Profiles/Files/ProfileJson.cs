using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NanoBanana.Client.Profiles.Secrets;

namespace NanoBanana.Client.Profiles.Files;

/// <summary>How settings are written: readable, and without what is not set.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    WriteIndented = true,
    Converters = [typeof(MoneyText)])]
[JsonSerializable(typeof(Profile))]
[JsonSerializable(typeof(SecretReference))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class ProfileJson : JsonSerializerContext
{
    // a file that only its owner reads is for reading: no \u0027 for an apostrophe
    public static JsonSerializerOptions Readable { get; } = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
