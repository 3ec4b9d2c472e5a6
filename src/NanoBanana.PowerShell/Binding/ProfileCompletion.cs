using System.Collections;
using NanoBanana.Client.Profiles;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Names of profiles, with the provider in the tool tip.</summary>
internal sealed class ProfileCompletion : Completion
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Value, string Tip)> Candidates(IDictionary bound) =>
        ProfileStore.Process.List().Select(each => (each.Name, each.Provider + " at " + each.BaseUri));
}
