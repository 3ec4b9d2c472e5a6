using NanoBanana.Client.Terminals;

namespace NanoBanana.Client.Tests.Terminals;

/// <summary>A terminal is taken at its word, and the words of another one that were inherited do not count.</summary>
public sealed class TerminalGraphicsTests
{
    [Theory]
    [InlineData("KITTY", TerminalGraphics.Kitty)]
    [InlineData("iterm2", TerminalGraphics.ITerm2)]
    [InlineData("Sixel", TerminalGraphics.Sixel)]
    [InlineData(null, null)]
    public void A_protocol_may_be_written_in_any_case(string? given, string? protocol) =>
        Assert.Equal(protocol, TerminalGraphics.Of(given, "it was given").Protocol);

    [Theory]
    [InlineData("TERM=xterm-kitty KITTY_WINDOW_ID=1", TerminalGraphics.Kitty)]
    [InlineData("TERM=xterm-256color KITTY_WINDOW_ID=1", TerminalGraphics.Kitty)]
    [InlineData("TERM=xterm-ghostty TERM_PROGRAM=ghostty", TerminalGraphics.Kitty)]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=iTerm.app", TerminalGraphics.ITerm2)]
    [InlineData("TERM=xterm-256color LC_TERMINAL=iTerm2", TerminalGraphics.ITerm2)]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=WezTerm", TerminalGraphics.ITerm2)]
    [InlineData("TERM=xterm TERM_PROGRAM=mintty", TerminalGraphics.ITerm2)]
    [InlineData("TERM=xterm-kitty TERM_PROGRAM=iTerm.app", TerminalGraphics.Kitty)]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=WezTerm KITTY_WINDOW_ID=1", TerminalGraphics.ITerm2)]
    [InlineData("TERM=foot", TerminalGraphics.Sixel)]
    [InlineData("TERM=xterm-256color KONSOLE_VERSION=220402", TerminalGraphics.Sixel)]
    [InlineData("TERM=xterm-256color KONSOLE_VERSION=211203", null)]
    [InlineData("TERM=yaft-sixel", TerminalGraphics.Sixel)]
    [InlineData("TERM=foot TMUX=1", null)]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=vscode KITTY_WINDOW_ID=1 LC_TERMINAL=iTerm2", null)]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=Apple_Terminal", null)]
    [InlineData("TERM=xterm-256color WT_SESSION=1", null)]
    [InlineData("TERM=xterm-256color", null)]
    [InlineData("TERM=screen-256color KITTY_WINDOW_ID=1", null)]
    [InlineData("TERM=tmux-256color TERM_PROGRAM=iTerm.app", null)]
    [InlineData("TERM=xterm-kitty TMUX=/tmp/tmux-1/default,1,0", null)]
    [InlineData("TERM=xterm-kitty STY=1.pts", null)]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=tmux LC_TERMINAL=iTerm2", null)]
    [InlineData("", null)]
    public void The_protocol_is_read_from_the_environment(string environment, string? protocol)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(each => each.Split('=', 2)).ToDictionary(each => each[0], each => each[1], StringComparer.Ordinal);

        var found = TerminalGraphics.Detect(variables.GetValueOrDefault, isTerminal: true);

        Assert.Equal(protocol, found.Protocol);
        Assert.NotEmpty(found.Reason);
        Assert.Null(TerminalGraphics.Detect(variables.GetValueOrDefault, isTerminal: false).Protocol);
    }

    [Theory]
    [InlineData("\u001b_Gi=31;OK\u001b\\\u001b[?62;c", TerminalGraphics.Kitty)]
    [InlineData("\u001b_Gi=31;OK\u001b\\\u001b[?62;4c", TerminalGraphics.Kitty)]
    [InlineData("\u001b[?62;4;22c", TerminalGraphics.Sixel)]
    [InlineData("\u001b[?64;1;2;6;22c", null)]
    [InlineData("\u001b[?4c", null)]
    [InlineData("\u001b[?62;4", null)]
    [InlineData("hello", null)]
    [InlineData("", null)]
    public void An_answer_of_the_terminal_says_what_it_draws(string answer, string? protocol) =>
        Assert.Equal(protocol, TerminalAnswer.Read(answer).Protocol);
}
