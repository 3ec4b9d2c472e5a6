using System.Collections;
using System.Management.Automation;
using NanoBanana.Client.Compatibility;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Refuses what would become a text to image although an image was meant, and names columns that nothing reads.</summary>
internal sealed class RecordCheck(IImageParameters bound, Func<string, bool> isOnCommandLine, Func<string, bool> isDelayed)
{
    private static readonly string[] Endings = [".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif", ".gif", ".bmp", ".tif", ".tiff"];
    private static readonly string[] Beginnings = ["https://", "http://", "data:image/"];
    private static readonly string[] Columns = ["Path", "LiteralPath", "PSPath", "FullName", "ImageUrl"];

    private HashSet<string>? _read;
    private bool _warned;

    /// <summary>A variable that is not set, or a search that found nothing, must not become a paid text to image.</summary>
    /// <exception cref="NanoBananaException"><c>ImageParameterEmpty</c>.</exception>
    public void CommandLine()
    {
        CommandLine(nameof(bound.Path), bound.Path);
        CommandLine(nameof(bound.LiteralPath), bound.LiteralPath);
        CommandLine(nameof(bound.ImageUrl), bound.ImageUrl);
    }

    /// <summary>Checks the record that is bound now.</summary>
    /// <param name="images">Its images.</param>
    /// <exception cref="NanoBananaException"><c>ImageParameterEmpty</c>, <c>NoImageInInput</c> or <c>ImageColumnUnknown</c>.</exception>
    public void Record(RecordImages images)
    {
        Delayed(images, nameof(bound.Path), bound.Path);
        Delayed(images, nameof(bound.LiteralPath), bound.LiteralPath);
        Delayed(images, nameof(bound.ImageUrl), bound.ImageUrl);
        if (bound.InputObject is { } input)
        {
            Piped(input, images.ArePiped);
        }
        else if (bound.Cmdlet.MyInvocation.ExpectingInput)
        {
            throw new NanoBananaException(ErrorIds.NoImageInInput, "$null", "none");
        }
    }

    private void CommandLine<T>(string parameter, T[]? items)
        where T : notnull
    {
        if (isOnCommandLine(parameter) && (items is null or [] || items.Any(each => string.IsNullOrWhiteSpace(each?.ToString()))))
        {
            throw new NanoBananaException(ErrorIds.ImageParameterEmpty, parameter) { Target = parameter };
        }
    }

    private void Delayed<T>(RecordImages images, string parameter, T[]? items)
        where T : notnull
    {
        if (isDelayed(parameter) && images.Given(parameter, items) is not { Count: > 0 })
        {
            throw new NanoBananaException(ErrorIds.ImageParameterEmpty, parameter) { Target = bound.InputObject };
        }
    }

    private void Piped(PSObject input, bool hasImage)
    {
        var names = input.Properties.Select(each => each.Name).ToList();
        if (!hasImage && !names.Contains(nameof(bound.Prompt), StringComparer.OrdinalIgnoreCase))
        {
            throw new NanoBananaException(ErrorIds.NoImageInInput, KindOf(input), string.Join(", ", names.Take(12))) { Target = input };
        }

        if (TaskReader.IsTask(input))
        {
            return;
        }

        if (!hasImage && !RecordImages.Parameters.Any(isOnCommandLine) && !RecordImages.Parameters.Any(isDelayed))
        {
            NoImageIsLost(input, names);
        }

        if (!_warned && input.BaseObject is PSCustomObject && Unused(names) is { Count: > 0 } unused)
        {
            _warned = true;
            bound.Cmdlet.WriteWarning($"These properties of the piped records match no parameter and are not used: {string.Join(", ", unused)}.");
        }
    }

    private void NoImageIsLost(PSObject input, List<string> names)
    {
        if (input.Properties.FirstOrDefault(each => Columns.Contains(each.Name, StringComparer.OrdinalIgnoreCase) && !IsBlank(each.Value)) is { } unusable)
        {
            throw new NanoBananaException(ErrorIds.ImageColumnUnknown, unusable.Name, $"{KindOf(PSObject.AsPSObject(unusable.Value))}, which is no image") { Target = input };
        }

        if (Unused(names).Select(name => (Name: name, Text: ImageIn(input.Properties[name].Value))).FirstOrDefault(each => each.Text is not null) is { Text: { } text } lost)
        {
            throw new NanoBananaException(ErrorIds.ImageColumnUnknown, lost.Name, $"'{text}', which looks like an image, but no parameter reads it") { Target = input };
        }
    }

    private static string? ImageIn(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        string text when LooksLikeImage(text) => text,
        Uri uri when LooksLikeImage(uri.OriginalString) => uri.OriginalString,
        FileInfo file when LooksLikeImage(file.Name) => file.Name,
        IList items => items.Cast<object?>().Select(ImageIn).FirstOrDefault(each => each is not null),
        _ => null,
    };

    private static bool LooksLikeImage(string text) =>
        Beginnings.Any(each => text.StartsWith(each, StringComparison.OrdinalIgnoreCase)) || Endings.Any(each => text.EndsWith(each, StringComparison.OrdinalIgnoreCase));

    private static bool IsBlank(object? value) => value is null or ICollection { Count: 0 } || (value is string text && string.IsNullOrWhiteSpace(text));

    private static string KindOf(PSObject input) => input.BaseObject is PSCustomObject ? "record" : input.BaseObject.GetType().Name;

    private List<string> Unused(IEnumerable<string> names)
    {
        // asked for each record, and the same for all
        _read ??= new HashSet<string>(bound.Cmdlet.MyInvocation.MyCommand.Parameters.Values.SelectMany(each => each.Aliases.Append(each.Name)), StringComparer.OrdinalIgnoreCase);
        return [.. names.Where(name => !_read.Contains(name))];
    }
}
