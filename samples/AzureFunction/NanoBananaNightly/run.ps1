<#
.SYNOPSIS
    An Azure Function on a timer: makes the images of a list, and fails the invocation unless all are saved.
.DESCRIPTION
    The exit codes and the log are those of Invoke-Batch.ps1, which is in the root of the app. NANOBANANA_LIST is the CSV file, and
    NANOBANANA_OUT the folder of the images, both on a mounted share. NANOBANANA_STORE is a PostgreSQL database, because a SQLite
    store on a network file system is refused.
#>
param($Timer)

$ErrorActionPreference = 'Stop'
Write-Verbose "Past due: $($Timer.IsPastDue)"

$run = Import-Csv -LiteralPath $env:NANOBANANA_LIST |
    & "$PSScriptRoot/../Invoke-Batch.ps1" -Destination $env:NANOBANANA_OUT -Timeout 00:08:00
if ($LASTEXITCODE -ne 0) {
    throw "The batch ended with $($LASTEXITCODE): $($run | ConvertTo-Json -Compress)"
}
