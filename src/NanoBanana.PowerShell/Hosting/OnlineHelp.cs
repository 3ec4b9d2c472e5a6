namespace NanoBanana.PowerShell.Hosting;

/// <summary>The pages that <c>Get-Help -Online</c> opens: one per cmdlet, named after it.</summary>
internal static class OnlineHelp
{
    /// <summary>The folder of the pages. The pages themselves repeat it in their <c>HelpUri</c>.</summary>
    public const string Pages = "https://github.com/nanobanana-powershell/NanoBanana.PowerShell/blob/main/docs/en-US/";
}
