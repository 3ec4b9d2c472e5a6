BeforeAll {
    . "$PSScriptRoot/Support.ps1"

    function Get-Prompt {
        param([int] $Count)
        1..$Count | ForEach-Object { [pscustomobject]@{ Prompt = "p$_" } }
    }
}

Describe 'The first few' {
    BeforeAll { $null = Start-NanoBananaEmulator -TaskDuration 0.3 -DurationSpread 0.5 -Seed 1 }
    AfterAll { Stop-NanoBananaEmulator }

    It '-Any gives one, -Count so many, and the rest can be waited for' {
        $tasks = Get-Prompt 10 | New-NanoBananaTask
        $first = @($tasks | Wait-NanoBananaTask -Any -Verbose 4>&1)
        @($first | Where-Object State -EQ Succeeded).Count | Should -Be 1
        $first | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | Select-Object -Last 1 | Should -BeLike '*Get-NanoBananaTask -Pending | Wait-NanoBananaTask*'
        @($tasks | Wait-NanoBananaTask -Count 4).Count | Should -Be 4
        @($tasks | Wait-NanoBananaTask).Count | Should -Be 10
    }

    It 'more than there are is all there are' {
        @(Get-Prompt 2 | New-NanoBananaTask | Wait-NanoBananaTask -Count 5).Count | Should -Be 2
    }

    It '-FailFast ends with the error of the first task that failed, and gives that task' {
        $good = Get-Prompt 3 | New-NanoBananaTask -Profile emulator-apikley
        Use-Fault 'task-fails:Crun'
        $bad = New-NanoBananaTask 'bad' -Profile emulator-crun
        Use-Fault @()
        $given = [Collections.Generic.List[object]]::new()
        { $bad, $good | ForEach-Object { $_ } | Wait-NanoBananaTask -FailFast | ForEach-Object { $given.Add($_) } } | Should -Throw -ErrorId 'GenerationFailed*'
        $given.Id | Should -Contain $bad.Id
        $Error[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        ($good | Wait-NanoBananaTask).State | Should -Be 'Succeeded', 'Succeeded', 'Succeeded'
    }

    It '-Verbose reports each change of state with its time' {
        $told = New-NanoBananaTask 'a lake' | Wait-NanoBananaTask -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        $told.Message | Should -Match '^Task .+: \w+ -> Succeeded, \d+\.\d s after it was submitted, query \d+\.$'
    }

    It 'shows one bar with what is done, running, spent, and how long it takes' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$(Get-ModulePath)'; 1..5 | ForEach-Object { [pscustomobject]@{ Prompt = `"p`$_`" } } | New-NanoBananaTask -Profile emulator-pixazo | Wait-NanoBananaTask").Invoke()
            $bar = $shell.Streams.Progress | Where-Object Activity -Like '*Waiting*'
            $bar.StatusDescription | Should -Contain 'done'
            ($bar.StatusDescription -join '|') | Should -Match '\d of 5 done.*spent [\d.]+ USD'
            @($bar.ActivityId | Sort-Object -Unique).Count | Should -Be 1
            $bar[-1].RecordType | Should -Be 'Completed'
        }
        finally {
            $shell.Dispose()
        }
    }
}

Describe 'A wait for 500 tasks that is stopped' {
    BeforeAll {
        $null = Start-NanoBananaEmulator -TaskDuration 4 -DurationSpread 0.3 -Seed 1
        $script:tasks = Get-Prompt 500 | New-NanoBananaTask -ThrottleLimit 32
    }
    AfterAll { Stop-NanoBananaEmulator }

    It 'Ctrl+C returns within a second' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$(Get-ModulePath)'").Invoke()
            $shell.Commands.Clear()
            $null = $shell.AddScript('$args[0] | Wait-NanoBananaTask').AddArgument($tasks)
            $run = $shell.BeginInvoke()
            Wait-Until { (Get-CallCount Crun query) -gt 0 }
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 1
            $run.IsCompleted | Should -BeTrue
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'Select-Object -First 3 returns within a second of the third' {
        $clock = [Diagnostics.Stopwatch]::new()
        $seen = 0
        $first = $tasks | Wait-NanoBananaTask | ForEach-Object { if (++$seen -eq 3) { $clock.Start() }; $_ } | Select-Object -First 3
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 1
        $first.State | Should -Be 'Succeeded', 'Succeeded', 'Succeeded'
    }

    It 'and the rest are finished later, from the journal' {
        $before = @(Get-NanoBananaTask -State Succeeded)
        $pending = @(Get-NanoBananaTask -Pending)
        $rest = @($pending | Wait-NanoBananaTask)
        $rest.State | Sort-Object -Unique | Should -Be 'Succeeded'
        @($before.Id) + @($rest.Id) | Sort-Object -Unique | Should -HaveCount 500
        Get-NanoBananaTask -Pending | Should -BeNullOrEmpty
    }
}

Describe 'Limits' {
    AfterEach { if (Get-NanoBananaEmulator) { Stop-NanoBananaEmulator } }

    It 'an emulator that enforces a rate has profiles that keep to it' {
        $null = Start-NanoBananaEmulator -TaskDuration 0 -RateLimit 4/500ms
        (Get-NanoBananaProfile emulator-crun).RateLimit | Should -Be '4/500ms'
        $tasks = Get-Prompt 12 | New-NanoBananaTask
        $tasks.Count | Should -Be 12
        Get-CallCount Crun limited | Should -Be 0
    }

    It 'a full quota is visible while a submit waits' {
        $null = Start-NanoBananaEmulator -TaskDuration 0 -RateLimit 1/1s
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$(Get-ModulePath)'; 1..3 | ForEach-Object { [pscustomobject]@{ Prompt = `"p`$_`" } } | New-NanoBananaTask -Profile emulator-crun").Invoke()
            ($shell.Streams.Progress.StatusDescription -join '|') | Should -Match 'submitted, waiting for the rate limit, \d+ s'
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'a profile that the emulator refuses waits for its turn in place of failing' {
        $null = Start-NanoBananaEmulator -TaskDuration 0.2
        $null = Invoke-Control limits PUT @{ maxActiveTasks = 1 }
        $tasks = Get-Prompt 3 | New-NanoBananaTask -Profile emulator-apikley
        $tasks.Count | Should -Be 3
    }

    It 'refuses <Name> <Value>, and says what would do' -ForEach @(
        @{ Name = 'RateLimit'; Value = 'fast'; Hint = '20/10s' }
        @{ Name = 'Tier'; Value = 'gold'; Hint = 'enterprise' }
    ) {
        $given = @{ $Name = $Value }
        { Start-NanoBananaEmulator @given -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidLimit*' -ExpectedMessage "*$Value*$Hint*"
        { Set-NanoBananaProfile limited AigptImage -SessionOnly @given -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidProfile*' -ExpectedMessage "*$Value*$Hint*"
    }

    It 'keeps the limits of a profile, and a tier is AIGPTImage''s alone' {
        Set-NanoBananaProfile limited AigptImage -Tier pro -RateLimit 5/s -SessionOnly
        $kept = Set-NanoBananaProfile limited -Model nano-banana-text-to-image -SessionOnly -PassThru
        $kept.Tier, $kept.RateLimit | Should -Be 'pro', '5/s'
        { Set-NanoBananaProfile other Crun -Tier pro -SessionOnly -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidProfile*'
        Remove-NanoBananaProfile limited -Confirm:$false
    }
}
