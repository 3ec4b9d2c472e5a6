<#
.SYNOPSIS
    An example of your own script, which New-Banner.Tests.ps1 tests.
#>
param(
    [Parameter(Mandatory)]
    [string[]] $Text,

    [Parameter(Mandatory)]
    [string] $Destination
)

$Text | ForEach-Object { [pscustomobject]@{ Prompt = "a banner that says $_"; AspectRatio = '16:9' } } |
    New-NanoBananaTask -Resume |
    Wait-NanoBananaTask |
    Save-NanoBananaImage -Destination $Destination -Name '{Prompt:60}'
