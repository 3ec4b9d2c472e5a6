namespace NanoBanana.Client.Profiles.Secrets;

/// <summary>The secrets of an upload target, as they are written into one.</summary>
internal sealed record UploadSecretsForm(Dictionary<string, string>? Headers, string? AccessKeyId, string? SecretKey, string? WriteSas, string? ReadSas);
