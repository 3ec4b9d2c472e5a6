using System.Globalization;

namespace NanoBanana.Client.Downloads;

/// <summary>The default name of a result.</summary>
internal static class SourceName
{
    private const int MostCharacters = 60;

    /// <summary>The name of the first source without its ending; for text to image the first words of the prompt, and the task's id if that is not known.</summary>
    public static string? Of(ImageTask task) => task.Source.Count > 0 ? OfFile(task.Source[0]) ?? task.Id : OfPrompt(task.Prompt) ?? task.Id;

    private static string? OfFile(string source)
    {
        var path = Uri.TryCreate(source, UriKind.Absolute, out var url) && !url.IsFile ? Uri.UnescapeDataString(url.AbsolutePath) : source;
        var name = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        var dot = name.LastIndexOf('.');
        return dot > 0 ? name.Substring(0, dot) : name.Length > 0 ? name : null;
    }

    // whole words, and nothing that only separates them
    private static string? OfPrompt(string? prompt)
    {
        var words = new string([.. (prompt ?? string.Empty).Select(each => IsOfWord(each) ? each : ' ')]).Split([' '], StringSplitOptions.RemoveEmptyEntries);
        var name = string.Empty;
        foreach (var word in words)
        {
            if (name.Length > 0 && name.Length + 1 + word.Length > MostCharacters)
            {
                break;
            }

            name = name.Length == 0 ? word : name + " " + word;
        }

        return name.Length > 0 ? name : null;
    }

    private static bool IsOfWord(char each) => char.IsLetterOrDigit(each) || char.IsSurrogate(each) || each is '-' or '\''
        || char.GetUnicodeCategory(each) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
