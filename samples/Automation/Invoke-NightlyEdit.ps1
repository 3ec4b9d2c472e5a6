<#
.SYNOPSIS
    A scheduled task: edits each image of a folder, and continues what an earlier run left.
.DESCRIPTION
    The exit codes and the log are those of Invoke-Batch.ps1. Several may run at the same time: -Resume lets one of them do each image.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File ./Invoke-NightlyEdit.ps1 -Path ./in -Destination ./out -Prompt 'on a marble table'
    As cron, systemd or the Windows Task Scheduler would run it. Key and profile come from the environment or from a profile on the disk.
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
