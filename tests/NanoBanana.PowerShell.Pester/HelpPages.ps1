<#
.SYNOPSIS
    Reads the examples of the help pages and the commands of the topics and README.md, and runs one like a user with the emulator and a folder of photos.
#>
$script:HelpFolder = [IO.Path]::GetFullPath("$PSScriptRoot/../../docs/en-US")

# examples that cannot run here, and why
$script:NotRun = @{
    'Start-NanoBananaEmulator: For other programs' = 'needs a person who presses Ctrl+C'
}

# blocks of README.md that cannot run here, by the heading above them
$script:NotRunInReadme = @{
    'Install'              = 'needs a package and its own home folder: Build.Tests.ps1 runs it'
    'API keys'             = 'needs a key, a vault and a live gateway'
    'Use several machines' = 'needs a database'
    'Automation'           = 'needs a key: Unattended.Tests.ps1 runs the script'
    'Local files'          = 'needs storage'
}

function Get-ReadmeBlock {
    <# The powershell fences of README.md; the second below a heading is "<heading>, 2". #>
    $seen = @{}
    $text = Get-Content "$PSScriptRoot/../../README.md" -Raw
    foreach ($found in [regex]::Matches($text, '(?ms)^#+ ([^\r\n]+)|^```powershell\r?\n(.*?)\r?\n```')) {
        if ($found.Groups[1].Success) { $heading = $found.Groups[1].Value; continue }
        $seen[$heading]++
        $title = if ($seen[$heading] -gt 1) { "$heading, $($seen[$heading])" } else { $heading }
        @{ Title = $title; Code = $found.Groups[2].Value; NotRun = $NotRunInReadme[$title] }
    }
}

function Get-TopicBlock {
    <# The indented commands of the topics, with the reason if they cannot run. #>
    foreach ($page in Get-ChildItem $HelpFolder -Filter about_*.md | Sort-Object Name) {
        $text = (Get-Content $page -Raw) -replace '\r' -replace '(?ms)^```.*?^```'
        foreach ($found in [regex]::Matches($text, '(?m)(?<=^\n)(?:^ {4}[^\n]+\n)+')) {
            $code = $found.Value -replace '(?m)^ {4}'
            $needs = switch -Regex ($code) {
                '…|<[a-z]' { 'needs what its placeholder stands for' }
                '^timeout ' { 'needs a shell' }
                '\$Request' { 'needs a web server' }
                '(?s)Start-NanoBananaEmulator.*Start-NanoBananaEmulator' { 'needs a choice: it shows two emulators, and a process has one' }
            }
            @{ Page = $page.BaseName; Line = ($code -split '\n')[0].Trim(); Code = $code; NotRun = $needs | Select-Object -First 1 }
        }
    }
}

function Get-HelpExample {
    <# The powershell fences below EXAMPLES of the help pages and topics. #>
    foreach ($page in Get-ChildItem $HelpFolder -Filter *.md | Sort-Object Name) {
        $section = [regex]::Match((Get-Content $page -Raw), '(?ms)^## EXAMPLES\r?\n(.*?)(?=^## |\z)').Groups[1].Value
        foreach ($found in [regex]::Matches($section, '(?ms)(?:^### (?:Example \d+: )?([^\r\n]+)\s+)?^```powershell\r?\n(.*?)\r?\n```')) {
            $title = if ($found.Groups[1].Success) { $found.Groups[1].Value } else { 'the example' }
            @{ Page = $page.BaseName; Title = $title; Code = $found.Groups[2].Value; NotRun = $NotRun["$($page.BaseName): $title"] }
        }
    }
}

function Invoke-HelpExample {
    <# Runs code in a new runspace, in the folder, and returns its errors. Read-Host answers by itself. #>
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
