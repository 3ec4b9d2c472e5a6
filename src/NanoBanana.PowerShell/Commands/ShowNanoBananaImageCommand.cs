using System.Management.Automation;
using NanoBanana.Client.Terminals;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Draws image files in the terminal, with the protocol of kitty or iTerm2 or as Sixel, or makes one picture of them.</summary>
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

    /// <summary>Image files. Wildcards are allowed.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ParameterSetName = OfPath, HelpMessage = "Image files. Wildcards are allowed.")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [TextTransformation]
    public string[] Path { get; set; } = [];

    /// <summary>Image files. The paths are used exactly as they are given. Also takes the output of Save-NanoBananaImage and Get-ChildItem.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = OfLiteralPath, HelpMessage = "Image files. The paths are used exactly as they are given. Also takes the output of Save-NanoBananaImage and Get-ChildItem.")]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath")]
    [TextTransformation]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Tasks are refused: save their images first.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = OfTask, DontShow = true, HelpMessage = "Tasks are refused: save their images first.")]
    public ImageTask? Task { get; set; }

    /// <summary>The width on the screen in characters, at most the width of the window.</summary>
    [Parameter(HelpMessage = "The width on the screen in characters, at most the width of the window.")]
    [ValidateRange(1, 1000)]
    public int Width { get; set; } = 48;

    /// <summary>The image protocol of the terminal: kitty, iTerm2 or sixel. Auto reads it from the environment; Ask asks the terminal.</summary>
    [Parameter(HelpMessage = "The image protocol of the terminal: kitty, iTerm2 or sixel. Auto reads it from the environment; Ask asks the terminal.")]
    [ValidateSet("Auto", "Ask", TerminalGraphics.Kitty, TerminalGraphics.ITerm2, TerminalGraphics.Sixel)]
    [TextTransformation]
    public string Protocol { get; set; } = "Auto";

    /// <summary>A PNG, JPEG or WebP file. All images are drawn into it in rows with their names, instead of in the terminal.</summary>
    [Parameter(HelpMessage = "A PNG, JPEG or WebP file. All images are drawn into it in rows with their names, instead of in the terminal.")]
    [ValidateNotNullOrEmpty]
    [TextTransformation]
    public string? ContactSheet { get; set; }

    /// <summary>Replaces an existing contact sheet.</summary>
    [Parameter(HelpMessage = "Replaces an existing contact sheet.")]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (ContactSheet is not null)
        {
            _sheet = new SheetFile(new PathResolver(this).ForOutput(ContactSheet, literalPath: null), Force);
            return;
        }

        _terminal = Protocol.ToUpperInvariant() switch
        {
            "AUTO" => TerminalGraphics.Detect(Environment.GetEnvironmentVariable, Host.Name is "ConsoleHost" && !Console.IsOutputRedirected),
            "ASK" => Await(() => TerminalQuery.AskAsync(Stop)),
            _ => TerminalGraphics.Of(Protocol, "-Protocol was given"),
        };
        if (_terminal.Protocol is null)
        {
            WriteWarning($"No image is drawn, because {_terminal.Reason}.");
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
        foreach (var pattern in Path)
        {
            WriteErrorOf(() => Take(paths.Expand(pattern)));
        }

        foreach (var path in LiteralPath)
        {
            WriteErrorOf(() => Take([paths.Literal(path)]));
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (_sheet is not null && _forSheet.Count > 0)
        {
            _sheet.Write(_forSheet, error => WriteWarning($"{error.Message} Its place on the contact sheet is crossed out."));
            WriteObject(InvokeProvider.Item.Get([_sheet.Path], force: true, literalPath: true)[0]);
        }
    }

    private void Take(IEnumerable<SourceImage> images)
    {
        foreach (var image in images)
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
