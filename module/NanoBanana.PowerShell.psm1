# The assemblies of this edition of PowerShell: first the one that keeps the dependencies to this module, then the cmdlets.
$edition = if ($PSEdition -eq 'Core') { 'Core' } else { 'Desktop' }
if ($edition -eq 'Core' -and $PSVersionTable.PSVersion -lt [version] '7.4') {
    throw "NanoBanana.PowerShell needs PowerShell 7.4 or newer, or Windows PowerShell 5.1; this is $($PSVersionTable.PSVersion). Get a newer one from https://aka.ms/powershell."
}

Import-Module -Name "$PSScriptRoot/$edition/NanoBanana.PowerShell.Loader.dll"
Import-Module -Name "$PSScriptRoot/$edition/NanoBanana.PowerShell.dll"
