using System.Text.Json.Serialization;

namespace NanoBanana.Client.Uploads;

/// <summary>Lines of the record of uploads, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(UploadRecord))]
internal sealed partial class UploadRecordJson : JsonSerializerContext;
