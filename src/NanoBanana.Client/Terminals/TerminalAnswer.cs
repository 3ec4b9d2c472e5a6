namespace NanoBanana.Client.Terminals;

/// <summary>How a terminal is asked which images it draws, and what its answer means.</summary>
public static class TerminalAnswer
{
    /// <summary>
    /// A picture of one pixel that kitty's protocol only checks, and the primary device attributes (DA1), which every terminal answers:
    /// with its answer, nothing more will come.
    /// </summary>
    public const string Question = "\u001b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u001b\\\u001b[c";

    private const string Attributes = "\u001b[?";
    private const string Sixel = "4";

    /// <summary>Whether the answer of a terminal is complete.</summary>
    /// <param name="answer">What has arrived so far.</param>
    /// <returns>True if the last part has arrived.</returns>
    public static bool IsComplete(string answer) =>
        answer.IndexOf(Attributes, StringComparison.Ordinal) is >= 0 and var start && answer.IndexOf('c', start) > start;

    /// <summary>What a terminal can draw, from its answer.</summary>
    /// <param name="answer">The whole answer.</param>
    /// <returns>The protocol and the reason for it.</returns>
    public static TerminalGraphics Read(string answer)
    {
        if (answer.Contains("_Gi=31;OK", StringComparison.Ordinal))
        {
            return TerminalGraphics.Of(TerminalGraphics.Kitty, "the terminal reports it");
        }

        if (!IsComplete(answer))
        {
            return TerminalGraphics.Of(protocol: null, "the terminal did not answer within 200 ms");
        }

        var start = answer.IndexOf(Attributes, StringComparison.Ordinal) + Attributes.Length;
        var attributes = answer.Substring(start, answer.IndexOf('c', start) - start).Split(';');
        return attributes.Skip(1).Contains(Sixel, StringComparer.Ordinal)
            ? TerminalGraphics.Of(TerminalGraphics.Sixel, "the terminal reports it")
            : TerminalGraphics.Of(protocol: null, "the terminal reports that it cannot draw images");
    }
}
