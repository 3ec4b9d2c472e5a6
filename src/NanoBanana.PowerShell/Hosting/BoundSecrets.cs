using System.Collections;
using System.Management.Automation;
using System.Security;
using NanoBanana.PowerShell.Binding;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>Removes secrets from the bound parameters of a cmdlet: its error records keep them, and Clixml writes a SecureString readably if there is no DPAPI.</summary>
internal static class BoundSecrets
{
    /// <summary>Removes every parameter that is or holds a secret. The properties of the cmdlet keep their values.</summary>
    /// <param name="bound">The bound parameters of the cmdlet.</param>
    public static void Remove(IDictionary<string, object> bound)
    {
        foreach (var name in bound.Where(each => IsSecret(each.Key, each.Value)).Select(each => each.Key).ToList())
        {
            bound.Remove(name);
        }
    }

    // the values of headers may be plain text
    private static bool IsSecret(string name, object? value) => value.Unwrapped() switch
    {
        SecureString or PSCredential => true,
        IDictionary => name is nameof(UploadSettingsCmdlet.UploadHeader),
        IList list => list.Cast<object?>().Any(each => each.Unwrapped() is SecureString or PSCredential),
        _ => false,
    };
}
