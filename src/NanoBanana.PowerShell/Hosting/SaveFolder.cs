using System.Management.Automation;
using System.Reflection;
using Microsoft.PowerShell.Commands;
using NanoBanana.Client.Downloads;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>The folder that images are saved to, and its files as they go down the pipeline: as Get-Item would give them, and with where they come from.</summary>
/// <remarks>Get-Item itself would take a tenth of all the work on an image: it looks for mounted drives four times.</remarks>
internal sealed class SaveFolder
{
    private static readonly MethodInfo Hash = typeof(SavedFileProperties).GetMethod(nameof(SavedFileProperties.Sha256))!;
    private static readonly MethodInfo Stat = typeof(SavedFileProperties).GetMethod(nameof(SavedFileProperties.UnixStat))!;

    private readonly ProviderInfo _provider;
    private readonly PSDriveInfo? _drive;

    /// <exception cref="NanoBananaException"><c>SaveFailed</c>: it is no folder of the file system.</exception>
    public SaveFolder(PSCmdlet cmdlet, string path)
    {
        Path = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out _provider, out _drive);
        if (_provider.ImplementingType != typeof(FileSystemProvider))
        {
            throw new NanoBananaException(ErrorIds.SaveFailed, path, $"it is on the {_provider.Name} drive, but only a folder of the file system can be used.") { Target = path };
        }
    }

    /// <summary>Its full path.</summary>
    public string Path { get; }

    public PSObject FileOf(SavedImage saved)
    {
        var file = new PSObject(new FileInfo(saved.Path));
        file.TypeNames.Insert(0, "NanoBanana.SavedFile");
        file.Properties.Add(new PSNoteProperty("PSPath", $"{_provider}::{saved.Path}"));
        file.Properties.Add(new PSNoteProperty("PSParentPath", $"{_provider}::{System.IO.Path.GetDirectoryName(saved.Path)}"));
        file.Properties.Add(new PSNoteProperty("PSChildName", System.IO.Path.GetFileName(saved.Path)));
        file.Properties.Add(new PSNoteProperty("PSProvider", _provider));
        file.Properties.Add(new PSNoteProperty("PSIsContainer", false));
        if (_drive is not null)
        {
            file.Properties.Add(new PSNoteProperty("PSDrive", _drive));
        }

        if (System.IO.Path.DirectorySeparatorChar == '/')
        {
            file.Properties.Add(new PSCodeProperty("UnixStat", Stat));
        }

        file.Properties.Add(new PSNoteProperty("TaskId", saved.Task.Id));
        file.Properties.Add(new PSNoteProperty("Url", saved.Image.IsInline() ? saved.Image.ToString() : saved.Image.Url));
        file.Properties.Add(new PSNoteProperty("Source", saved.Task.Source));
        file.Properties.Add(new PSNoteProperty("Tag", TagOf(saved.Task)));
        file.Properties.Add(new PSNoteProperty("Prompt", saved.Task.Prompt));
        file.Properties.Add(new PSNoteProperty("Provider", saved.Task.Provider));
        file.Properties.Add(new PSNoteProperty("Cost", saved.Cost));
        file.Properties.Add(new PSNoteProperty("Take", saved.Task.Take ?? 1));
        file.Properties.Add(new PSNoteProperty("Index", saved.Image.Index));
        file.Properties.Add(new PSNoteProperty("Width", saved.Width));
        file.Properties.Add(new PSNoteProperty("Height", saved.Height));
        file.Properties.Add(new PSNoteProperty("RequestedWidth", saved.RequestedWidth));
        file.Properties.Add(new PSNoteProperty("RequestedHeight", saved.RequestedHeight));
        file.Properties.Add(new PSNoteProperty("IsWhole", saved.IsWhole));
        file.Properties.Add(new PSNoteProperty("Provenance", saved.Provenance));
        file.Properties.Add(new PSCodeProperty("Sha256", Hash));
        return file;
    }

    // its own object, not a dictionary: Select-Object -ExpandProperty Tag makes columns of it
    private static PSObject TagOf(ImageTask task)
    {
        var tag = new PSObject();
        foreach (var each in task.Tag)
        {
            tag.Properties.Add(new PSNoteProperty(each.Key, each.Value));
        }

        return tag;
    }
}
