using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Tests.Hosting;

public sealed class SystemOpenerTests
{
    [Theory]
    [InlineData("-NonInteractive", true)]
    [InlineData("-noni", true)]
    [InlineData("--noninteractive", true)]
    [InlineData("-NoProfile", false)]
    [InlineData("-NoExit", false)]
    [InlineData("noninteractive", false)]
    [InlineData("-non", false)]
    public void A_session_says_on_its_command_line_that_nobody_looks(string argument, bool expected) =>
        Assert.Equal(expected, SystemOpener.IsNonInteractive(["pwsh", argument, "-File", "x.ps1"]));
}
