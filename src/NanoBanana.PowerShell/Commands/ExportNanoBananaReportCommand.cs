using System.Globalization;
using System.Management.Automation;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Reports;
using NanoBanana.Client.Submitting;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Makes one HTML file of a batch: before and after, prompts, costs and failures.</summary>
[Cmdlet(VerbsData.Export, "NanoBananaReport", DefaultParameterSetName = PathSet, SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Export-NanoBananaReport.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportNanoBananaReportCommand : NanoBananaCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private ReportBatch? _batch;
    private ReportOptions? _options;
    private ProgressBar? _progress;

    /// <summary>The HTML file. Its folder is created if it does not exist.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = PathSet, HelpMessage = "The HTML file. Its folder is created if it does not exist.")]
    [ValidateNotNullOrEmpty]
    [TextTransformation]
    public string? Path { get; set; }

    /// <summary>The HTML file. The path is used exactly as it is given.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, HelpMessage = "The HTML file. The path is used exactly as it is given.")]
    [ValidateNotNullOrEmpty]
    [TextTransformation]
    public string? LiteralPath { get; set; }

    /// <summary>Tasks, including tasks that were imported from Clixml or JSON, and saved images.</summary>
    [Parameter(ValueFromPipeline = true, Mandatory = true, HelpMessage = "Tasks, including tasks that were imported from Clixml or JSON, and saved images.")]
    public PSObject? InputObject { get; set; }

    /// <summary>The heading.</summary>
    [Parameter(HelpMessage = "The heading.")]
    [ValidateNotNullOrEmpty]
    [TextTransformation]
    public string? Title { get; set; }

    /// <summary>Adds approve, reject and a note to each image, and a button to save the decisions.</summary>
    [Parameter(HelpMessage = "Adds approve, reject and a note to each image, and a button to save the decisions.")]
    public SwitchParameter Review { get; set; }

    /// <summary>Opens the report in the default browser.</summary>
    [Parameter(HelpMessage = "Opens the report in the default browser.")]
    public SwitchParameter Show { get; set; }

    /// <summary>Replaces an existing file.</summary>
    [Parameter(HelpMessage = "Replaces an existing file.")]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the file.</summary>
    [Parameter(HelpMessage = "Returns the file.")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        var options = new ReportOptions { Path = new PathResolver(this).ForOutput(Path, LiteralPath), Force = Force, Review = Review };
        _options = Title is null ? options : options with { Title = Title };
        ReportWriter.EnsureFree(_options);
        _progress = new ProgressBar(this, "Writing the report", TimeProvider.System);
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        _batch ??= new ReportBatch(Journal.Entries, SessionState.Path.CurrentFileSystemLocation.ProviderPath);
        if (SavedPath() is { } path)
        {
            _batch.AddSaved(path, TaskReader.Text(InputObject!, "TaskId"), TaskReader.Texts(InputObject!, "Source"));
        }
        else
        {
            _batch.Add(Journaled() ?? TaskReader.Read(InputObject!, () => ProfileStore.Process.Resolve(name: null)));
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        var items = _batch?.Items.ToList() ?? [];
        if (items.Count == 0)
        {
            throw new NanoBananaException(ErrorIds.ReportEmpty);
        }

        if (!ShouldProcess(_options!.Path, $"Write a report of {items.Count} tasks"))
        {
            return;
        }

        var written = 0;
        var work = Task.Run(() => ReportWriter.WriteAsync(items, _options with { Progress = done => Volatile.Write(ref written, done) }, Stop));
        while (!work.IsCompleted)
        {
            _progress!.Show(string.Format(CultureInfo.InvariantCulture, "{0} of {1} tasks", Volatile.Read(ref written), items.Count), written, items.Count);
            Await(TickAsync(work));
        }

        _progress!.Complete();
        Await(work);
        if (PassThru)
        {
            WriteObject(InvokeProvider.Item.Get([_options!.Path], force: true, literalPath: true)[0]);
        }

        if (Show)
        {
            SystemOpener.Open(_options!.Path, WriteWarning);
        }
    }

    // a saved image, also one that was imported from Clixml or JSON
    private string? SavedPath() => InputObject!.BaseObject is FileInfo file ? file.FullName
        : TaskReader.Text(InputObject, "TaskId") is null ? null
        : TaskReader.Text(InputObject, "FullName");

    private ImageTask? Journaled() => InputObject!.BaseObject is string id ? Journal.OfId(id, profile: null)?.Task : null;

    // wakes up now and then, so that the progress bar moves
    private async Task TickAsync(Task work) =>
        await Task.WhenAny(work, Clock.DelayAsync(TimeSpan.FromSeconds(0.25), Stop)).ConfigureAwait(false);
}
