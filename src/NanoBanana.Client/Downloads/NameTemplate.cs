using System.Globalization;
using System.Text.RegularExpressions;
using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Downloads;

/// <summary>Names of saved files: text with fields such as <c>{Source}</c>; <c>{Prompt:40}</c> takes at most 40 characters.</summary>
public static class NameTemplate
{
    /// <summary>The source's name, or the task id for text to image; the index where a task has several images.</summary>
    public const string Default = "{Source}";

    private static readonly Regex Field = new(
        @"\{(?<name>[A-Za-z]+)(:(?<length>[0-9]{1,3}))?\}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    private static readonly Dictionary<string, (string Meaning, Func<ImageTask, ResultImage, string?> Of)> Values = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Source"] = ("name of the source image, or the task's id for text to image", (task, _) => SourceName(task) ?? task.Id),
        ["Id"] = ("the task's id", (task, _) => task.Id),
        ["Index"] = ("number of the image within its task, from 1", (_, image) => image.Index.ToString(CultureInfo.InvariantCulture)),
        ["Date"] = ("day when the task ended, such as 2026-03-01", (task, _) => (task.CompletedAt ?? task.SubmittedAt)?.ToLocalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ["Provider"] = ("the gateway", (task, _) => task.Provider),
        ["Model"] = ("the model as the gateway names it", (task, _) => task.Model),
        ["Prompt"] = ("the prompt; {Prompt:40} takes at most 40 characters", (task, _) => task.Prompt),
        ["AspectRatio"] = ("the ratio that was asked for", (task, _) => task.AspectRatio),
    };

    /// <summary>The names of all fields.</summary>
    public static IReadOnlyList<string> Fields { get; } = [.. Values.Keys];

    /// <summary>What a field stands for, in a few words; empty where there is no such field.</summary>
    public static string Describe(string field) => Values.TryGetValue(field, out var value) ? value.Meaning : string.Empty;

    /// <exception cref="NanoBananaException"><c>InvalidNameTemplate</c>.</exception>
    public static void Check(string template)
    {
        var unknown = Field.Matches(template).Cast<Match>().Select(match => match.Groups["name"].Value).FirstOrDefault(name => !Values.ContainsKey(name));
        var rest = Field.Replace(template, string.Empty);
        var problem = unknown is not null ? $"it has no field '{unknown}'"
            : rest.IndexOfAny(['{', '}']) >= 0 ? "a brace is not closed"
            : string.IsNullOrWhiteSpace(template) ? "it is empty"
            : null;
        if (problem is not null)
        {
            throw new NanoBananaException(ErrorIds.InvalidNameTemplate, template, problem, string.Join(", ", Fields.Select(field => "{" + field + "}"))) { Target = template };
        }
    }

    /// <summary>The file's name without extension, safe on all systems.</summary>
    public static string Expand(string template, ImageTask task, ResultImage image)
    {
        var name = Field.Replace(template, match => Value(match, task, image));
        var several = task.Images.Count > 1 && !template.Contains("{Index", StringComparison.OrdinalIgnoreCase);
        return SafeFileName.Of(several ? name + "-" + image.Index.ToString(CultureInfo.InvariantCulture) : name);
    }

    private static string Value(Match match, ImageTask task, ResultImage image)
    {
        var value = Values[match.Groups["name"].Value].Of(task, image) ?? string.Empty;
        return match.Groups["length"].Success && int.TryParse(match.Groups["length"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && value.Length > length
            ? value.Substring(0, length > 0 && char.IsHighSurrogate(value[length - 1]) ? length - 1 : length)
            : value;
    }

    private static string? SourceName(ImageTask task)
    {
        var first = task.Source.Count > 0 ? task.Source[0] : null;
        if (first is null)
        {
            return null;
        }

        var path = Uri.TryCreate(first, UriKind.Absolute, out var url) && !url.IsFile ? Uri.UnescapeDataString(url.AbsolutePath) : first;
        var name = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        var dot = name.LastIndexOf('.');
        return dot > 0 ? name.Substring(0, dot) : name.Length > 0 ? name : null;
    }
}
