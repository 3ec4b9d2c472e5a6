using System.Text.Json;

namespace NanoBanana.Client.Profiles.Secrets;

/// <summary>The sealed secrets of this user, by name.</summary>
internal sealed record SecretsDocument(int Version, SortedDictionary<string, SealedSecret> Secrets)
{
    private const int CurrentVersion = 1;

    public static SecretsDocument Empty() => new(CurrentVersion, new SortedDictionary<string, SealedSecret>(StringComparer.Ordinal));

    /// <exception cref="NanoBananaException"><c>ProfilesDamaged</c> or <c>ProfilesTooNew</c>.</exception>
    public static SecretsDocument Parse(string path, byte[] json)
    {
        try
        {
            var document = JsonSerializer.Deserialize(json, SecretsJson.Default.SecretsDocument);
            return document?.Secrets is null || document.Secrets.Values.Any(each => each is not { Protection: not null, Value: not null }) ? throw new JsonException("it holds no secrets")
                : document.Version > CurrentVersion ? throw new NanoBananaException(ErrorIds.ProfilesTooNew, path, document.Version, CurrentVersion) { Target = path }
                : document;
        }
        catch (JsonException error)
        {
            throw new NanoBananaException(ErrorIds.ProfilesDamaged, error, path, error.Message.TrimEnd('.')) { Target = path };
        }
    }

    public void WriteTo(Stream stream) => JsonSerializer.Serialize(stream, this, SecretsJson.Default.SecretsDocument);
}
