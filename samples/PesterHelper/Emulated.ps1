<#
.SYNOPSIS
    For tests of your own scripts: an emulator of all gateways, and a separate store.
.EXAMPLE
    BeforeAll { . ./Emulated.ps1; Start-Emulated -Path $TestDrive }
    AfterAll { Stop-Emulated }
#>
function Start-Emulated {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It changes this process only, and Stop-Emulated undoes it.')]
    param(
        # the folder for the store of the tests
        [Parameter(Mandatory)]
        [string] $Path,

        # faults, such as rate-limit:Crun*2; about_NanoBanana_Emulator lists them
        [string[]] $Fault
    )

    $script:homeBefore = $env:NANOBANANA_HOME
    $env:NANOBANANA_HOME = "$Path/nanobanana"
    Import-Module NanoBanana.PowerShell
    $faults = if ($Fault) { @{ Fault = $Fault } } else { @{} }
    $null = Start-NanoBananaEmulator -TaskDuration 100ms @faults
}

function Get-EmulatedCharge {
    <# What a real gateway would have charged: the number of tasks. #>
    [OutputType([int])]
    param()
    (Get-NanoBananaEmulator).Charges
}

function Stop-Emulated {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It undoes what Start-Emulated did to this process.')]
    param()
    Stop-NanoBananaEmulator
    $env:NANOBANANA_HOME = $script:homeBefore
}
