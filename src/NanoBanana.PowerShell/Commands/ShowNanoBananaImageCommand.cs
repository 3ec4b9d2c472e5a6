using System.Management.Automation;
using NanoBanana.Client.Terminals;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Draws images of this disk in the terminal, by the protocol of kitty or iTerm2 or as Sixel, or makes one picture of them.</summary>
[Cmdlet(VerbsCommon.Show, "NanoBananaImage", DefaultParameterSetName = OfPath, HelpUri = OnlineHelp.Pages + "Show-NanoBananaImage.md")]
[OutputType(typeof(FileInfo))]
public sealed class ShowNanoBananaImageCommand : NanoBananaCmdlet
{
    private const string OfPath = "Path";
    private const string OfLiteralPath = "LiteralPath";
    private const string OfTask = "Task";

    private readonly List<string> _forSheet = [];
    private TerminalGraphics? _terminal;
    private SheetFile? _sheet;

    /// <summary>Image files; wildcards are expanded.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ParameterSetName = OfPath, HelpMessage = "Image files; wildcards are expanded.")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [TextTransformation]
    public string[] Path { get; set; } = [];

    /// <summary>Image files, taken as they are; also what Save-NanoBananaImage and Get-ChildItem give.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = OfLiteralPath, HelpMessage = "Image files, taken as they are; also what Save-NanoBananaImage and Get-ChildItem give.")]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath")]
    [TextTransformation]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Not shown: the images of a task are saved first.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = OfTask, DontShow = true, HelpMessage = "Not shown: the images of a task are saved first.")]
    public ImageTask? Task { get; set; }

    /// <summary>Width on the screen in character cells, at most that of the window.</summary>
    [Parameter(HelpMessage = "Width on the screen in character cells, at most that of the window.")]
    [ValidateRange(1, 1000)]
    public int Width { get; set; } = 48;

    /// <summary>What the terminal speaks: kitty, iTerm2 or sixel; Auto reads it from the environment, Ask asks the terminal.</summary>
    [Parameter(HelpMessage = "What the terminal speaks: kitty, iTerm2 or sixel; Auto reads it from the environment, Ask asks the terminal.")]
    [ValidateSet("Auto", "Ask", TerminalGraphics.Kitty, TerminalGraphics.ITerm2, TerminalGraphics.Sixel)]
    [TextTransformation]
    public string Protocol { get; set; } = "Auto";

    /// <summary>A PNG, JPEG or WebP file that gets all images in rows, with their names, in place of the terminal.</summary>
    [Parameter(HelpMessage = "A PNG, JPEG or WebP file that gets all images in rows, with their names, in place of the terminal.")]
    [ValidateNotNullOrEmpty]
    [TextTransformation]
    public string? ContactSheet { get; set; }

    /// <summary>Replaces a contact sheet of this name.</summary>
    [Parameter(HelpMessage = "Replaces a contact sheet of this name.")]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (ContactSheet is not null)
        {
            _sheet = new SheetFile(new PathResolver(this).ForOutput(ContactSheet, literalPath: null), Force);
            return;
        }

        _terminal = Protocol switch
        {
            "Auto" => TerminalGraphics.Detect(Environment.GetEnvironmentVariable, Host.Name is "ConsoleHost" && !Console.IsOutputRedirected),
            "Ask" => Await(() => TerminalQuery.AskAsync(Stop)),
            _ => TerminalGraphics.Of(Protocol, "-Protocol says so"),
        };
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
            if (_sheet is null)
            {
                Draw(image.Path!);
            }
            else
            {
                _forSheet.Add(image.Path!);
            }
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (_sheet is not null && _forSheet.Count > 0)
        {
            _sheet.Write(_forSheet, (path, why) => WriteWarning($"'{path}' is not on the sheet: its content says {why}."));
            WriteObject(InvokeProvider.Item.Get([_sheet.Path], force: true, literalPath: true)[0]);
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
            TerminalImage.Draw(path, protocol, Math.Min(Width, WindowWidth()), output);
        });
    }

    private int WindowWidth()
    {
        var width = Console.IsOutputRedirected ? 0 : Host.UI.RawUI.WindowSize.Width;
        return width > 0 ? width : int.MaxValue;
    }
}
