<#
.SYNOPSIS
    A scheduled task: edits each image of a folder, and continues the work of earlier runs.
.DESCRIPTION
    The exit codes and the log are those of Invoke-Batch.ps1. Several runs may work at the same time: with -Resume, each image is submitted by one of them.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File ./Invoke-NightlyEdit.ps1 -Path ./in -Destination ./out -Prompt 'on a marble table'
    The command line for cron, systemd or the Windows Task Scheduler. The key is in an environment variable or in a stored profile.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Path,

    [Parameter(Mandatory)]
    [string] $Destination,

    [Parameter(Mandatory)]
    [string] $Prompt,

    # a cap such as '5 USD', if the price of your gateway is known
    [string] $MaxCost,

    [string] $LogPath = "$Destination/nightly.jsonl",

    [timespan] $Timeout = '02:00:00'
)

$ErrorActionPreference = 'Stop'
$new = @{ Prompt = $Prompt }
if ($MaxCost) { $new.MaxCost = $MaxCost }

try {
    $images = @(Get-ChildItem -Path $Path -File | Where-Object Extension -In '.jpg', '.jpeg', '.png', '.webp')
}
catch {
    [Console]::Error.WriteLine($_)
    exit 3
}

$images | & "$PSScriptRoot/Invoke-Batch.ps1" -New $new -Destination $Destination -LogPath $LogPath -Timeout $Timeout
exit $LASTEXITCODE
