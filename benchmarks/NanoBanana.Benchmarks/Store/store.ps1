# prints one line per figure: its name, a number, the goal, and the unit
Import-Module $env:BENCH_MODULE
$env:BENCH_KEY = 'bench'
Set-NanoBananaProfile shop Crun -KeyVariable BENCH_KEY

function Write-Line([string] $Name, [double] $Number, [double] $Goal, [string] $Unit) {
    [string]::Format([cultureinfo]::InvariantCulture, '{0}|{1}|{2}|{3}', $Name, $Number, $Goal, $Unit)
}

function Get-WorkingSet {
    [GC]::Collect()
    [GC]::WaitForPendingFinalizers()
    [System.Diagnostics.Process]::GetCurrentProcess().WorkingSet64 / 1MB
}

$clock = [System.Diagnostics.Stopwatch]::StartNew()
$null = Get-NanoBananaTask -Last 1
Write-Line 'the first command of a process, which opens it' $clock.Elapsed.TotalMilliseconds 150 ms
$clock.Restart()
$null = Test-NanoBananaStore
Write-Line 'the check of the whole file, once a process, before money is spent' $clock.Elapsed.TotalMilliseconds 500 ms

$known = @(Get-NanoBananaTask -Last 50)[0]
$id = $known.Id
$begin = $id.Substring(0, 4)
$before = Get-WorkingSet
$null = Measure-NanoBananaCost
Write-Line 'what Measure-NanoBananaCost adds to the working set' ((Get-WorkingSet) - $before) 40 MB

$things = [ordered]@{
    'Get-NanoBananaTask -Pending'               = 100, { Get-NanoBananaTask -Pending }
    'Get-NanoBananaTask -Unsaved -Last 20'      = 100, { Get-NanoBananaTask -Unsaved -Last 20 }
    'Tab on the beginning of an id'             = 100, { $line = "Get-NanoBananaTask -Id $begin"; TabExpansion2 $line $line.Length }
    'one task by its id'                        = 100, { Get-NanoBananaTask "$id*" }
    'tasks by the beginning of their id'        = 100, { Get-NanoBananaTask "$begin*" }
    'Get-NanoBananaTask -Review Approved'       = 100, { Get-NanoBananaTask -Review Approved }
    'Get-NanoBananaTask -Prompt ... -Last 20'   = 100, { Get-NanoBananaTask -Prompt '*0*' -Last 20 }
    'Get-NanoBananaTask -State Pending'         = 100, { Get-NanoBananaTask -State Pending }
    'Measure-NanoBananaCost'                    = 300, { Measure-NanoBananaCost }
}
foreach ($thing in $things.GetEnumerator()) {
    $goal, $work = $thing.Value
    if (-not (& $work)) { throw "$($thing.Key): nothing was found" }
    $times = foreach ($round in 1..20) {
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $null = & $work
        $clock.Elapsed.TotalMilliseconds
    }

    Write-Line $thing.Key ($times | Sort-Object)[10] $goal ms
}
