<#
.SYNOPSIS
    An Azure Function on a timer: makes the images of a list, and fails the invocation unless all are saved.
.DESCRIPTION
    The exit codes and the log are those of Invoke-Batch.ps1, which lies in the app's root. NANOBANANA_HOME, NANOBANANA_LIST and
    NANOBANANA_OUT name folders of a mounted share or, for several instances, NANOBANANA_STORE names a PostgreSQL database.
#>
param($Timer)

$ErrorActionPreference = 'Stop'
Write-Verbose "Past due: $($Timer.IsPastDue)"

$run = Import-Csv -LiteralPath $env:NANOBANANA_LIST |
    & "$PSScriptRoot/../Invoke-Batch.ps1" -Destination $env:NANOBANANA_OUT -Timeout 00:08:00
if ($LASTEXITCODE -ne 0) {
    throw "The batch ended with $($LASTEXITCODE): $($run | ConvertTo-Json -Compress)"
}
