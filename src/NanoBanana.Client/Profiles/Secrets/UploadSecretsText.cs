using System.Text.Json;

namespace NanoBanana.Client.Profiles.Secrets;

/// <summary>All secrets of an upload target as one text, which is a secret itself.</summary>
internal static class UploadSecretsText
{
    public static Secret Write(UploadSecrets secrets) => new(JsonSerializer.Serialize(
        new UploadSecretsForm(
            secrets.Headers?.ToDictionary(each => each.Key, each => each.Value.Reveal(), StringComparer.OrdinalIgnoreCase),
            secrets.AccessKeyId?.Reveal(),
            secrets.SecretKey?.Reveal(),
            secrets.WriteSas?.Reveal(),
            secrets.ReadSas?.Reveal()),
        SecretsJson.Default.UploadSecretsForm));

    /// <exception cref="NanoBananaException"><c>SecretUnreadable</c>.</exception>
    public static UploadSecrets Read(string name, Secret text)
    {
        try
        {
            var form = JsonSerializer.Deserialize(text.Reveal(), SecretsJson.Default.UploadSecretsForm) ?? throw new JsonException("it is null");
            return new UploadSecrets(
                form.Headers?.ToDictionary(each => each.Key, each => new Secret(each.Value), StringComparer.OrdinalIgnoreCase),
                Of(form.AccessKeyId),
                Of(form.SecretKey),
                Of(form.WriteSas),
                Of(form.ReadSas));
        }
        catch (JsonException)
        {
#pragma warning disable MA0054 // its text may quote the secret
            throw new NanoBananaException(ErrorIds.SecretUnreadable, name, "it was not written by this module") { Target = name };
#pragma warning restore MA0054
        }
    }

    private static Secret? Of(string? text) => text is null ? null : new Secret(text);
}
