using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace NanoBanana.Client.Limits;

/// <summary>The accounts that calls go to, so that all runspaces of a process keep their limits together.</summary>
public sealed class AccountRegistry
{
    private readonly ConcurrentDictionary<string, Account> _accounts = new(StringComparer.Ordinal);

    /// <summary>The accounts that all runspaces of this process share.</summary>
    public static AccountRegistry Process { get; } = new();

    /// <summary>What submits are waiting for.</summary>
    /// <returns>A short text for a progress bar, or null if no submit is waiting.</returns>
    public string? Waiting()
    {
        TimeSpan? longest = null;
        var full = false;
        foreach (var account in _accounts.Values)
        {
            longest = account.Creates.Wait() is { } wait && !(wait < longest) ? wait : longest;
            full |= account.Active.IsFull;
        }

        return longest > TimeSpan.Zero ? FormattableString.Invariant($"waiting for the rate limit, {Math.Ceiling(longest.Value.TotalSeconds):0} s")
            : full ? "waiting for the rate limit, until a task ends"
            : null;
    }

    /// <summary>The account of a key at an address. The key itself is not kept.</summary>
    internal Account Of(Profile profile, Secret key, TimeProvider time)
    {
        var account = _accounts.GetOrAdd(Identity(profile, key), _ => new Account(time));
        account.Configure(profile);
        return account;
    }

    private static string Identity(Profile profile, Secret key)
    {
        using var hash = SHA256.Create();
        return Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(profile.Provider + "\n" + profile.BaseUri.AbsoluteUri + "\n" + key.Reveal())));
    }
}
