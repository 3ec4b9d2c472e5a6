using System.Management.Automation;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.State;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Writes profiles into a file for another computer: their settings, without any key.</summary>
[Cmdlet(VerbsData.Export, "NanoBananaProfile", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Export-NanoBananaProfile.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportNanoBananaProfileCommand : NanoBananaCmdlet
{
    private readonly List<Profile> _profiles = [];

    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The file to write.")]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    [TextTransformation]
    public string Path { get; set; } = string.Empty;

    /// <summary>Names, with wildcards. By default, all stored profiles.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Names, with wildcards. By default, all stored profiles.")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ProfileCompletion))]
    public string[]? Name { get; set; }

    /// <summary>Replaces an existing file.</summary>
    [Parameter(HelpMessage = "Replaces an existing file.")]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the file.</summary>
    [Parameter(HelpMessage = "Returns the file.")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var store = ProfileStore.Process;
        var all = store.List();
        foreach (var name in Name ?? [])
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            var found = all.Where(each => pattern.IsMatch(each.Name)).ToList();
            if (found.Count == 0)
            {
                WriteError(new NanoBananaException(ErrorIds.ProfileNotFound, name, $"The profiles: {string.Join(", ", all)}.") { Target = name });
            }

            _profiles.AddRange(found);
        }

        if (Name is null)
        {
            _profiles.AddRange(all.Where(each => store.IsKept(each.Name)));
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        var path = FullPath(Path);
        if (!ShouldProcess(path, $"Export {_profiles.Count} profiles"))
        {
            return;
        }

        ExportFile.Write(path, ProfileStore.Process.Export(_profiles), Force);
        if (PassThru)
        {
            WriteObject(InvokeProvider.Item.Get([path], force: true, literalPath: true)[0]);
        }
    }
}
