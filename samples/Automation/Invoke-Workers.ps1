<#
.SYNOPSIS
    Several processes make the images of one list. Each record is paid for once.
.DESCRIPTION
    All workers start at the same time with the whole list. With -Resume, each record is submitted by one of them, and the others get
    its task. If a worker ends early, the others submit its records. The last pipeline submits what is left, and saves the images.

    This also works on several machines: let them share a store (about_NanoBanana_Store), and run this script on each of them.
.EXAMPLE
    ./Invoke-Workers.ps1 -List artwork.csv -Destination out
#>
[CmdletBinding()]
param(
    # a CSV file with the column Prompt; New-NanoBananaTask also reads its other columns
    [Parameter(Mandatory)]
    [string] $List,

    [Parameter(Mandatory)]
    [string] $Destination,

    [ValidateRange(1, 64)]
    [int] $Count = 3
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

# a PowerShell that is a .NET tool runs in a dotnet process
$pwsh = Get-Item "$PSHOME/pwsh", "$PSHOME/pwsh.exe" -ErrorAction Ignore | Select-Object -First 1
$program, $engine = if ($pwsh) { $pwsh.FullName, @() } else { 'dotnet', @("$PSHOME/pwsh.dll") }
$work = @'
Import-Module NanoBanana.PowerShell
$tasks = Import-Csv -LiteralPath $env:WORKER_LIST | New-NanoBananaTask -Resume | Wait-NanoBananaTask
"$(@($tasks | Where-Object State -EQ Succeeded).Count) of $(@($tasks).Count) tasks succeeded."
'@
$encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($work))
$workers = foreach ($number in 1..$Count) {
    $start = [Diagnostics.ProcessStartInfo]::new($program)
    @($engine; '-NoProfile', '-NonInteractive', '-OutputFormat', 'Text', '-EncodedCommand', $encoded) | ForEach-Object { $start.ArgumentList.Add($_) }
    $start.Environment['WORKER_LIST'] = (Resolve-Path -LiteralPath $List).ProviderPath
    $start.RedirectStandardOutput = $true
    [Diagnostics.Process]::Start($start)
}

foreach ($number in 1..$Count) {
    $worker = $workers[$number - 1]
    Write-Information "Worker ${number}: $($worker.StandardOutput.ReadToEnd().Trim())" -InformationAction Continue
    $worker.WaitForExit()
}

# what a worker submitted is not submitted again
Import-Csv -LiteralPath $List | New-NanoBananaTask -Resume | Wait-NanoBananaTask | Save-NanoBananaImage -Destination $Destination
