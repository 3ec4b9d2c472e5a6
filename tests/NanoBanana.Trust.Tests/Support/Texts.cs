using FsCheck;
using FsCheck.Fluent;

namespace NanoBanana.Trust.Tests.Support;

/// <summary>Texts of which some mean something to file systems, to JSON and to terminals.</summary>
internal static class Texts
{
    private static readonly string[] Pieces =
    [
        "a", "B", "0", "_", "-", "fox", "CON", "nul", "COM1", "LPT\u00B9", "Ä", "狐", "🦊", " ", ".", "..", "/", "\\", ":", "*", "?", "\"", "<", ">", "|", "%", "{", "}", "{Id}", "\0", "\n", "\r", "\t", "\u001B", "\u007F",
        "\u200B", "\u202E", "\u2028", "\uFEFF", "\u00A0", "C:", "~", "$", "data:", "https://", "con.txt", new('x', 130), new('狐', 80), "e\u0301",
    ];

    private static readonly string[] Halves = ["\uD83E", "\uDD8A", "\uD800", "\uDC00"];

    /// <summary>Any text at all, halves of surrogate pairs among it.</summary>
    public static Gen<string> Any { get; } = Of([.. Pieces, .. Halves]);

    /// <summary>Texts that UTF-8 can write.</summary>
    public static Gen<string> Whole { get; } = Of(Pieces);

    private static Gen<string> Of(string[] pieces) => Gen.Elements(pieces).ArrayOf().Select(string.Concat);
}
