using System.Management.Automation;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Imaging;
using NanoBanana.PowerShell.Binding;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>Where and how images are saved, as parameters.</summary>
public abstract class SavingCmdlet : NanoBananaCmdlet
{
    /// <summary>Saves to a folder, under names from a template.</summary>
    protected const string ToFolder = "Destination";

    /// <summary>Saves one image to one file.</summary>
    protected const string ToFile = "OutFile";

    /// <summary>No picture has a side this long, and no file is this short: the same parameter can hold pixels and bytes.</summary>
    private const long LongestEdge = 65_535;

    private static readonly string[] ImageEndings = [".png", ".jpg", ".jpeg", ".webp"];

    /// <summary>The folder. It is created if it does not exist. The default is the current folder.</summary>
    [Parameter(Position = 0, ParameterSetName = ToFolder, ValueFromPipelineByPropertyName = true, HelpMessage = "The folder. It is created if it does not exist. The default is the current folder.")]
    [ValidateNotNullOrEmpty]
    [Alias("OutputPath")]
    public string Destination { get; set; } = ".";

    /// <summary>The file to save a single image to, with its extension.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ToFile, HelpMessage = "The file to save a single image to, with its extension.")]
    [ValidateNotNullOrEmpty]
    [TextTransformation]
    public string? OutFile { get; set; }

    /// <summary>The name without extension, with fields such as <c>{Source}</c>, <c>{Id}</c>, <c>{Index}</c> and <c>{Prompt:40}</c>.</summary>
    [Parameter(ParameterSetName = ToFolder, ValueFromPipelineByPropertyName = true, HelpMessage = "The name without extension, with fields such as {Source}, {Id}, {Index} and {Prompt:40}.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NameTemplateCompletion))]
    public string Name { get; set; } = NameTemplate.Default;

    /// <summary>Recreates the subfolders of the sources in the destination.</summary>
    [Parameter(ParameterSetName = ToFolder, HelpMessage = "Recreates the subfolders of the sources in the destination.")]
    public SwitchParameter PreserveFolder { get; set; }

    /// <summary>The folder whose subfolders -PreserveFolder recreates. The default is the current folder.</summary>
    [Parameter(ParameterSetName = ToFolder, HelpMessage = "The folder whose subfolders -PreserveFolder recreates. The default is the current folder.")]
    [ValidateNotNullOrEmpty]
    [TextTransformation]
    public string SourceRoot { get; set; } = ".";

    /// <summary>Writes a JSON file next to each image that describes how it was made.</summary>
    [Parameter(HelpMessage = "Writes a JSON file next to each image that describes how it was made.")]
    public SwitchParameter Sidecar { get; set; }

    /// <summary>Writes the prompt, task id and digital source type into the image file. The pixels are not changed, and images with Content Credentials are left as they are.</summary>
    [Parameter(HelpMessage = "Writes the prompt, task id and digital source type into the image file. The pixels are not changed, and images with Content Credentials are left as they are.")]
    public SwitchParameter Embed { get; set; }

    /// <summary>Saves in another format: jpeg, png or webp.</summary>
    [Parameter(HelpMessage = "Saves in another format: jpeg, png or webp.")]
    [ValidateSet("jpeg", "jpg", "png", "webp")]
    [TextTransformation]
    public string? ConvertTo { get; set; }

    /// <summary>The quality of a JPEG or WebP copy, 1 to 100. The default is 90.</summary>
    [Parameter(HelpMessage = "The quality of a JPEG or WebP copy, 1 to 100. The default is 90.")]
    [ValidateRange(1, 100)]
    public int Quality { get; set; }

    /// <summary>Without -ConvertTo, the maximum size of an image in bytes. With -ConvertTo, the longer side of the copy in pixels (up to 65535), or its maximum size in bytes.</summary>
    [Parameter(HelpMessage = "Without -ConvertTo, the maximum size of an image in bytes. With -ConvertTo, the longer side of the copy in pixels (up to 65535), or its maximum size in bytes.")]
    [ValidateRange(1, long.MaxValue)]
    public long MaxSize { get; set; } = 50 * 1024 * 1024;

    /// <summary>Replaces existing files, but not images of the same run. By default a number is added to the name.</summary>
    [Parameter(HelpMessage = "Replaces existing files, but not images of the same run. By default a number is added to the name.")]
    public SwitchParameter Force { get; set; }

    /// <summary>Checks the parameters, and returns where the images are saved.</summary>
    /// <exception cref="NanoBananaException">One of them makes no sense.</exception>
    private protected (SaveFolder Folder, SaveOptions Options) Settings()
    {
        // a column of a task is no parameter of the command
        var name = IsOnCommandLine(nameof(Name)) ? Name : NameTemplate.Default;
        var destination = IsOnCommandLine(nameof(Destination)) ? Destination : ".";
        NameTemplate.Check(name);
        var folder = OutFile is null ? FolderOf(destination) : new SaveFolder(this, OutFile);
        return (folder, new SaveOptions
        {
            Destination = OutFile is null ? folder.Path : System.IO.Path.GetDirectoryName(folder.Path)!,
            OutFile = OutFile is null ? null : folder.Path,
            Name = name,
            Mirror = PreserveFolder ? new SourceTree(FullPath(SourceRoot), FullPath(".")) : null,
            Force = Force,
            Sidecar = Sidecar,
            Embed = Embed,
            ConvertTo = Conversion(),
            MaxBytes = ConvertTo is null ? MaxSize : new SaveOptions { Destination = "." }.MaxBytes,
        });
    }

    /// <summary>The settings for the task at hand: script blocks give a folder and a name for each.</summary>
    /// <param name="options">The settings of the command.</param>
    /// <exception cref="NanoBananaException">What a script block gave makes no sense.</exception>
    private protected SaveOptions OfTask(SaveOptions options)
    {
        if (IsDelayed(nameof(Name)))
        {
            NameTemplate.Check(Name);
            options = options with { Name = Name };
        }

        return IsDelayed(nameof(Destination)) ? options with { Destination = FolderOf(Destination).Path } : options;
    }

    // a folder with the name of an image is surely a mistake
    private SaveFolder FolderOf(string destination)
    {
        var folder = new SaveFolder(this, destination);
        return !Directory.Exists(folder.Path) && ImageEndings.Contains(System.IO.Path.GetExtension(folder.Path), StringComparer.OrdinalIgnoreCase)
            ? throw new NanoBananaException(ErrorIds.DestinationIsFile, destination) { Target = destination }
            : folder;
    }

    private ImageConversion? Conversion()
    {
        var hasQuality = IsOnCommandLine(nameof(Quality));
        if (ConvertTo is null)
        {
            return hasQuality ? throw new NanoBananaException(ErrorIds.QualityNotUsed, "add -ConvertTo") { Target = Quality } : null;
        }

        ImageConversion.EnsureAvailable(ConvertTo);
        var format = OutputFormats.Normalize(ConvertTo);
        if (hasQuality && format is OutputFormats.Png)
        {
            throw new NanoBananaException(ErrorIds.QualityNotUsed, "PNG is lossless") { Target = Quality };
        }

        var isLimited = IsOnCommandLine(nameof(MaxSize));
        return new ImageConversion(
            format,
            hasQuality ? Quality : null,
            isLimited && MaxSize <= LongestEdge ? (int)MaxSize : null,
            isLimited && MaxSize > LongestEdge ? MaxSize : null);
    }
}
