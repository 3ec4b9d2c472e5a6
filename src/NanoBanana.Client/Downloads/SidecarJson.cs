using System.Text.Json.Serialization;

namespace NanoBanana.Client.Downloads;

/// <summary>Sidecars, without reflection.</summary>
[JsonSerializable(typeof(SidecarRecord))]
internal sealed partial class SidecarJson : JsonSerializerContext;
