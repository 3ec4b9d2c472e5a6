namespace NanoBanana.Client.Profiles;

/// <summary>The profiles that live as long as this process, with their secrets.</summary>
internal sealed class SessionProfiles
{
    private readonly object _lock = new();
    private readonly Dictionary<string, SessionProfile> _profiles = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<SessionProfile> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _profiles.Values];
            }
        }
    }

    public SessionProfile? Find(string name)
    {
        lock (_lock)
        {
            return _profiles.TryGetValue(name, out var found) ? found : null;
        }
    }

    /// <summary>Adds or replaces; a secret that is not given stays.</summary>
    public void Set(Profile profile, Secret? key, string? keyVariable, UploadSecrets? upload)
    {
        lock (_lock)
        {
            _profiles.TryGetValue(profile.Name, out var old);

            // the key of one gateway never reaches another
            var kept = key is null && keyVariable is null && string.Equals(old?.Profile.Provider, profile.Provider, StringComparison.Ordinal) ? old : null;
            _profiles[profile.Name] = new SessionProfile(profile, key ?? kept?.Key, keyVariable ?? kept?.KeyVariable, upload?.Over(old?.Upload) ?? old?.Upload);
        }
    }

    public bool Remove(string name)
    {
        lock (_lock)
        {
            return _profiles.Remove(name);
        }
    }

    internal sealed record SessionProfile(Profile Profile, Secret? Key, string? KeyVariable, UploadSecrets? Upload);
}
