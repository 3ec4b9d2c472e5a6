using System.Text.Json.Serialization;

namespace NanoBanana.Client.Profiles.Secrets;

/// <summary>How the two documents of secrets are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(SecretsDocument))]
[JsonSerializable(typeof(UploadSecretsForm))]
internal sealed partial class SecretsJson : JsonSerializerContext;
