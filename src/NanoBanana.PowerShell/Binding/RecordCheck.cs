using System.Management.Automation;
using NanoBanana.Client.Compatibility;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Refuses records that would become a text to image although an image was meant.</summary>
internal sealed class RecordCheck(IImageParameters bound, RecordColumns columns, Func<string, bool> isOnCommandLine, Func<string, bool> isDelayed)
{
    private static readonly string[] Options = ["Prompt", "AspectRatio", "OutputFormat", "Resolution", "Count", "Model", "Watermark", "CallbackUrl", "Option", "Variant"];

    private readonly PathResolver _paths = new(bound.Cmdlet);

    /// <summary>A variable that is not set, or a search that found nothing, must not become a paid text to image.</summary>
    /// <exception cref="NanoBananaException"><c>ImageParameterEmpty</c> or <c>PromptTwice</c>.</exception>
    public void CommandLine()
    {
        CommandLine(nameof(bound.Path), bound.Path);
        CommandLine(nameof(bound.LiteralPath), bound.LiteralPath);
        CommandLine(nameof(bound.ImageUrl), bound.ImageUrl);
        if (bound.AsPrompt && isOnCommandLine(nameof(bound.Prompt)))
        {
            throw new NanoBananaException(ErrorIds.PromptTwice) { Target = bound.Prompt };
        }
    }

    /// <summary>Checks the record that is bound now.</summary>
    /// <param name="record">The record; null if something else is piped.</param>
    /// <param name="images">Its images.</param>
    /// <exception cref="NanoBananaException"><c>ImageParameterEmpty</c>, <c>NoImageInInput</c> or <c>ImageColumnUnknown</c>.</exception>
    public void Record(Record? record, RecordImages images)
    {
        Delayed(images, nameof(bound.Path), bound.Path);
        Delayed(images, nameof(bound.LiteralPath), bound.LiteralPath);
        Delayed(images, nameof(bound.ImageUrl), bound.ImageUrl);
        if (bound.InputObject is { } input)
        {
            Piped(input, record, images.ArePiped);
        }
        else if (bound.Cmdlet.MyInvocation.ExpectingInput)
        {
            throw new NanoBananaException(ErrorIds.NoImageInInput, "$null", "none");
        }
    }

    /// <summary>Checks the prompt of a text to image: one that names an image was meant as the image.</summary>
    /// <exception cref="NanoBananaException"><c>PromptIsPath</c>.</exception>
    public void Prompt(string? prompt)
    {
        if (prompt is not null && LostImage.Is(prompt) && (!PathText.Bare(prompt).Any(char.IsWhiteSpace) || _paths.IsFile(PathText.Bare(prompt))))
        {
            throw new NanoBananaException(ErrorIds.PromptIsPath, prompt) { Target = prompt };
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

    private void Piped(PSObject input, Record? record, bool hasImage)
    {
        if (hasImage || (bound.AsPrompt && input.BaseObject is string))
        {
            return;
        }

        var names = record?.Columns.Select(each => each.Key).ToList() ?? [.. input.Properties.Select(each => each.Name)];
        if (!names.Contains(nameof(bound.Prompt), StringComparer.OrdinalIgnoreCase) && !Options.Any(isDelayed))
        {
            throw new NanoBananaException(ErrorIds.NoImageInInput, KindOf(input), string.Join(", ", names.Take(12))) { Target = input };
        }

        if (record is not null && !RecordImages.Parameters.Any(isOnCommandLine) && !RecordImages.Parameters.Any(isDelayed))
        {
            NoImageIsLost(record, input);
        }
    }

    private void NoImageIsLost(Record record, PSObject input)
    {
        foreach (var (column, value) in record.Columns.Select(each => (each.Key, each.Value)))
        {
            // a column of an image parameter that holds none: an object that PowerShell could not make an image of
            if (RecordImages.Columns.Contains(column, StringComparer.OrdinalIgnoreCase) && !Cell.IsBlank(value))
            {
                throw new NanoBananaException(ErrorIds.ImageColumnUnknown, column, $"{KindOf(PSObject.AsPSObject(value))}, which is not an image") { Target = input };
            }

            if (!columns.Reads(column) && LostImage.In(value) is { } text)
            {
                throw new NanoBananaException(ErrorIds.ImageColumnUnknown, column, $"'{text}', which looks like an image, but is not in a property that is read") { Target = input };
            }
        }
    }

    private static string KindOf(PSObject input) => input.BaseObject is PSCustomObject ? "record" : input.BaseObject.GetType().Name;
}
