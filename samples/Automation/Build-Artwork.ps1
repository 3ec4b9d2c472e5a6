<#
.SYNOPSIS
    A step of a CI pipeline: makes the images of a list, and fails the build if one is missing.
.DESCRIPTION
    The exit codes and the log are those of Invoke-Batch.ps1.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File ./Build-Artwork.ps1 -List artwork.csv -Destination out
    The list has the column Prompt, and optionally AspectRatio. The key is a secret of the pipeline, in NANOBANANA_CRUN_API_KEY.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $List,

    [Parameter(Mandatory)]
    [string] $Destination,

    # a cap such as '5 USD', if the price of your gateway is known
    [string] $MaxCost
)

$ErrorActionPreference = 'Stop'
$new = @{}
if ($MaxCost) { $new.MaxCost = $MaxCost }

Import-Csv -LiteralPath $List |
    & "$PSScriptRoot/Invoke-Batch.ps1" -New $new -Destination $Destination -Save @{ Sidecar = $true }
exit $LASTEXITCODE
