<#
.SYNOPSIS
    Runs the Pester tests of the built module, tells what failed and what was skipped, and ends with "N passed, N failed, N skipped".
.PARAMETER Path
    Test files; all files of this folder without it.
.PARAMETER ResultFile
    Also gets the result of each test, as JSON.
.EXAMPLE
    dotnet out/powershell/pwsh.dll tests/NanoBanana.PowerShell.Pester/Invoke-Tests.ps1 -Path tests/NanoBanana.PowerShell.Pester/Wait.Tests.ps1
#>
[CmdletBinding(PositionalBinding = $false)]
param([string[]] $Path = "$PSScriptRoot/*.Tests.ps1", [string] $ResultFile)

$ErrorActionPreference = 'Stop'
$staged = "$PSScriptRoot/../../out/powershell/Modules/Pester"
Import-Module $(if (Test-Path $staged) { $staged } else { 'Pester' }) -MinimumVersion 5.5

function Get-SkipReason {
    <# What Set-ItResult -Because says, or what the tag "needs ..." of the test or of a block around it names. #>
    param($Test)
    if ($Test.ErrorRecord) { return $Test.ErrorRecord[0].Exception.Message }
    $tags = @($Test.Tag)
    for ($block = $Test.Block; $block; $block = $block.Parent) { $tags += $block.Tag }
    $tags -like 'needs *' | Select-Object -First 1
}

function ConvertTo-Result {
    param([Parameter(ValueFromPipeline)] $Tested, [string] $Name)
    process {
        $known = $Name, $Tested.ExpandedPath, ($Tested.Path -join '.') | Where-Object { $_ } | Select-Object -First 1
        $outcome = if ($Tested.Result -in 'Passed', 'Failed') { $Tested.Result } else { 'Skipped' }
        $message = $Tested.ErrorRecord.Exception.Message -join "`n"
        if ($outcome -eq 'Skipped' -and -not ($message = Get-SkipReason $Tested)) {
            $outcome, $message = 'Failed', 'It was skipped, and no tag "needs ..." says why.'
        }
        [pscustomobject]@{
            Name = $known; Outcome = "$outcome"; Seconds = $Tested.Duration.TotalSeconds; Message = "$message"
            Place = "$($Tested.ErrorRecord | ForEach-Object { ($_.ScriptStackTrace -split '\n')[0] } | Select-Object -First 1)"
        }
    }
}

$run = Invoke-Pester -Configuration @{
    Run    = @{ Path = $Path; PassThru = $true }
    Output = @{ Verbosity = 'None' }
}
# a file that cannot be read, or a setup that breaks, has no failed test of its own
$results = @($run.Tests | Where-Object { $_ } | ConvertTo-Result) +
    @($run.FailedBlocks | Where-Object { $_ } | ConvertTo-Result) +
    @($run.FailedContainers | Where-Object { $_ } | ForEach-Object { ConvertTo-Result $_ -Name "$_" })

foreach ($result in $results | Where-Object Outcome -EQ Failed) {
    "FAILED: $($result.Name)"
    "    $($result.Message -replace '\n', "`n    ")"
    "    $($result.Place)"
}
$results | Where-Object Outcome -EQ Skipped | ForEach-Object { "skipped: $($_.Name): $($_.Message)" }

if ($ResultFile) { ConvertTo-Json -InputObject $results | Set-Content -LiteralPath $ResultFile }
$passed, $failed, $skipped = 'Passed', 'Failed', 'Skipped' | ForEach-Object { @($results | Where-Object Outcome -EQ $_).Count }
"$passed passed, $failed failed, $skipped skipped"
exit [int]($failed -gt 0 -or $passed + $skipped -eq 0)
