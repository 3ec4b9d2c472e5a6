using System.Management.Automation;
using NanoBanana.Client.Profiles;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Shows profiles and where their keys come from, never a key.</summary>
[Cmdlet(VerbsCommon.Get, "NanoBananaProfile", HelpUri = OnlineHelp.Pages + "Get-NanoBananaProfile.md")]
[OutputType(typeof(Profile))]
public sealed class GetNanoBananaProfileCommand : NanoBananaCmdlet
{
    /// <summary>Names, with wildcards. By default, all profiles.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Names, with wildcards. By default, all profiles.")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ProfileCompletion))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var all = ProfileStore.Process.List();
        foreach (var name in Name ?? ["*"])
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            var found = all.Where(each => pattern.IsMatch(each.Name)).ToList();
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                var listing = all.Count == 0 ? "There are no profiles yet." : $"The profiles: {string.Join(", ", all)}.";
                WriteError(new NanoBananaException(ErrorIds.ProfileNotFound, name, listing) { Target = name });
            }

            WriteObject(found, enumerateCollection: true);
        }
    }
}
