using NanoBanana.Client.Providers;

namespace NanoBanana.Client.Profiles;

/// <summary>The profiles of this process, and the rule by which one is chosen.</summary>
public sealed class ProfileStore
{
    private readonly object _lock = new();
    private readonly Dictionary<string, StoredProfile> _profiles = new(StringComparer.OrdinalIgnoreCase);
    private readonly Func<string, string?> _environment;
    private string? _default;
    private string? _fallback;

    /// <summary>Creates an empty store.</summary>
    /// <param name="environment">Reads an environment variable.</param>
    public ProfileStore(Func<string, string?> environment) => _environment = environment;

    /// <summary>The store that all runspaces of this process share.</summary>
    public static ProfileStore Process { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>Adds a profile or replaces the one of its name.</summary>
    /// <param name="profile">The settings.</param>
    /// <param name="key">The key; null keeps the one that the profile had.</param>
    /// <param name="upload">The secrets of its upload target; what is not given stays.</param>
    public void Set(Profile profile, Secret? key = null, UploadSecrets? upload = null)
    {
        lock (_lock)
        {
            _profiles.TryGetValue(profile.Name, out var old);
            _profiles[profile.Name] = new StoredProfile(profile, key ?? old?.Key, upload?.Over(old?.Upload) ?? old?.Upload);
        }
    }

    /// <summary>Removes a profile; false where none of that name was there.</summary>
    public bool Remove(string name)
    {
        lock (_lock)
        {
            _default = Same(_default, name) ? null : _default;
            _fallback = Same(_fallback, name) ? null : _fallback;
            return _profiles.Remove(name);
        }
    }

    /// <summary>Makes a profile the default.</summary>
    public void SetDefault(string name)
    {
        lock (_lock)
        {
            _default = name;
        }
    }

    /// <summary>Makes a profile the default for as long as no other is set.</summary>
    public void SetFallback(string name)
    {
        lock (_lock)
        {
            _fallback = name;
        }
    }

    /// <summary>All profiles, sorted by name; those that exist only through an environment variable are among them.</summary>
    public IReadOnlyList<Profile> List()
    {
        lock (_lock)
        {
            var stored = _profiles.Values.Select(Describe).ToList();
            return [.. stored.Concat(FromEnvironment(stored)).OrderBy(each => each.Name, StringComparer.OrdinalIgnoreCase)];
        }
    }

    /// <summary>The profile of a name; null where there is none.</summary>
    public Profile? Find(string name) => List().FirstOrDefault(each => Same(each.Name, name));

    /// <summary>
    /// Chooses: the named one, <c>NANOBANANA_PROFILE</c>, the default, the only one, the only one with a key in the environment.
    /// </summary>
    /// <exception cref="NanoBananaException"><c>ProfileNotFound</c> or <c>ProfileRequired</c>.</exception>
    public Profile Resolve(string? name)
    {
        var all = List();
        var wanted = name ?? NullIfEmpty(_environment("NANOBANANA_PROFILE")) ?? _default ?? _fallback;
        if (wanted is not null)
        {
            return all.FirstOrDefault(each => Same(each.Name, wanted))
                ?? throw new NanoBananaException(ErrorIds.ProfileNotFound, wanted, Listing(all)) { Target = wanted };
        }

        return OnlyOne(all) ?? throw new NanoBananaException(ErrorIds.ProfileRequired, Listing(all));
    }

    /// <summary>The key of a profile.</summary>
    /// <exception cref="NanoBananaException"><c>KeyMissing</c>.</exception>
    internal Secret Key(Profile profile)
    {
        var variable = Gateways.Describe(profile.Provider).KeyVariable;
        return StoredKey(profile.Name)
            ?? (NullIfEmpty(_environment(variable)) is { } value ? new Secret(value) : null)
            ?? throw new NanoBananaException(ErrorIds.KeyMissing, profile.Name, variable) { Target = profile.Name, Profile = profile.Name };
    }

    internal UploadSecrets? UploadSecrets(Profile profile)
    {
        lock (_lock)
        {
            return _profiles.TryGetValue(profile.Name, out var stored) ? stored.Upload : null;
        }
    }

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string Listing(IReadOnlyList<Profile> all) => all.Count == 0
        ? "There are none yet."
        : "The profiles: " + string.Join(", ", all.Select(each => each.Name)) + ".";

    /// <summary>The only profile that was made; where none was, the only one of the environment.</summary>
    private Profile? OnlyOne(IReadOnlyList<Profile> all)
    {
        lock (_lock)
        {
            var made = all.Where(each => _profiles.ContainsKey(each.Name)).ToList();
            return made.Count == 1 ? made[0] : made.Count == 0 && all.Count == 1 ? all[0] : null;
        }
    }

    private Secret? StoredKey(string name)
    {
        lock (_lock)
        {
            return _profiles.TryGetValue(name, out var stored) ? stored.Key : null;
        }
    }

    private Profile Describe(StoredProfile stored)
    {
        var variable = Gateways.Describe(stored.Profile.Provider).KeyVariable;
        var source = stored.Key is not null ? KeySources.Session
            : NullIfEmpty(_environment(variable)) is not null ? variable
            : KeySources.None;
        return stored.Profile with
        {
            KeySource = source,
            HasKey = !string.Equals(source, KeySources.None, StringComparison.Ordinal),
            IsDefault = Same(stored.Profile.Name, _default ?? _fallback),
            UploadHeaders = stored.Upload?.Headers is { } headers ? [.. headers.Keys] : [],
        };
    }

    private IEnumerable<Profile> FromEnvironment(List<Profile> stored) => Gateways.Descriptions
        .Where(each => NullIfEmpty(_environment(each.KeyVariable)) is not null)
        .Where(each => !stored.Exists(profile => Same(profile.Name, each.Name)))
        .Select(each => new Profile
        {
            Name = each.Name,
            Provider = each.Name,
            BaseUri = each.BaseUri,
            KeySource = each.KeyVariable,
            HasKey = true,
            IsDefault = Same(each.Name, _default),
        });

    private sealed record StoredProfile(Profile Profile, Secret? Key, UploadSecrets? Upload);
}
