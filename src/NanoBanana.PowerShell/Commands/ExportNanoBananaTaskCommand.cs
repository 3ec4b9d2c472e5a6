using System.Management.Automation;
using NanoBanana.Client.Plans;
using NanoBanana.Client.Profiles;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Writes tasks to a CSV or JSON file that a user edits, such as a plan of -WhatIf.</summary>
[Cmdlet(VerbsData.Export, "NanoBananaTask", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Export-NanoBananaTask.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportNanoBananaTaskCommand : NanoBananaCmdlet
{
    private readonly List<ImageTask> _tasks = [];

    /// <summary>The file: JSON if the extension is .json, otherwise CSV.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The file: JSON if the extension is .json, otherwise CSV.")]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    [TextTransformation]
    public string Path { get; set; } = string.Empty;

    /// <summary>Tasks: planned tasks, or the tasks of a batch.</summary>
    [Parameter(ValueFromPipeline = true, Mandatory = true, HelpMessage = "Tasks: planned tasks, or the tasks of a batch.")]
    public PSObject? InputObject { get; set; }

    /// <summary>The separator of CSV.</summary>
    [Parameter(HelpMessage = "The separator of CSV.")]
    public char Delimiter { get; set; } = ',';

    /// <summary>Replaces an existing file.</summary>
    [Parameter(HelpMessage = "Replaces an existing file.")]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the file.</summary>
    [Parameter(HelpMessage = "Returns the file.")]
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
