using System.Management.Automation;
using NanoBanana.Client.Terminals;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Draws images of this disk in the terminal, where it speaks the protocol of kitty or iTerm2; elsewhere it says so.</summary>
[Cmdlet(VerbsCommon.Show, "NanoBananaImage", DefaultParameterSetName = OfPath, HelpUri = OnlineHelp.Pages + "Show-NanoBananaImage.md")]
[OutputType(typeof(void))]
public sealed class ShowNanoBananaImageCommand : NanoBananaCmdlet
{
    private const string OfPath = "Path";
    private const string OfLiteralPath = "LiteralPath";
    private const string OfTask = "Task";

    private TerminalGraphics? _terminal;

    /// <summary>Image files; wildcards are expanded.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ParameterSetName = OfPath)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Image files, taken as they are; also what Save-NanoBananaImage and Get-ChildItem give.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = OfLiteralPath)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Not shown: the images of a task are saved first.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = OfTask, DontShow = true)]
    public ImageTask? Task { get; set; }

    /// <summary>Width on the screen in character cells, at most that of the window.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int Width { get; set; } = 48;

    /// <inheritdoc/>
    protected override void Begin()
    {
        _terminal = TerminalGraphics.Detect(Environment.GetEnvironmentVariable, Host.Name is "ConsoleHost" && !Console.IsOutputRedirected);
        if (_terminal.Protocol is null)
        {
            WriteWarning($"No image is drawn: {_terminal.Reason}.");
        }

        WriteVerbose($"Protocol: {_terminal.Protocol ?? "none"}, because {_terminal.Reason}.");
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (Task is not null)
        {
            throw new NanoBananaException(ErrorIds.ImageNotSaved, Task) { Target = Task };
        }

        var paths = new PathResolver(this);
        foreach (var image in Path.SelectMany(paths.Expand).Concat(LiteralPath.Select(paths.Literal)))
        {
            Draw(image.Path!);
        }
    }

    private void Draw(string path)
    {
        if (_terminal!.Protocol is not { } protocol)
        {
            return;
        }

        WriteErrorOf(() =>
        {
            // not through the host: a transcript is no place for an image
            using var output = Console.OpenStandardOutput();
            TerminalImage.Draw(path, protocol, Math.Min(Width, Math.Max(1, Host.UI.RawUI.WindowSize.Width)), output);
        });
    }
}
