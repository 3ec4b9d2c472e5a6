namespace NanoBanana.PowerShell.Binding;

/// <summary>Paths as they are in cells.</summary>
internal static class PathText
{
    // Explorer's "copy as path" puts quotes around it, and programs for text make curly ones of them
    private static readonly char[] Quotes = ['"', '\'', '`', '\u201C', '\u201D', '\u201E', '\u2018', '\u2019', '\u201A', '\u00AB', '\u00BB', '\u2039', '\u203A'];

    /// <summary>The text without the blanks and quotes around it.</summary>
    public static string Bare(string text) => text.Trim().Trim(Quotes).Trim();
}
