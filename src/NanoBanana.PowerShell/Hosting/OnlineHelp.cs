namespace NanoBanana.PowerShell.Hosting;

/// <summary>Where <c>Get-Help -Online</c> goes: one page a cmdlet, named after it.</summary>
internal static class OnlineHelp
{
    /// <summary>The folder of the pages. The pages themselves repeat it in their <c>HelpUri</c>.</summary>
    public const string Pages = "https://github.com/nanobanana-powershell/NanoBanana.PowerShell/blob/main/docs/en-US/";
}
