using System.Management.Automation;
using NanoBanana.Client.Plans;
using NanoBanana.Client.Profiles;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Writes tasks to a CSV or JSON file that a person edits, such as a plan of -WhatIf.</summary>
[Cmdlet(VerbsData.Export, "NanoBananaTask", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Export-NanoBananaTask.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportNanoBananaTaskCommand : NanoBananaCmdlet
{
    private readonly List<ImageTask> _tasks = [];

    /// <summary>The file; .json makes JSON, any other ending CSV.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The file; .json makes JSON, any other ending CSV.")]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    [TextTransformation]
    public string Path { get; set; } = string.Empty;

    /// <summary>Tasks: planned ones, or those of a batch.</summary>
    [Parameter(ValueFromPipeline = true, Mandatory = true, HelpMessage = "Tasks: planned ones, or those of a batch.")]
    public PSObject? InputObject { get; set; }

    /// <summary>What stands between the cells of CSV.</summary>
    [Parameter(HelpMessage = "What stands between the cells of CSV.")]
    public char Delimiter { get; set; } = ',';

    /// <summary>Replaces a file that is there.</summary>
    [Parameter(HelpMessage = "Replaces a file that is there.")]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the file.</summary>
    [Parameter(HelpMessage = "Gives the file.")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process() =>
        _tasks.Add(Journal.Newest(TaskReader.Read(InputObject!, () => ProfileStore.Process.Resolve(name: null))));

    /// <inheritdoc/>
    protected override void End()
    {
        var path = FullPath(Path);
        if (_tasks.Count == 0 || !ShouldProcess(path, $"Export {_tasks.Count} tasks"))
        {
            return;
        }

        PlanFile.Write(path, _tasks, Delimiter, Force);
        if (PassThru)
        {
            WriteObject(InvokeProvider.Item.Get([path], force: true, literalPath: true)[0]);
        }
    }
}
