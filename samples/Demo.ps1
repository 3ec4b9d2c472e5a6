<#
.SYNOPSIS
    Edits sample photos with each of the five gateways, with the emulator: offline and without a key.
#>
[CmdletBinding()]
param(
    [string] $ModulePath = "$PSScriptRoot/../out/NanoBanana.PowerShell",
    [string] $Destination = "$PSScriptRoot/../out/demo"
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module $ModulePath
$env:NANOBANANA_HOME = "$Destination/home" # keeps the tasks of the demo apart from yours

$emulator = Start-NanoBananaEmulator -TaskDuration 1s
try {
    "The emulator runs at $($emulator.Uri). Nothing is sent to other machines."
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
