<#
.SYNOPSIS
    Checks a live gateway: for each profile, makes one image and edits it, and compares the replies with those of the emulator.
.DESCRIPTION
    This costs money: two small tasks for each profile. Nothing is sent without -IUnderstandThisCostsMoney, and at most -MaxCost is
    spent for all profiles together. A profile whose price is unknown is not checked.

    The report lists the fields that the gateway adds, omits, or returns in another form than the emulator. It contains kinds of
    values ("link", "time in seconds") and the gateway's words for states, but no key, prompt, id, address or image. Attach it to an issue.
.EXAMPLE
    ./Invoke-LiveCheck.ps1 -Profile crun, pixazo -MaxCost '0.50 USD' -IUnderstandThisCostsMoney
.EXAMPLE
    ./Invoke-LiveCheck.ps1 -Profile crun -MaxCost '10 credits' -IUnderstandThisCostsMoney -ReportPath crun.md
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string[]] $Profile,

    # an amount and its unit, such as '0.50 USD' or '20 credits'
    [Parameter(Mandatory)]
    [ValidatePattern('^\s*[\d.]+\s*[A-Za-z]+\s*$')]
    [string] $MaxCost,

    [switch] $IUnderstandThisCostsMoney,

    [string] $ReportPath = 'live-check.md',

    [string] $Prompt = 'a red apple on a white table',

    [timespan] $Timeout = '00:10:00'
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
. "$PSScriptRoot/Shapes.ps1"
Import-Module NanoBanana.PowerShell -Verbose:$false

if (-not $IUnderstandThisCostsMoney) {
    throw "This makes two paid tasks for each profile. Nothing was sent. Add -IUnderstandThisCostsMoney to spend up to $MaxCost."
}
if (Get-NanoBananaEmulator) {
    throw 'An emulator is running in this process, and the check starts its own. Stop it first with Stop-NanoBananaEmulator. Nothing was sent.'
}

$amount, $unit = [regex]::Match($MaxCost, '([\d.]+)\s*([A-Za-z]+)').Groups[1..2].Value
$script:left = [decimal]::Parse($amount, [cultureinfo]::InvariantCulture)

function Invoke-Task {
    <# Makes one task, and returns it with the gateway's replies by stage. #>
    param([hashtable] $Request, [timespan] $Timeout, [switch] $IsPaid)
    $cap = if ($IsPaid) { @{ MaxCost = '{0} {1}' -f $left.ToString([cultureinfo]::InvariantCulture), $unit } } else { @{} }
    # each reply is one line of JSON in the debug stream; -Debug would ask about each
    $DebugPreference = 'Continue'
    $submitted = @(New-NanoBananaTask @Request @cap 3>$null 5>&1)
    $task = $submitted.Where({ $_ -isnot [Management.Automation.DebugRecord] })[0]
    if ($IsPaid -and $task.Cost.Amount) { $script:left = [Math]::Max(0, $left - $task.Cost.Amount) }
    if ($submitted.Count -lt 2) { throw 'No reply was recorded, so there is nothing to compare.' }
    $waited = @($task | Wait-NanoBananaTask -Timeout $Timeout 3>$null 5>&1)
    $ended = $waited.Where({ $_ -isnot [Management.Automation.DebugRecord] })[0]
    $toReply = { ConvertFrom-Json $_.Message -AsHashtable }
    $answers = @($waited.Where({ $_ -is [Management.Automation.DebugRecord] }) | ForEach-Object $toReply)
    [pscustomobject]@{
        Task   = if ($ended) { $ended } else { $task }
        Stages = [ordered]@{
            submit  = @($submitted.Where({ $_ -is [Management.Automation.DebugRecord] }) | ForEach-Object $toReply)
            running = @($answers | Select-Object -SkipLast 1)
            ended   = @($answers | Select-Object -Last 1)
        }
    }
}

function Get-Stage {
    <# The shapes of text to image and edit of one profile: stage -> shape. #>
    param([string] $Profile, [string] $Model, [string] $Prompt, [timespan] $Timeout, [switch] $IsPaid)
    $request = @{ Profile = $Profile; Prompt = $Prompt }
    if ($Model) { $request.Model = $Model }
    $text = Invoke-Task $request $Timeout -IsPaid:$IsPaid
    $stages = [ordered]@{}
    foreach ($stage in $text.Stages.Keys) { $stages["text to image, $stage"] = Get-Shape $text.Stages[$stage] }
    if ($text.Task.State -ne 'Succeeded') { Write-Warning "$($Profile): the text to image ended as $($text.Task.State) ($($text.Task.Failure.Reason)), so no edit was made."; return $stages }
    # the image that was just made is edited, so that no file of the user is sent
    $edit = Invoke-Task ($request + @{ ImageUrl = $text.Task.Images[0].Url }) $Timeout -IsPaid:$IsPaid
    foreach ($stage in $edit.Stages.Keys) { $stages["edit, $stage"] = Get-Shape $edit.Stages[$stage] }
    $stages
}

$report = [Collections.Generic.List[string]]::new()
$report.Add("# Check of $($Profile.Count) profile(s)`n`nModule $((Get-Module NanoBanana.PowerShell).Version), PowerShell $($PSVersionTable.PSVersion), $([DateTime]::UtcNow.ToString('yyyy-MM-dd')).")
$differences = foreach ($name in $Profile) {
    $provider = (Get-NanoBananaProfile $name).Provider
    try { $live = Get-Stage $name $null $Prompt $Timeout -IsPaid }
    catch {
        Write-Warning "$($name): $_"
        $report.Add("`n## $provider`n`nNot checked: $(($_.FullyQualifiedErrorId -split ',')[0]).")
        continue
    }

    # the gateway uses the form that differs least
    $best = foreach ($form in 'Documented', 'Live') {
        $null = Start-NanoBananaEmulator -TaskDuration 300ms -Shape $form
        try { $emulated = Get-Stage "emulator-$($provider.ToLowerInvariant())" $null $Prompt $Timeout }
        finally { Stop-NanoBananaEmulator }
        [pscustomobject]@{
            Form        = $form
            Differences = @(foreach ($stage in $live.Keys.Where({ $emulated.Contains($_) -and $live[$_].Count -and $emulated[$_].Count })) {
                    Compare-Shape $live[$stage] $emulated[$stage] | ForEach-Object { [pscustomobject]@{ Profile = $name; Provider = $provider; Form = $form; Stage = $stage; Difference = $_ } }
                })
        }
    }
    $closest = $best | Sort-Object { $_.Differences.Count } -Stable | Select-Object -First 1
    $report.Add("`n## $provider`n`nClosest to the emulator's form ``$($closest.Form)``; $($closest.Differences.Count) differences.`n")
    $closest.Differences | ForEach-Object { $report.Add("- $($_.Stage): $($_.Difference)") }
    foreach ($stage in $live.Keys.Where({ $live[$_].Count })) {
        $report.Add("`n$($stage):`n")
        foreach ($path in $live[$stage].Keys) { $report.Add("    $path : $($live[$stage][$path] -join ' or ')") }
    }
    $closest.Differences
}
Set-Content -LiteralPath $ReportPath -Value $report
$differences
