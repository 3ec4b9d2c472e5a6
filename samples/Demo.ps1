<#
.SYNOPSIS
    The main job on sample photos, with each of the five gateways, on the emulator: offline and without a key.
#>
[CmdletBinding()]
param(
    [string] $ModulePath = "$PSScriptRoot/../out/NanoBanana.PowerShell",
    [string] $Destination = "$PSScriptRoot/../out/demo"
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module $ModulePath
$env:NANOBANANA_HOME = "$Destination/journal" # the demo's tasks are not yours

$emulator = Start-NanoBananaEmulator -TaskDuration 1s
try {
    "The emulator answers at $($emulator.Uri); nothing leaves this machine."
    $photos = Get-ChildItem -Path "$PSScriptRoot/photos" -File | Where-Object Extension -In '.jpg', '.png'

    $saved = foreach ($profileName in $emulator.Profiles) {
        $photos |
            New-NanoBananaTask -Prompt 'on a marble table' -Profile $profileName |
            Wait-NanoBananaTask |
            Save-NanoBananaImage -Destination "$Destination/$profileName" -Force |
            Select-Object @{ Name = 'Profile'; Expression = { $profileName } },
                @{ Name = 'Photo'; Expression = { Split-Path -Path $_.Source[0] -Leaf } },
                @{ Name = 'Result'; Expression = { $_.Name } }, Length, TaskId
    }

    $saved | Format-Table | Out-String -Width 140
    "$($emulator.Charges) charges for $($emulator.Tasks) tasks. The images are in $((Resolve-Path $Destination).Path)."
}
finally {
    Stop-NanoBananaEmulator
}
