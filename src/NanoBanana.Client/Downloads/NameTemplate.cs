using System.Globalization;
using System.Text.RegularExpressions;
using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Downloads;

/// <summary>
/// Names of saved files: text with fields such as <c>{Source}</c>, and columns of the task's tag such as <c>{Sku}</c>;
/// <c>{Prompt:40}</c> takes at most 40 characters.
/// </summary>
public static class NameTemplate
{
    /// <summary>The source's name, or words of the prompt for text to image; the index if a task has several images.</summary>
    public const string Default = "{Source}";

    private const string OfTag = "Tag.";

    private static readonly Regex Field = new(
        @"\{(?<name>[^{}:]+)(:(?<format>[^{}]*))?\}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    private static readonly Dictionary<string, (string Meaning, Func<ImageTask, ResultImage, object?> Of)> Values = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Source"] = ("name of the source image; for text to image, words of the prompt", (task, _) => SourceName.Of(task)),
        ["Id"] = ("the task's id", (task, _) => task.Id),
        ["Index"] = ("number of the image within its task, from 1", (_, image) => image.Index),
        ["Date"] = ("day when the task ended, such as 2026-03-01; {Date:yyyy} is its year", (task, _) => (task.CompletedAt ?? task.SubmittedAt)?.ToLocalTime()),
        ["Provider"] = ("the gateway", (task, _) => task.Provider),
        ["Model"] = ("the model as the gateway names it", (task, _) => task.Model),
        ["Prompt"] = ("the prompt; {Prompt:40} takes at most 40 characters", (task, _) => task.Prompt),
        ["AspectRatio"] = ("the requested aspect ratio", (task, _) => task.AspectRatio),
        ["Take"] = ("which take it is, from 1", (task, _) => task.Take ?? 1),
        ["Variant"] = ("which variant it is, from 1", (task, _) => task.Request?.Variant ?? 1),
    };

    /// <summary>The names of all fields.</summary>
    public static IReadOnlyList<string> Fields { get; } = [.. Values.Keys];

    /// <summary>Describes a field.</summary>
    /// <param name="field">The name of a field, without braces.</param>
    /// <returns>The meaning in a few words; empty if there is no such field.</returns>
    public static string Describe(string field) => Values.TryGetValue(field, out var value) ? value.Meaning : string.Empty;

    /// <summary>Checks what can be known without a task. A name that is not a field may be a column of a tag.</summary>
    /// <param name="template">Text with fields.</param>
    /// <exception cref="NanoBananaException"><c>InvalidNameTemplate</c>.</exception>
    public static void Check(string template)
    {
        var rest = Field.Replace(template, string.Empty);
        var problem = Field.Matches(template).Cast<Match>().Select(Problem).FirstOrDefault(each => each is not null)
            ?? (rest.Contains('{') ? "an opening brace has no closing brace" : rest.Contains('}') ? "a closing brace has no opening brace" : string.IsNullOrWhiteSpace(template) ? "it is empty" : null);
        if (problem is not null)
        {
            throw Invalid(template, problem, tag: null);
        }
    }

    /// <summary>The file name without extension.</summary>
    /// <param name="template">Text with fields.</param>
    /// <param name="task">The task.</param>
    /// <param name="image">One of its images.</param>
    /// <returns>A name without characters that Windows, macOS or Linux forbid.</returns>
    /// <exception cref="NanoBananaException"><c>InvalidNameTemplate</c>: the tag of the task has no such column.</exception>
    public static string Expand(string template, ImageTask task, ResultImage image)
    {
        var name = Field.Replace(template, match => Value(template, match, task, image));
        if (string.IsNullOrWhiteSpace(name))
        {
            // an empty cell
            name = SourceName.Of(task) ?? string.Empty;
        }

        var several = task.Images.Count > 1 && !template.Contains("{Index", StringComparison.OrdinalIgnoreCase);
        return SafeFileName.Of(several ? name + "-" + image.Index.ToString(CultureInfo.InvariantCulture) : name);
    }

    private static string? Problem(Match field)
    {
        var (name, format) = (field.Groups["name"].Value, field.Groups["format"]);
        if (!format.Success || LengthOf(format.Value) is not null)
        {
            return null;
        }

        return !name.Equals("Date", StringComparison.OrdinalIgnoreCase) ? $"the number of characters after the colon in '{field.Value}' is not a number from 1 to 999"
            : DateText(new DateTimeOffset(2000, 1, 2, 3, 4, 5, TimeSpan.Zero), format.Value) is null ? $"'{format.Value}' is not a date format"
            : null;
    }

    private static string Value(string template, Match match, ImageTask task, ResultImage image)
    {
        var (name, format) = (match.Groups["name"].Value, match.Groups["format"].Value);
        var value = Values.TryGetValue(name, out var own) ? own.Of(task, image) : OfColumn(template, name, task);
        if (value is DateTimeOffset date)
        {
            return DateText(date, format.Length > 0 && LengthOf(format) is null ? format : "yyyy-MM-dd") ?? string.Empty;
        }

        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        return LengthOf(format) is { } length && text.Length > length
            ? text.Substring(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)
            : text;
    }

    private static object? OfColumn(string template, string name, ImageTask task)
    {
        var column = name.StartsWith(OfTag, StringComparison.OrdinalIgnoreCase) && !task.Tag.ContainsKey(name) ? name.Substring(OfTag.Length) : name;
        var found = task.Tag.Where(each => each.Key.Trim().Equals(column.Trim(), StringComparison.OrdinalIgnoreCase)).Select(each => (KeyValuePair<string, object?>?)each).FirstOrDefault();
        return found is { } each ? each.Value : throw Invalid(template, $"'{name}' is neither a field nor a column of the task's tag", task);
    }

    private static int? LengthOf(string format) =>
        int.TryParse(format, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length is > 0 and < 1000 ? length : null;

    private static string? DateText(DateTimeOffset date, string format)
    {
        try
        {
            // one letter alone is a standard format, whose result holds colons
            return format.Length > 1 && format.All(each => char.IsLetter(each) ? "yMdHhmst".IndexOf(each) >= 0 : each is '-' or '_' or '.' or ' ') ? date.ToString(format, CultureInfo.InvariantCulture) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static NanoBananaException Invalid(string template, string problem, ImageTask? tag) =>
        new(ErrorIds.InvalidNameTemplate, template, problem, string.Join(", ", Fields.Concat(tag?.Tag.Keys ?? []).Select(field => "{" + field + "}"))) { Target = tag is null ? template : tag };
}
