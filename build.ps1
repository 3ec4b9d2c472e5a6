<#
.SYNOPSIS
    Builds, tests, analyzes, installs or packages the module, compiles its help, or runs the demo, with the .NET SDK.
.EXAMPLE
    pwsh ./build.ps1 -Task Demo
    Builds the module, and edits the sample photos with the emulator of all five gateways.
.EXAMPLE
    dotnet dnx -y powershell@7.6.9 ./build.ps1 -Task Install
    Installs the module for the user, with a PowerShell that the .NET SDK downloads.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Demo', 'Test', 'Analyze', 'Help', 'Install', 'Package', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # the folder for the packages of -Task Package
    [string] $OutputPath = "$PSScriptRoot/out/package"
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
. "$PSScriptRoot/src/PowerShell.ps1"
$module = "$PSScriptRoot/out/NanoBanana.PowerShell"
$packages = [IO.Path]::GetFullPath($OutputPath, $PWD)
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
    # in a separate process, because a loaded module cannot be built again
    Invoke-PowerShell -NoProfile -File "$PSScriptRoot/samples/Demo.ps1" -ModulePath $module
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

function Invoke-Help {
    & "$PSScriptRoot/docs/Build-Help.ps1"
    Invoke-Build
}

function New-Staging {
    <# Makes a folder that contains only this build of the module. #>
    param([string] $Path)
    if ((Test-Path -LiteralPath $Path) -and -not (Test-Path -LiteralPath "$Path/NanoBanana.PowerShell.psd1")) {
        throw "The folder '$Path' does not contain the module and would be replaced. Give another folder with -OutputPath."
    }
    Remove-Item -LiteralPath $Path -Recurse -Force -ErrorAction Ignore
    Invoke-DotNet @('build', "$PSScriptRoot/src/NanoBanana.PowerShell", '--configuration', 'Release', '--nologo', '--verbosity', 'quiet', '-clp:NoSummary', "-p:ModuleOutput=$Path")
}

function Invoke-Install {
    $staged = "$PSScriptRoot/out/install/NanoBanana.PowerShell"
    New-Staging $staged
    $version = (Test-ModuleManifest "$staged/NanoBanana.PowerShell.psd1").Version
    $versions = Join-Path ([Management.Automation.ModuleIntrinsics]::GetPSModulePath('User')) NanoBanana.PowerShell
    $installed = "$versions/$version"
    if (Test-Path -LiteralPath $installed) { Remove-Item -LiteralPath $installed -Recurse -Force }
    $null = New-Item -ItemType Directory -Path $versions -Force
    Copy-Item -LiteralPath $staged -Destination $installed -Recurse
    "NanoBanana.PowerShell $version is installed in $installed."
}

function Get-CommitTime {
    <# Returns the time of the commit, so that the same commit gives the same bytes; without git, a fixed day. #>
    $time = if (Get-Command git -CommandType Application -ErrorAction Ignore) { git -C $PSScriptRoot log -1 --format=%ct 2>$null }
    if ($time) { $time } else { '1767225600' }
}

function Write-BillOfMaterials {
    <# Writes the bill of materials (CycloneDX): the contents of the packages, with versions, licenses and hashes. #>
    param([string] $Version, [string] $Path, [DateTimeOffset] $Time)
    Invoke-DotNet @(
        'dnx', '-y', 'CycloneDX@6.3.1', "$PSScriptRoot/src/NanoBanana.PowerShell/NanoBanana.PowerShell.csproj", '--exclude-dev', '--no-serial-number', '--disable-package-restore'
        '--output-format', 'Json', '--set-name', 'NanoBanana.PowerShell', '--set-version', $Version, '--set-type', 'Library', '--output', (Split-Path $Path), '--filename', (Split-Path $Path -Leaf)
    ) | Out-Null
    # the same commit gives the same bytes
    $text = [IO.File]::ReadAllText($Path) -replace '("timestamp":\s*")[^"]+', "`${1}$($Time.UtcDateTime.ToString('yyyy-MM-ddTHH:mm:ssZ', [cultureinfo]::InvariantCulture))"
    [IO.File]::WriteAllText($Path, $text)
}

function Invoke-Package {
    $staged = "$packages/NanoBanana.PowerShell"
    New-Staging $staged
    $env:SOURCE_DATE_EPOCH = Get-CommitTime
    $manifest = Test-ModuleManifest "$staged/NanoBanana.PowerShell.psd1"
    Invoke-DotNet @(
        'pack', "$PSScriptRoot/src/NanoBanana.PowerShell.Package", '--output', $packages, '--nologo', '--verbosity', 'quiet', '-clp:NoSummary'
        "-p:Staged=$staged", "-p:Version=$($manifest.Version)", "-p:Description=$([uri]::EscapeDataString($manifest.Description))"
        "-p:ReleaseNotes=$([uri]::EscapeDataString($manifest.PrivateData.PSData.ReleaseNotes))", "-p:Copyright=$([uri]::EscapeDataString($manifest.Copyright))"
        "-p:Tags=$([uri]::EscapeDataString((@('PSModule', 'PSIncludes_Cmdlet') + $manifest.PrivateData.PSData.Tags + @($manifest.ExportedCmdlets.Keys | Sort-Object).ForEach({ "PSCmdlet_$_" })) -join ' '))"
    )

    $time = [DateTimeOffset]::FromUnixTimeSeconds($env:SOURCE_DATE_EPOCH)
    $name = "$packages/NanoBanana.PowerShell.$($manifest.Version)"
    Compress-Folder -Path $staged -DestinationPath "$name.zip" -Time $time
    Write-BillOfMaterials -Version $manifest.Version -Path "$name.cdx.json" -Time $time
    $files = @('zip', 'nupkg', 'cdx.json')
    # the publisher signs it; only Windows has the cmdlet
    if (Get-Command New-FileCatalog -ErrorAction Ignore) {
        $null = New-FileCatalog -Path $staged -CatalogFilePath "$name.cat" -CatalogVersion 2
        $files += 'cat'
    }

    # in the format of sha256sum --check
    $sums = $files.ForEach({ '{0}  {1}' -f (Get-FileHash -LiteralPath "$name.$_").Hash.ToLowerInvariant(), (Split-Path "$name.$_" -Leaf) })
    [IO.File]::WriteAllText("$packages/SHA256SUMS", ($sums -join "`n") + "`n")
    "The packages are $name.zip and $name.nupkg. $name.cdx.json is their bill of materials, and SHA256SUMS has their checksums."
}

function Compress-Folder {
    <# Like Compress-Archive, but all entries have the same time and are in a fixed order. #>
    param([string] $Path, [string] $DestinationPath, [DateTimeOffset] $Time)
    $archive = [IO.Compression.ZipArchive]::new([IO.File]::Create($DestinationPath), 'Create')
    try {
        $files = [IO.Directory]::GetFiles($Path, '*', 'AllDirectories')
        [Array]::Sort($files, [StringComparer]::Ordinal)
        foreach ($file in $files) {
            $entry = $archive.CreateEntry([IO.Path]::GetRelativePath("$Path/..", $file).Replace('\', '/'))
            $entry.LastWriteTime = $Time
            $stream = $entry.Open()
            $stream.Write([IO.File]::ReadAllBytes($file))
            $stream.Dispose()
        }
    }
    finally {
        $archive.Dispose()
    }
}

function Invoke-Clean {
    Invoke-DotNet (@('clean', $PSScriptRoot) + $quietly)
    Remove-Item -LiteralPath "$PSScriptRoot/out" -Recurse -Force -ErrorAction Ignore
}

foreach ($name in $Task) {
    & "Invoke-$name"
}
