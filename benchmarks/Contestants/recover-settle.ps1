# what a user does with unknown outcomes: looks for each prompt in the task list of the gateway, and settles it
Import-Module $env:BENCH_MODULE
[Console]::WriteLine('ready')
$known = (Get-NanoBananaTask -IncludeEmulator).Id
$list = Invoke-RestMethod $env:BENCH_TASKS

Get-NanoBananaTask -State Unknown -IncludeEmulator | ForEach-Object {
    $prompt = $_.Prompt
    $found = $list | Where-Object { $_.prompt -eq $prompt -and $_.id -notin $known } | Select-Object -First 1
    if ($found) { $_ | Resolve-NanoBananaTask -Id $found.id } else { $_ | Resolve-NanoBananaTask -NotCharged }
    [Console]::WriteLine('settled')
} | Out-Null
