using System.Globalization;
using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Terminals;

/// <summary>Which image protocol the terminal supports, by the environment variables that terminals set. Nothing is guessed.</summary>
public sealed class TerminalGraphics
{
    /// <summary>https://sw.kovidgoyal.net/kitty/graphics-protocol: kitty, Ghostty.</summary>
    public const string Kitty = "kitty";

    /// <summary>https://iterm2.com/documentation-images.html: iTerm2, WezTerm, mintty.</summary>
    public const string ITerm2 = "iTerm2";

    /// <summary>https://vt100.net/docs/vt3xx-gp/chapter14.html: foot, Konsole, mlterm, contour, xterm with Sixel.</summary>
    public const string Sixel = "sixel";

    /// <summary>22.04, the first Konsole with Sixel.</summary>
    private const int FirstKonsole = 220_400;

    private TerminalGraphics(string? protocol, string reason) => (Protocol, Reason) = (protocol, reason);

    /// <summary><see cref="Kitty"/>, <see cref="ITerm2"/>, <see cref="Sixel"/>, or null if no image can be drawn.</summary>
    public string? Protocol { get; }

    /// <summary>The reason for the choice, as part of a sentence.</summary>
    public string Reason { get; }

    /// <summary>Selects the protocol from environment variables.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="isTerminal">False if the output goes to a file, a pipe, or a host that is not a terminal.</param>
    /// <returns>The protocol, or none, with the reason.</returns>
    public static TerminalGraphics Detect(Func<string, string?> variable, bool isTerminal)
    {
        string Word(string name) => variable(name) ?? string.Empty;

        if (!isTerminal)
        {
            return new TerminalGraphics(protocol: null, "the output does not go to a terminal");
        }

        var (term, program) = (Word("TERM"), Word("TERM_PROGRAM"));
        if (Word("TMUX").Length > 0 || Word("STY").Length > 0 || program is "tmux" || StartsWith(term, "screen") || StartsWith(term, "tmux"))
        {
            return new TerminalGraphics(protocol: null, "tmux and screen do not pass images to the terminal");
        }

        // TERM is set again by each terminal; the others may be left from the terminal in which this one was started
        return (term, program) switch
        {
            ("xterm-kitty", _) or ("xterm-ghostty", _) => new TerminalGraphics(Kitty, "TERM is " + term),
            (_, "ghostty") => new TerminalGraphics(Kitty, "TERM_PROGRAM is " + program),
            (_, "iTerm.app" or "WezTerm" or "mintty") => new TerminalGraphics(ITerm2, "TERM_PROGRAM is " + program),
            (_, "") when Word("KITTY_WINDOW_ID").Length > 0 => new TerminalGraphics(Kitty, "KITTY_WINDOW_ID is set"),
            (_, "") when Word("LC_TERMINAL") is "iTerm2" => new TerminalGraphics(ITerm2, "LC_TERMINAL is iTerm2"),
            ("foot" or "foot-extra" or "mlterm" or "contour" or "contour-latest", _) => new TerminalGraphics(Sixel, "TERM is " + term),
            _ when term.Contains("sixel", StringComparison.OrdinalIgnoreCase) => new TerminalGraphics(Sixel, "TERM is " + term),
            (_, "") when int.TryParse(Word("KONSOLE_VERSION"), NumberStyles.None, CultureInfo.InvariantCulture, out var konsole) && konsole >= FirstKonsole => new TerminalGraphics(Sixel, "KONSOLE_VERSION is " + Word("KONSOLE_VERSION")),
            _ => new TerminalGraphics(protocol: null, "this terminal does not report that it can draw images; set the protocol with -Protocol, or use -Protocol Ask to ask the terminal"),
        };
    }

    /// <summary>A protocol that the user or the terminal gave.</summary>
    /// <param name="protocol">One of the protocols, in any case, or null for none.</param>
    /// <param name="reason">Why it is used; part of a sentence.</param>
    /// <returns>The protocol with its reason.</returns>
    public static TerminalGraphics Of(string? protocol, string reason) =>
        new(Array.Find([Kitty, ITerm2, Sixel], each => each.Equals(protocol, StringComparison.OrdinalIgnoreCase)), reason);

    private static bool StartsWith(string text, string start) => text.StartsWith(start, StringComparison.Ordinal);
}
