using System.Collections;
using System.Globalization;
using System.Net;
using System.Security;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Reads secrets from what PowerShell passes them in.</summary>
internal static class SecureText
{
    public static Secret ToSecret(SecureString text) => new(new NetworkCredential(string.Empty, text).Password);

    public static IReadOnlyList<Secret> ToSecrets(SecureString[]? texts) => texts is null ? [] : [.. texts.Select(ToSecret)];

    /// <summary>Header names with their values, each a SecureString or text.</summary>
    public static IReadOnlyDictionary<string, Secret> ToSecrets(IDictionary headers)
    {
        var secrets = new Dictionary<string, Secret>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry each in headers)
        {
            secrets[Convert.ToString(each.Key, CultureInfo.InvariantCulture)!] = each.Value.Unwrapped() is SecureString secure
                ? ToSecret(secure)
                : new Secret(Convert.ToString(each.Value, CultureInfo.InvariantCulture) ?? string.Empty);
        }

        return secrets;
    }
}
