using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Tests.Hosting;

public sealed class InteractiveHostTests
{
    [Theory]
    [InlineData("-NonInteractive", true)]
    [InlineData("-noni", true)]
    [InlineData("--noninteractive", true)]
    [InlineData("-NoProfile", false)]
    [InlineData("-NoExit", false)]
    [InlineData("noninteractive", false)]
    [InlineData("-non", false)]
    public void A_session_shows_on_its_command_line_that_it_has_no_user(string argument, bool expected) =>
        Assert.Equal(expected, InteractiveHost.IsNonInteractive(["pwsh", argument, "-File", "x.ps1"]));
}
