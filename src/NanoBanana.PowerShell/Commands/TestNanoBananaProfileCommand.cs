using System.Management.Automation;
using NanoBanana.Client.Profiles;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Tests a profile's key with a free call of its gateway, and reports what that could not prove.</summary>
[Cmdlet(VerbsDiagnostic.Test, "NanoBananaProfile", HelpUri = OnlineHelp.Pages + "Test-NanoBananaProfile.md")]
[OutputType(typeof(ProfileTest))]
public sealed class TestNanoBananaProfileCommand : NanoBananaCmdlet
{
    /// <summary>Names of profiles. By default, the profile that commands use without -Profile.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Names of profiles. By default, the profile that commands use without -Profile.")]
    [Alias("Profile")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompletion))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var name in Name ?? [null!])
        {
            WriteErrorOf(() => Test(ProfileStore.Process.Resolve(name)));
        }
    }

    private void Test(Profile profile)
    {
        try
        {
            var client = ClientFor(profile.Name);
            WriteObject(Await(() => client.TestAsync(Stop)));
        }
        catch (NanoBananaException error)
        {
            WriteObject(ProfileTest.Failed(profile, error));
        }
    }
}
