<#
.SYNOPSIS
    Runs the Pester tests of the built module and ends with one line: "N passed, N failed, N skipped".
.PARAMETER Path
    Test files; all files of this folder without it.
.PARAMETER ResultFile
    Also gets that line.
.EXAMPLE
    dotnet out/powershell/pwsh.dll tests/NanoBanana.PowerShell.Pester/Invoke-Tests.ps1 -Path tests/NanoBanana.PowerShell.Pester/Wait.Tests.ps1
#>
[CmdletBinding()]
param([string[]] $Path = "$PSScriptRoot/*.Tests.ps1", [string] $ResultFile)

$ErrorActionPreference = 'Stop'
$staged = "$PSScriptRoot/../../out/powershell/Modules/Pester"
Import-Module $(if (Test-Path $staged) { $staged } else { 'Pester' }) -MinimumVersion 5.5
$result = Invoke-Pester -Configuration @{
    Run    = @{ Path = $Path; PassThru = $true }
    Output = @{ Verbosity = 'None' }
}

foreach ($failed in @($result.Failed) + @($result.FailedBlocks) + @($result.FailedContainers)) {
    "FAILED: $(if ($failed.PSObject.Properties['ExpandedPath']) { $failed.ExpandedPath } else { $failed })"
    $failed.ErrorRecord | ForEach-Object { "    $($_.Exception.Message -replace '\n', "`n    ")"; "    $($_.ScriptStackTrace -split '\n' | Select-Object -First 1)" }
}

# a file that cannot be read, or a setup that breaks, has no failed test of its own
$failures = $result.FailedCount + [int]($result.FailedCount -eq 0 -and $result.Result -ne 'Passed')
$line = '{0} passed, {1} failed, {2} skipped' -f $result.PassedCount, $failures, ($result.SkippedCount + $result.NotRunCount)
if ($ResultFile) { Set-Content -LiteralPath $ResultFile -Value $line }
$line
exit [int]($failures -gt 0)
