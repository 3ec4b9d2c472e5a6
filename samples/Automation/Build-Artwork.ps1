<#
.SYNOPSIS
    A step of a CI pipeline: makes the images of a list, and fails the build where one is missing.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File ./Build-Artwork.ps1 -List artwork.csv -Destination out
    The list has the columns Prompt and, where wanted, AspectRatio. The key is in NANOBANANA_CRUN_API_KEY, from the pipeline's secrets.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $List,

    [Parameter(Mandatory)]
    [string] $Destination,

    # a cap such as '5 USD', where the price of your gateway is known
    [string] $MaxCost
)

Set-StrictMode -Version Latest
# an error ends the script, and PowerShell exits with 1
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module NanoBanana.PowerShell

$cap = if ($MaxCost) { @{ MaxCost = $MaxCost } } else { @{} }
$files = @(Import-Csv -LiteralPath $List |
        New-NanoBananaTask -Resume @cap |
        Wait-NanoBananaTask -FailFast |
        Save-NanoBananaImage -Destination $Destination -Sidecar)
"$($files.Count) images in $Destination."
