# prints one line per action: its name, the median of its milliseconds, and those of the first time
Import-Module $env:BENCH_MODULE
$env:BENCH_KEY = 'bench'
# profiles of an emulator, so that its tasks are listed and completed
1..20 | ForEach-Object { Set-NanoBananaProfile "profile-$_" Crun -BaseUri $env:BENCH_URI -KeyVariable BENCH_KEY }
$tasks = @(Get-NanoBananaTask)
if ($tasks.Count -ne $env:BENCH_COUNT) { throw "$($tasks.Count) tasks instead of $env:BENCH_COUNT." }
$columns = 'Id', 'Provider', 'State', 'Model', 'Prompt'
$plain = @($tasks | Select-Object -Property $columns)

function Complete([string] $line) { TabExpansion2 $line $line.Length }
if (-not (Complete 'Get-NanoBananaTask -Id ').CompletionMatches) { throw 'No ids are completed.' }

$things = [ordered]@{
    'profile by name'                   = { Get-NanoBananaProfile profile-7 }
    'completion of profile names'       = { Complete 'New-NanoBananaTask x -Profile pro' }
    'completion of models'              = { Complete 'New-NanoBananaTask x -Profile profile-7 -Model ' }
    'completion of ratios'              = { Complete 'New-NanoBananaTask x -Profile profile-7 -AspectRatio ' }
    'completion of task ids'            = { Complete 'Get-NanoBananaTask -Id ' }
    'completion without the module: names of parameters' = { Complete 'Get-ChildItem -' }
    'completion without the module: modules' = { Complete 'Get-Module -Name Microsoft.PowerShell.' }
    'table of 1,000 tasks'              = { $tasks | Format-Table | Out-String }
    'table of 1,000 plain objects'      = { $plain | Format-Table | Out-String }
}
$times = @{}
foreach ($round in 0..20) {
    foreach ($thing in $things.GetEnumerator()) {
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $null = & $thing.Value
        $times[$thing.Key] += @($clock.Elapsed.TotalMilliseconds)
    }
}

foreach ($name in $things.Keys) {
    $first, $rest = $times[$name]
    [string]::Format([cultureinfo]::InvariantCulture, '{0}|{1}|{2}', $name, ($rest | Sort-Object)[10], $first)
}
