using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Profiles.Secrets;

namespace NanoBanana.Client.Profiles.Files;

/// <summary>
/// The settings of all profiles, as one JSON document: a version, the default's name, and a list. What this version does not
/// know is kept as it was found.
/// </summary>
internal sealed class ProfileDocument
{
    private const int CurrentVersion = 1;

    private static readonly string[] Known = [.. ProfileJson.Default.Profile.Properties.Select(each => each.Name), "key", "upload", "uploadHeaders"];

    private readonly JsonObject _root;

    private ProfileDocument(JsonObject root) => _root = root;

    /// <summary>The name of the default profile.</summary>
    public string? Default
    {
        get => (string?)_root["default"];
        set => _root["default"] = value;
    }

    public IReadOnlyList<ProfileEntry> Entries { get; private set; } = [];

    public static ProfileDocument Empty() => new(new JsonObject { ["version"] = CurrentVersion, ["default"] = null, ["profiles"] = new JsonArray() });

    /// <exception cref="NanoBananaException"><c>ProfilesDamaged</c> or <c>ProfilesTooNew</c>.</exception>
    public static ProfileDocument Parse(string path, byte[] json)
    {
        try
        {
            var root = JsonNode.Parse(json) as JsonObject ?? throw new JsonException("it is not an object");
            var version = (int?)root["version"] ?? throw new JsonException("it has no version");
            if (version > CurrentVersion)
            {
                throw new NanoBananaException(ErrorIds.ProfilesTooNew, path, version, CurrentVersion) { Target = path };
            }

            var document = new ProfileDocument(root);
            _ = document.Default;
            document.Entries = [.. document.Items().Select(Read)];
            return document;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new NanoBananaException(ErrorIds.ProfilesDamaged, error, path, error.Message.TrimEnd('.')) { Target = path };
        }
    }

    public ProfileEntry? Find(string name) => Entries.FirstOrDefault(each => Same(each.Profile.Name, name));

    /// <summary>Adds an entry, or puts it where the one of its name was.</summary>
    public void Put(ProfileEntry entry) => Put(entry.Profile.Name, entry);

    /// <summary>Puts an entry where the one of another name was.</summary>
    public void Put(string replaced, ProfileEntry entry)
    {
        var items = Items();
        var old = items.FirstOrDefault(item => Same((string?)item["name"], replaced));
        var id = (old is null ? null : Read(old).Profile.Account()) ?? entry.Profile.Id ?? Guid.NewGuid().ToString("N");
        var item = Write(entry with { Profile = entry.Profile with { Id = id } });
        foreach (var unknown in (old ?? []).Where(each => !Known.Contains(each.Key, StringComparer.Ordinal)).ToList())
        {
            item[unknown.Key] = unknown.Value?.DeepClone();
        }

        if (old is null)
        {
            List().Add((JsonNode)item);
        }
        else
        {
            List()[List().IndexOf(old)] = item;
        }

        Entries = [.. Items().Select(Read)];
    }

    public void Remove(string name)
    {
        foreach (var item in Items().Where(item => Same((string?)item["name"], name)))
        {
            List().Remove(item);
        }

        Default = Same(Default, name) ? null : Default;
        Entries = [.. Items().Select(Read)];
    }

    public void WriteTo(Stream stream)
    {
        var text = _root.ToJsonString(ProfileJson.Readable);
        var bytes = System.Text.Encoding.UTF8.GetBytes(text + "\n");
        stream.Write(bytes, 0, bytes.Length);
    }

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static ProfileEntry Read(JsonObject item) => new(
        ProfileCheck.Ensure(item.Deserialize(ProfileJson.Default.Profile)),
        Reference(item["key"]),
        Reference(item["upload"]))
    {
        UploadHeaders = item["uploadHeaders"]?.Deserialize(ProfileJson.Default.StringArray) ?? [],
    };

    private static SecretReference? Reference(JsonNode? item) => item?.Deserialize(ProfileJson.Default.SecretReference) is not { } reference ? null
        : reference is { Kind: not null, Name: not null } ? reference
        : throw new JsonException("a secret has no kind or no name");

    private static JsonObject Write(ProfileEntry entry)
    {
        var item = JsonSerializer.SerializeToNode(entry.Profile, ProfileJson.Default.Profile)!.AsObject();
        item["key"] = entry.Key is null ? null : JsonSerializer.SerializeToNode(entry.Key, ProfileJson.Default.SecretReference);
        if (entry.Upload is not null)
        {
            item["upload"] = JsonSerializer.SerializeToNode(entry.Upload, ProfileJson.Default.SecretReference);
            item["uploadHeaders"] = JsonSerializer.SerializeToNode([.. entry.UploadHeaders], ProfileJson.Default.StringArray);
        }

        return item;
    }

    private JsonArray List() => _root["profiles"] as JsonArray ?? throw new JsonException("it has no list of profiles");

    private IReadOnlyList<JsonObject> Items() => [.. List().Select(each => each as JsonObject ?? throw new JsonException("one of its profiles is not an object"))];
}
