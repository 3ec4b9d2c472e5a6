<#
.SYNOPSIS
    A scheduled task: edits each new image of a folder, and is safe to run again once it has ended.
.DESCRIPTION
    -Resume takes up what an earlier run paid for, so a run that was killed is finished by the next one, and nothing is
    paid for twice. Let the scheduler start one at a time: two that run at once do not see each other's work. Everything
    goes to a log file. The exit code is 0 where all images are there, 1 where some failed (they are in the log, and the next run tries them again), and 2 where nothing could be done at all.
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

    # a cap such as '5 USD', where the price of your gateway is known
    [string] $MaxCost,

    [string] $LogPath = "$Destination/nightly.log"
)

Set-StrictMode -Version Latest
# what is not about one item ends the script
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

$log = @{ LiteralPath = $LogPath }

function Add-Log {
    param([string] $Message)
    $line = '{0:yyyy-MM-ddTHH:mm:ssK} {1}' -f [DateTime]::UtcNow, $Message
    Add-Content @log -Value $line
    $line
}

try {
    $null = New-Item -ItemType Directory -Path $Destination -Force
    Import-Module NanoBanana.PowerShell
    $images = @(Get-ChildItem -Path $Path -File | Where-Object Extension -In '.jpg', '.jpeg', '.png')
    Add-Log "$($images.Count) images in $Path."

    $cap = if ($MaxCost) { @{ MaxCost = $MaxCost } } else { @{} }

    # one bad image is one error; the others go on
    $problems = @()
    $saved = @($images |
            New-NanoBananaTask -Prompt $Prompt -Resume @cap -ErrorAction SilentlyContinue -ErrorVariable +problems |
            Wait-NanoBananaTask -Timeout 30m -ErrorAction SilentlyContinue -ErrorVariable +problems |
            Save-NanoBananaImage -Destination $Destination -ErrorAction SilentlyContinue -ErrorVariable +problems)
    $saved | ForEach-Object { Add-Log "saved $($_.Name)" }
    $problems | ForEach-Object { Add-Log "failed $($_.FullyQualifiedErrorId): $($_.Exception.Message)" }
    Add-Log "$($saved.Count) saved, $($problems.Count) failed."
    exit [int]($problems.Count -gt 0)
}
catch {
    Add-Log "stopped $($_.FullyQualifiedErrorId): $($_.Exception.Message)"
    exit 2
}
