using System.Globalization;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Plans;

/// <summary>
/// A task as one row of a table that people edit: the columns of its own record first, then what was asked for, then what came of it,
/// and the rest of the request as JSON. What a row says goes before that JSON.
/// </summary>
public static class TaskRow
{
    /// <summary>The prefix of a column of the tag that has the name of another column.</summary>
    public const string TagPrefix = "Tag.";

    private static readonly string[] Own =
    [
        "Prompt", "Source", "Reference", "Profile", "Model", "AspectRatio", "Resolution", "OutputFormat", "Count", "Watermark", "Variant", "Take", "TakeOf", "Batch",
        "State", "Provider", "Operation", "Cost", "Currency", "Id", "IntentId", "SubmittedAt", "CompletedAt", "Url", "Reason", "SourceSha256", "Request",
    ];

    /// <summary>The columns of a task and their values: text, numbers and lists of text; null is an empty cell.</summary>
    /// <param name="task">A task, planned or submitted.</param>
    /// <returns>Names and values in the order of the columns.</returns>
    public static IReadOnlyList<KeyValuePair<string, object?>> Of(ImageTask task)
    {
        // what is written down holds no secret
        var request = task.Request is { } asked ? StoredRequest.Of(asked, keepPrompt: true) : new ImageRequest();
        var row = new List<KeyValuePair<string, object?>>();
        void Add(string name, object? value) => row.Add(new(name, value));
        foreach (var column in request.Tag)
        {
            Add(Own.Contains(column.Key, StringComparer.OrdinalIgnoreCase) || column.Key.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase) ? TagPrefix + column.Key : column.Key, column.Value);
        }

        Add("Prompt", request.Prompt);
        Add("Source", request.Sources);
        Add("Reference", request.References);
        Add("Profile", task.Profile);
        Add("Model", request.Model);
        Add("AspectRatio", request.AspectRatio);
        Add("Resolution", request.Resolution);
        Add("OutputFormat", request.OutputFormat);
        Add("Count", request.Count);
        Add("Watermark", request.Watermark);
        Add("Variant", request.Variant);
        Add("Take", request.Take);
        Add("TakeOf", request.TakeOf);
        Add("Batch", request.Batch);
        Add("State", task.State);
        Add("Provider", task.Provider);
        Add("Operation", task.Operation);
        Add("Cost", task.Cost.Amount);
        Add("Currency", task.Cost.Currency);
        Add("Id", task.Id);
        Add("IntentId", task.IntentId);
        Add("SubmittedAt", Text(task.SubmittedAt));
        Add("CompletedAt", Text(task.CompletedAt));
        Add("Url", task.Images.Where(image => !image.IsInline()).Select(image => image.Url).ToList());
        Add("Reason", task.Failure?.Reason);
        Add("SourceSha256", task.SourceSha256);
        Add("Request", request.ToString());
        return row;
    }

    /// <summary>Reads a task from a row.</summary>
    /// <param name="row">Columns and values, as <see cref="Of"/> returns them, possibly edited; a list may be a text with one line per value.</param>
    /// <returns>The task; planned if the row has no state.</returns>
    /// <exception cref="NanoBananaException"><c>ColumnNotConverted</c> or <c>RequestUnreadable</c>.</exception>
    public static ImageTask Read(IReadOnlyList<KeyValuePair<string, object?>> row)
    {
        var cells = new RowCells(row);
        var known = cells.Text("Request") is { } json ? ImageRequest.Parse(json) : new ImageRequest();
        var request = known.Edited(known with
        {
            Prompt = cells.Has("Prompt") ? cells.Text("Prompt") ?? string.Empty : known.Prompt,
            Sources = cells.Has("Source") ? cells.Texts("Source") : cells.Has("Path") ? cells.Texts("Path") : known.Sources,
            References = cells.Has("Reference") ? cells.Texts("Reference") : known.References,
            Model = cells.Or("Model", known.Model),
            AspectRatio = cells.Or("AspectRatio", known.AspectRatio),
            Resolution = cells.Or("Resolution", known.Resolution),
            OutputFormat = cells.Or("OutputFormat", known.OutputFormat),
            Watermark = cells.Or("Watermark", known.Watermark),
            Batch = cells.Or("Batch", known.Batch),
            TakeOf = cells.Or("TakeOf", known.TakeOf),
            Count = cells.Has("Count") ? cells.Number("Count") : known.Count,
            Variant = cells.Has("Variant") ? cells.Number("Variant") : known.Variant,
            Take = cells.Has("Take") ? cells.Number("Take") : known.Take,
            Tag = TagOf(row, known.Tag),
        });
        var state = cells.Text("State") ?? TaskStates.Planned;
        return new ImageTask
        {
            Provider = cells.Text("Provider") ?? string.Empty,
            Profile = cells.Text("Profile") ?? string.Empty,
            State = TaskStates.All.FirstOrDefault(each => each.Equals(state, StringComparison.OrdinalIgnoreCase)) ?? throw RowCells.NotConverted("State", state, "state of a task"),
            Operation = request.Operation,
            Request = request,
            Id = cells.Text("Id"),
            IntentId = cells.Text("IntentId"),
            SubmittedAt = cells.Time("SubmittedAt"),
            CompletedAt = cells.Time("CompletedAt"),
            Images = [.. cells.Texts("Url").Select((url, index) => new ResultImage { Url = url, Index = index + 1 })],
            Failure = cells.Text("Reason") is { } reason ? new TaskFailure { Reason = reason, Message = "The error details are in the record of the task" } : null,
            Cost = new Cost { Amount = cells.Money("Cost"), Currency = cells.Text("Currency"), Certainty = cells.Money("Cost") is null ? Certainties.Unknown : Certainties.Estimated },
            SourceSha256 = HashesOf(known, request, cells.Texts("SourceSha256", withEmpty: true)),
        };
    }

    // an image that was exchanged in the table is another one, and has no hash yet
    private static IReadOnlyList<string> HashesOf(ImageRequest known, ImageRequest request, IReadOnlyList<string> hashes)
    {
        var (before, now) = (known.Images().ToList(), request.Images().ToList());
        return hashes.Count != before.Count ? [] : [.. now.Select((image, index) => index < before.Count && string.Equals(image, before[index], StringComparison.Ordinal) ? hashes[index] : string.Empty)];
    }

    private static IReadOnlyDictionary<string, object?> TagOf(IReadOnlyList<KeyValuePair<string, object?>> row, IReadOnlyDictionary<string, object?> known)
    {
        var tag = known.ToDictionary(each => each.Key, each => each.Value, StringComparer.Ordinal);
        foreach (var column in row.Where(each => each.Key is not "Path" && !Own.Contains(each.Key, StringComparer.OrdinalIgnoreCase)))
        {
            var name = column.Key.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase) ? column.Key.Substring(TagPrefix.Length) : column.Key;
            var isSame = tag.TryGetValue(name, out var before) && string.Equals(Convert.ToString(before, CultureInfo.InvariantCulture), Convert.ToString(column.Value, CultureInfo.InvariantCulture), StringComparison.Ordinal);
            tag[name] = isSame ? before : column.Value;
        }

        return tag;
    }

    private static string? Text(DateTimeOffset? time) => time?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
