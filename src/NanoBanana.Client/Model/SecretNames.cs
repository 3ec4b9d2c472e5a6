namespace NanoBanana.Client.Model;

/// <summary>The names of query fields whose values are secrets: the one list, for what is written down and for what is shown.</summary>
internal static class SecretNames
{
    /// <summary>A name that ends so, such as <c>access_token</c> or <c>X-Amz-Signature</c>, without its separators.</summary>
    private static readonly string[] Endings =
    [
        "token", "secret", "password", "passwd", "passphrase", "signature", "credential", "credentials", "authorization", "apikey", "accesskey",
        "accesskeyid", "secretkey", "privatekey", "subscriptionkey", "authkey", "sessionid", "googleaccessid",
    ];

    /// <summary>Short names that are secrets only as a whole.</summary>
    private static readonly string[] Whole = ["key", "sig", "sign", "auth", "pwd", "pass", "jwt", "sas", "hmac", "bearer", "session", "ticket"];

    /// <summary>A regular expression of all of them, without groups.</summary>
    public static string Pattern { get; } = $"(?:[a-z0-9_.-]{{0,64}}(?:{string.Join("|", Endings.Select(Separated))})|{string.Join("|", Whole)})";

    /// <param name="name">A field's name, percent-encoded or not, in any case.</param>
    public static bool IsSecret(string name) => Whole.Contains(Plain(name), StringComparer.Ordinal) || EndsAsSecret(name);

    /// <summary>Whether a column's name leaves no doubt: one that is called Key may well be an article's.</summary>
    public static bool EndsAsSecret(string name) => Array.Exists(Endings, ending => Plain(name).EndsWith(ending, StringComparison.Ordinal));

    private static string Plain(string name) =>
        new([.. Uri.UnescapeDataString(name).Where(each => each is not ('-' or '_' or '.')).Select(char.ToLowerInvariant)]);

    // api_key and api-key are apikey
    private static string Separated(string name) => string.Join("[_.-]?", name.ToCharArray());
}
