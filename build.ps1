<#
.SYNOPSIS
    Builds, shows, tests, checks or packs the module: a thin front over the .NET SDK.
.EXAMPLE
    pwsh ./build.ps1 -Task Demo
    Builds the module and runs the main job on sample photos against the emulator of all five gateways.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Demo', 'Test', 'Analyze', 'Package', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$module = "$PSScriptRoot/out/NanoBanana.PowerShell"
$quietly = @('--configuration', $Configuration, '--nologo', '--verbosity', 'quiet', '-clp:NoSummary')

function Invoke-DotNet {
    param([string[]] $ArgumentList)
    & dotnet @ArgumentList
    if ($LASTEXITCODE -ne 0) { throw "dotnet $ArgumentList ended with exit code $LASTEXITCODE." }
}

function Invoke-Build {
    Invoke-DotNet (@('build', "$PSScriptRoot/src/NanoBanana.PowerShell") + $quietly)
    "The module is in $module."
}

function Invoke-Demo {
    Invoke-Build
    # in a process of its own: a loaded module cannot be built again
    & (Get-Process -Id $PID).Path -NoProfile -File "$PSScriptRoot/samples/Demo.ps1" -ModulePath $module
    if ($LASTEXITCODE -ne 0) { throw 'The demo failed.' }
}

function Invoke-Test {
    Invoke-DotNet 'test', $PSScriptRoot
}

function Invoke-Analyze {
    $scripts = Get-ChildItem -Path $PSScriptRoot -Include *.ps1, *.psm1, *.psd1 -Recurse -File |
        Where-Object FullName -NotMatch '[\\/](out|bin|obj|node_modules)[\\/]'
    $settings = "$PSScriptRoot/PSScriptAnalyzerSettings.psd1"
    $findings = @($scripts | ForEach-Object { Invoke-ScriptAnalyzer -Path $_.FullName -Settings $settings })
    $findings | Format-Table RuleName, Severity, ScriptName, Line, Message -AutoSize -Wrap
    "$($findings.Count) findings in $(@($scripts).Count) scripts."
    if ($findings) { throw 'PSScriptAnalyzer has findings.' }
}

function Invoke-Package {
    Invoke-Build
    $version = (Import-PowerShellDataFile "$module/NanoBanana.PowerShell.psd1").ModuleVersion
    $package = "$PSScriptRoot/out/NanoBanana.PowerShell.$version.zip"
    Compress-Archive -Path $module -DestinationPath $package -Force
    "The package is $package."
}

function Invoke-Clean {
    Invoke-DotNet (@('clean', $PSScriptRoot) + $quietly)
    Remove-Item -LiteralPath "$PSScriptRoot/out" -Recurse -Force -ErrorAction Ignore
}

foreach ($name in $Task) {
    & "Invoke-$name"
}
