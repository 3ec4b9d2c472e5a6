using System.Text;
using NanoBanana.Client.Terminals;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>
/// Asks the terminal which images it draws. Only for a user who wants it: a terminal that does not answer costs 200 ms, and what it
/// answers comes in as if it were typed.
/// </summary>
internal static class TerminalQuery
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    /// <summary>Asks; nothing is asked if input or output is redirected.</summary>
    public static async Task<TerminalGraphics> AskAsync(CancellationToken cancellationToken)
    {
        if (Console.IsInputRedirected || Console.IsOutputRedirected)
        {
            return TerminalGraphics.Of(protocol: null, "a terminal can be asked only if input and output are not redirected");
        }

        Console.Write(TerminalAnswer.Question);
        var answer = new StringBuilder();
        var asked = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(asked) < Longest && !TerminalAnswer.IsComplete(answer.ToString()))
        {
            while (Console.KeyAvailable)
            {
                answer.Append(Console.ReadKey(intercept: true).KeyChar);
            }

            await Clock.DelayAsync(Step, cancellationToken).ConfigureAwait(false);
        }

        return TerminalAnswer.Read(answer.ToString());
    }
}
