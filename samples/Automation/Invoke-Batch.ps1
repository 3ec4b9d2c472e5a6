<#
.SYNOPSIS
    An unattended run: submits, waits, saves and writes a log. Its exit code says what is left to do.
.DESCRIPTION
    Pipe what New-NanoBananaTask takes. The script does not ask for input. It submits with -Resume, so that a later run does not pay
    again for what an earlier run paid for.

    0  All images are saved.
    1  Some items failed, or the time was over. Run the same command again: it tries them again.
    2  It is unknown whether something was charged. Get-NanoBananaTask -State Unknown lists these tasks; settle them first.
    3  Nothing could start, because the profile, its key or the store cannot be used. Correct the cause first.

    If the process is ended with SIGTERM or SIGHUP, requests in flight are recorded, and the exit code is 143 or 129.

    The log has one line of JSON for each task, one for each refused item, and one for the run. It contains no prompts and no keys.
.EXAMPLE
    Get-ChildItem in/*.jpg | ./Invoke-Batch.ps1 -New @{ Prompt = 'on a marble table'; MaxCost = '5 USD' } -Destination out
    exit $LASTEXITCODE
#>
[CmdletBinding()]
param(
    # files, records, or other pipeline input of New-NanoBananaTask
    [Parameter(ValueFromPipeline)]
    [object] $InputObject,

    # the other parameters of New-NanoBananaTask
    [hashtable] $New = @{},

    [Parameter(Mandatory)]
    [string] $Destination,

    # the other parameters of Save-NanoBananaImage
    [hashtable] $Save = @{},

    [string] $LogPath = "$Destination/batch.jsonl",

    # for the whole run
    [ValidateScript({ $_ -gt [timespan]::Zero })]
    [timespan] $Timeout = '02:00:00'
)

begin {
    Set-StrictMode -Version Latest
    $ErrorActionPreference = 'Stop'
    $items = [Collections.Generic.List[object]]::new()

    # with one of these errors, no item can be sent
    $cannotStart = 'Profile*', 'Key*', 'Home*', 'Vault*', 'Secret*', 'Passphrase*', 'Store*', 'Journal*', 'Unauthorized', 'Forbidden', 'Modules_*'

    $functions = {
        function Add-LogLine {
            <# One line of JSON, with its time first. #>
            param([string] $LogPath, [Collections.IDictionary] $Line)
            $whole = [ordered]@{ time = [DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ', [cultureinfo]::InvariantCulture) } + $Line
            Add-Content -LiteralPath $LogPath -Value (ConvertTo-Json -InputObject $whole -Compress -Depth 3)
        }

        function Add-TaskLine {
            param([string] $LogPath, [object] $Task, [string[]] $File)
            Add-LogLine $LogPath ([ordered]@{
                    state = $Task.State; id = $Task.Id; intent = $Task.IntentId; provider = $Task.Provider; profile = $Task.Profile; model = $Task.Model
                    reason = if ($Task.Failure) { $Task.Failure.Reason }; cost = $Task.Cost.Amount; currency = $Task.Cost.Currency; certainty = $Task.Cost.Certainty
                    seconds = if ($Task.Duration) { [Math]::Round($Task.Duration.TotalSeconds, 1) }; source = @($Task.Source | Split-Path -Leaf); files = @($File | Where-Object { $_ })
                })
        }
    }

    # runs in a separate runspace, so that it can be stopped when the time is over
    $batch = {
        param($Functions, $Items, $New, $Save, $Timeout, $LogPath, $Tasks, $Logged)
        $ErrorActionPreference = 'Continue'
        $ProgressPreference = 'SilentlyContinue'
        . ([scriptblock]::Create($Functions))
        Import-Module NanoBanana.PowerShell -ErrorAction Stop
        $files = @{}
        # recorded in the store: Get-NanoBananaStatement compares the balance with what was charged
        $account = if ($New.Profile) { @{ Profile = $New.Profile } } else { @{} }
        $null = try { Get-NanoBananaCredit @account -ErrorAction Ignore } catch { $null }
        $Items | New-NanoBananaTask @New -Resume |
            ForEach-Object { $Tasks[$_.IntentId] = $_; $_ } |
            Wait-NanoBananaTask -Timeout $Timeout |
            ForEach-Object { $Tasks[$_.IntentId] = $_; $_ } |
            Save-NanoBananaImage @Save |
            Where-Object { $_ -is [IO.FileInfo] } |
            ForEach-Object {
                $id = $_.TaskId
                $files[$id] = @($files[$id]) + $_.Name
                $task = $Tasks.Values.Where({ $_.Id -eq $id }, 'First')[0]
                # the first entry of each list is empty, because the list did not exist before
                if ($files[$id].Count - 1 -eq $task.Images.Count) {
                    $Logged[$task.IntentId] = $true
                    Add-TaskLine $LogPath $task $files[$id]
                }
            }
        $null = try { Get-NanoBananaCredit @account -ErrorAction Ignore } catch { $null }
    }
}

process {
    if ($null -ne $InputObject) { $items.Add($InputObject) }
}

end {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    . $functions
    $null = New-Item -ItemType Directory -Force -Path $Destination, (Split-Path ([IO.Path]::GetFullPath($LogPath, $PWD)))
    $tasks, $logged = [hashtable]::Synchronized(@{}), [hashtable]::Synchronized(@{})
    $problems = [Collections.Generic.List[Management.Automation.ErrorRecord]]::new()

    $shell = [powershell]::Create()
    try {
        $null = $shell.AddScript("Set-Location -LiteralPath '$("$PWD".Replace("'", "''"))'").AddStatement().AddScript($batch).AddParameters(@{
                Functions = "$functions"; Items = $items; New = $New; Save = $Save + @{ Destination = $Destination }
                Timeout = $Timeout; LogPath = $LogPath; Tasks = $tasks; Logged = $logged
            })
        $run = $shell.BeginInvoke()
        $isLate = -not $run.AsyncWaitHandle.WaitOne($Timeout)
        # like Ctrl+C: what is in flight is recorded
        if ($isLate) { $shell.Stop() }
        try { $null = $shell.EndInvoke($run) }
        catch [Management.Automation.PipelineStoppedException] { $isLate = $true }
        catch { $problems.Add($_.Exception.InnerException.ErrorRecord) }
        $problems.AddRange([Management.Automation.ErrorRecord[]] @($shell.Streams.Error))
    }
    finally {
        $shell.Dispose()
    }

    foreach ($intent in @($tasks.Keys).Where({ -not $logged[$_] })) { Add-TaskLine $LogPath $tasks[$intent] }
    foreach ($problem in $problems) {
        # the target of an error may be a prompt, and its message may quote one
        $isFile = $problem.TargetObject -is [string] -and (Test-Path -LiteralPath $problem.TargetObject -PathType Leaf)
        Add-LogLine $LogPath ([ordered]@{ state = 'Error'; error = $problem.FullyQualifiedErrorId -replace ',.*'; category = "$($problem.CategoryInfo.Category)"; source = if ($isFile) { Split-Path -Leaf $problem.TargetObject } })
    }

    $isUnknown = @($tasks.Values).Where({ $_.State -eq 'Unknown' -or ($_.Failure -and $_.Failure.MayHaveBeenCharged) }).Count + @($problems).Where({ $_.Exception.PSObject.Properties['MayHaveBeenCharged'] -and $_.Exception.MayHaveBeenCharged }).Count
    $isBlocked = @($problems).Where({ $id = $_.FullyQualifiedErrorId -replace ',.*'; $cannotStart.Where({ $id -like $_ }) }).Count
    $exitCode =
    if ($isUnknown) { 2 }
    elseif ($tasks.Count -eq 0 -and $isBlocked) { 3 }
    elseif ($isLate -or $problems.Count -or $logged.Count -lt $tasks.Count) { 1 }
    else { 0 }
    $summary = [ordered]@{ state = 'Run'; exitCode = $exitCode; items = $items.Count; tasks = $tasks.Count; saved = $logged.Count; errors = $problems.Count; late = $isLate; seconds = [Math]::Round($clock.Elapsed.TotalSeconds, 1) }
    Add-LogLine $LogPath $summary
    [pscustomobject] $summary
    exit $exitCode
}
