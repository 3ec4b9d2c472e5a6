using System.Management.Automation;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Reads the whole request of a task that was imported from Clixml, JSON or CSV, with the changes that its columns have.</summary>
internal static class RequestReader
{
    /// <summary>The task with its request; without one if the record says nothing of it.</summary>
    /// <param name="task">The task, without its request.</param>
    /// <param name="record">The record.</param>
    /// <exception cref="NanoBananaException"><c>RequestUnreadable</c>.</exception>
    public static ImageTask Complete(ImageTask task, PSObject record)
    {
        var whole = task with { Request = Read(record, nameof(task.Request)), Defaults = Read(record, nameof(task.Defaults)) };
        var request = Changed(whole.Request ?? new ImageRequest { Model = task.Model }, whole, record);
        return whole.Request is null && request.Prompt.Length == 0 && request.Operation is Operations.Generate
            ? whole
            : whole with { Request = request };
    }

    private static ImageRequest? Read(PSObject record, string property) => record.Properties[property]?.Value switch
    {
        null => null,
        ImageRequest request => request,
        PSObject { BaseObject: ImageRequest request } => request,

        // a file of CSV has its JSON
        PSObject { BaseObject: string text } => text.Length == 0 ? null : ImageRequest.Parse(text),
        string text => text.Length == 0 ? null : ImageRequest.Parse(text),
        var fields => ImageRequest.Parse(Whole(OptionReader.Read(PSObject.AsPSObject(fields)))),
    };

    // ConvertTo-Json without -Depth writes the name of its type instead of a nested value
    private static IReadOnlyDictionary<string, object?> Whole(IReadOnlyDictionary<string, object?> fields) =>
        fields.TryGetValue(nameof(ImageRequest.Options), out var options) && options is IReadOnlyDictionary<string, object?> values && values.FirstOrDefault(each => each.Value is string text && TaskReader.IsFlattened(text)) is { Key: { } cut }
            ? throw new NanoBananaException(ErrorIds.RequestUnreadable, $"its option '{cut}' is truncated; use ConvertTo-Json -Depth 8")
            : fields;

    // the columns of a task show its request: one that says something else was edited
    private static ImageRequest Changed(ImageRequest request, ImageTask task, PSObject record)
    {
        string? Text(string property, string? shown) => TaskReader.Text(record, property) is { } text && !string.Equals(text, shown, StringComparison.Ordinal) ? text : null;

        var sources = TaskReader.Texts(record, nameof(task.Source));
        return request.Edited(request with
        {
            Prompt = Text(nameof(task.Prompt), task.Prompt) ?? request.Prompt,
            Sources = sources.Count == 0 || sources.SequenceEqual(task.Source, StringComparer.Ordinal) ? request.Sources : sources,
            AspectRatio = Text(nameof(task.AspectRatio), task.AspectRatio) ?? request.AspectRatio,
            OutputFormat = Text(nameof(task.OutputFormat), task.OutputFormat) ?? request.OutputFormat,
            Resolution = Text(nameof(task.Resolution), task.Resolution) ?? request.Resolution,
            Watermark = Text(nameof(task.Watermark), task.Watermark) ?? request.Watermark,
            Count = TaskReader.Number(record, nameof(task.Count)) is { } count && count != task.Count ? count : request.Count,
        });
    }
}
