using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Profiles;

/// <summary>An upload URI as a user gives it: the part that settings may show, and its query, which may hold a signature.</summary>
/// <param name="Uri">The URI without its query.</param>
/// <param name="Query">The query without its question mark, kept like a key; null if there is none.</param>
public sealed record UploadAddress(string Uri, Secret? Query)
{
    /// <summary>Separates the query, which may be a secret, from an upload URL.</summary>
    /// <param name="text">A URL, possibly with a query.</param>
    /// <returns>The URL and its query, separated.</returns>
    public static UploadAddress Read(string text)
    {
        var mark = text.IndexOf('?');
        return mark < 0
            ? new UploadAddress(text, Query: null)
            : new UploadAddress(text.Substring(0, mark), mark + 1 < text.Length ? new Secret(text.Substring(mark + 1)) : null);
    }

    /// <summary>The query that belongs to an address: its own, or the kept one if that was given for this very address.</summary>
    internal static Secret? QueryOf(string uri, Secret? kept) =>
        Read(uri).Query ?? (IsWhole(kept) && Read(kept!.Reveal()) is var whole && string.Equals(whole.Uri, uri, StringComparison.Ordinal) ? whole.Query : null);

    /// <summary>True if a secret is a whole URI, not a signature alone: it counts for that URI only.</summary>
    internal static bool IsWhole(Secret? kept) => kept?.Reveal().Contains("://", StringComparison.Ordinal) ?? false;

    /// <summary>The text as an error may show it: no query, and no user name or password.</summary>
    internal static string Shown(string text)
    {
        var address = Read(text).Uri;
        var at = address.LastIndexOf('@');
        return at < 0 ? address : "..." + address.Substring(at);
    }
}
