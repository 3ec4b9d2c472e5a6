using NanoBanana.Client.Journal;
using NanoBanana.Client.Profiles;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>
/// Finds the profile of a recorded task by its account: the profile may have been renamed since, its name may belong to another
/// account by now, and on another machine it may have another name.
/// </summary>
internal sealed class AccountProfiles
{
    private readonly Dictionary<(string Name, string Account), string> _names = [];

    /// <summary>The account of a profile, for a filter; null if there is no such profile.</summary>
    /// <param name="profile">Its name, or null.</param>
    public static IReadOnlyList<string>? AccountsOf(string? profile) =>
        profile is not null && ProfileStore.Process.Find(profile) is { } found ? [found.Account()] : null;

    /// <summary>The entry with the name that the profile of its account has now; the same entry if no other profile has the account.</summary>
    public JournalEntry Named(JournalEntry entry)
    {
        if (entry.Account is not { } account)
        {
            return entry;
        }

        var name = entry.Task.Profile;
        if (!_names.TryGetValue((name, account), out var now))
        {
            _names[(name, account)] = now = NameOf(name, account, entry.Task.Provider);
        }

        return string.Equals(now, name, StringComparison.Ordinal) ? entry : entry with { Task = entry.Task with { Profile = now } };
    }

    private static string NameOf(string name, string account, string provider)
    {
        var profiles = ProfileStore.Process.List()
            .Where(each => string.Equals(each.Account(), account, StringComparison.Ordinal) && string.Equals(each.Provider, provider, StringComparison.Ordinal))
            .Select(each => each.Name)
            .ToList();
        return profiles.Count == 0 || profiles.Contains(name, StringComparer.OrdinalIgnoreCase) ? name : profiles[0];
    }
}
