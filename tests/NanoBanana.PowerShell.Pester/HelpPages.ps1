<#
.SYNOPSIS
    Reads the examples of the help pages, and runs one as a user would who has the emulator and a folder of photos.
#>
$script:HelpFolder = [IO.Path]::GetFullPath("$PSScriptRoot/../../docs/en-US")

# what cannot run here, and why
$script:NotRun = @{
    'Start-NanoBananaEmulator: For other programs' = 'needs somebody who presses Ctrl+C'
}

function Get-HelpExample {
    <# The powershell fences below EXAMPLES: of each cmdlet page, and of the topics that have that heading. #>
    foreach ($page in Get-ChildItem $HelpFolder -Filter *.md | Sort-Object Name) {
        $section = [regex]::Match((Get-Content $page -Raw), '(?ms)^## EXAMPLES\r?\n(.*?)(?=^## |\z)').Groups[1].Value
        foreach ($found in [regex]::Matches($section, '(?ms)(?:^### (?:Example \d+: )?([^\r\n]+)\s+)?^```powershell\r?\n(.*?)\r?\n```')) {
            $title = if ($found.Groups[1].Success) { $found.Groups[1].Value } else { 'the example' }
            @{ Page = $page.BaseName; Title = $title; Code = $found.Groups[2].Value; NotRun = $NotRun["$($page.BaseName): $title"] }
        }
    }
}

function Invoke-HelpExample {
    <# Runs code in a runspace of its own, in the folder, and gives its errors. What a person would type is there already. #>
    [OutputType([string])]
    param([string] $Code, [string] $Folder)
    $prelude = @'
Set-StrictMode -Version Latest
$ProgressPreference = 'SilentlyContinue'
$PSDefaultParameterValues = @{ 'Wait-NanoBananaTask:PollInterval' = '50ms' }
function Read-Host {
    param([string] $Prompt, [switch] $AsSecureString)
    if ($AsSecureString) { [Net.NetworkCredential]::new('', 'typed-by-a-person').SecurePassword } else { $Prompt }
}
'@
    $shell = [powershell]::Create()
    try {
        $null = $shell.AddScript("$prelude; Import-Module '$(Get-ModulePath)'; Set-Location -LiteralPath '$Folder'").Invoke()
        $shell.Commands.Clear()
        $null = $shell.AddScript($Code)
        try { $null = $shell.Invoke() } catch { "$_" }
        $shell.Streams.Error.ForEach({ "$_" })
    }
    finally {
        $shell.Dispose()
    }
}
