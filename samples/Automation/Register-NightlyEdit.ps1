<#
.SYNOPSIS
    Registers Invoke-NightlyEdit.ps1 with the Windows Task Scheduler, for the account that runs this script.
.EXAMPLE
    ./Register-NightlyEdit.ps1 -Path D:\images\in -Destination D:\images\out -Prompt 'on a marble table' -At 02:00
    The key is in a profile of this account: Set-NanoBananaProfile crun Crun -ApiKey (Read-Host -AsSecureString) -Default.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)]
    [string] $Path,

    [Parameter(Mandatory)]
    [string] $Destination,

    [Parameter(Mandatory)]
    [ValidatePattern('^[^"]+$')]
    [string] $Prompt,

    [string] $At = '02:00',

    [string] $TaskName = 'NanoBanana nightly edit'
)

$ErrorActionPreference = 'Stop'
$arguments = '-NoProfile -NonInteractive -File "{0}" -Path "{1}" -Destination "{2}" -Prompt "{3}"' -f "$PSScriptRoot\Invoke-NightlyEdit.ps1", $Path, $Destination, $Prompt
if ($PSCmdlet.ShouldProcess($TaskName, 'Register-ScheduledTask')) {
    $task = @{
        TaskName = $TaskName
        Action   = New-ScheduledTaskAction -Execute (Get-Command pwsh).Source -Argument $arguments
        Trigger  = New-ScheduledTaskTrigger -Daily -At $At
        Settings = New-ScheduledTaskSettingsSet -StartWhenAvailable -MultipleInstances IgnoreNew -ExecutionTimeLimit (New-TimeSpan -Hours 3)
    }
    Register-ScheduledTask @task
}
