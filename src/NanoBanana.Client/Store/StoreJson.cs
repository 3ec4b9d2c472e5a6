using System.Text.Json.Serialization;

namespace NanoBanana.Client.Store;

/// <summary>Facts in the outbox, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoreFact))]
internal sealed partial class StoreJson : JsonSerializerContext;
