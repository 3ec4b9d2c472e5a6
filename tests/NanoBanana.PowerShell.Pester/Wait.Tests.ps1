BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.2
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'Wait-NanoBananaTask' {
    BeforeEach { $null = Invoke-Control reset POST }

    It 'waits for many at once and gives each as it ends, at <_>' -ForEach 'Pixazo', 'NanoBananaApi', 'Crun', 'Apikley', 'AigptImage' {
        $tasks = 1..5 | ForEach-Object { [pscustomobject]@{ Prompt = "p$_" } } | New-NanoBananaTask -Profile "emulator-$_"
        $ended = $tasks | Wait-NanoBananaTask -PollInterval 100ms
        $ended.Id | Sort-Object | Should -Be ($tasks.Id | Sort-Object)
        $ended.State | Should -Be (@('Succeeded') * 5)
        $ended[0].Duration | Should -BeOfType TimeSpan
        $ended[0].CompletedAt | Should -Not -BeNullOrEmpty
        $ended.Images.Count | Should -Be 5
    }

    It 'waits by id and profile' {
        $task = New-NanoBananaTask 'a lake' -Profile emulator-pixazo
        (Wait-NanoBananaTask -Id $task.Id -Profile emulator-pixazo -PollInterval 100ms).State | Should -Be 'Succeeded'
        (Wait-NanoBananaTask $task.Id -Profile emulator-pixazo).Prompt | Should -Be 'a lake'
        ($task.Id | Wait-NanoBananaTask -Profile emulator-pixazo).Id | Should -Be $task.Id
    }

    It 'an unknown id is one error that names it, and the others end' {
        $task = New-NanoBananaTask 'a lake'
        $unknown = [guid]::NewGuid().ToString()
        $ended = Wait-NanoBananaTask -Id $unknown, $task.Id -Profile emulator-crun -PollInterval 100ms -ErrorVariable problems -ErrorAction SilentlyContinue
        $ended.Id | Should -Be $task.Id
        $problems | Get-ErrorId | Should -Be 'NotFound'
        $problems[0].TargetObject | Should -BeLike "*$unknown*"
    }

    It 'passes <State> through at once' -ForEach @{ State = 'Planned' }, @{ State = 'Unknown' }, @{ State = 'Failed' }, @{ State = 'Succeeded' } {
        $task = [pscustomobject]@{ Id = $null; Provider = 'Crun'; Profile = 'emulator-crun'; State = $State; Prompt = 'kept' }
        $passed = $task | Wait-NanoBananaTask -PollInterval 1h
        $passed.State, $passed.Prompt | Should -Be $State, 'kept'
        Get-CallCount Crun query | Should -Be 0
    }

    It 'gives a failed task without an error, at <_>' -ForEach 'Pixazo', 'NanoBananaApi', 'Crun', 'Apikley', 'AigptImage' {
        Use-Fault 'task-fails'
        $task = New-NanoBananaTask 'a lake' -Profile "emulator-$_" | Wait-NanoBananaTask -PollInterval 100ms -ErrorVariable problems
        $problems | Should -BeNullOrEmpty
        $task.State | Should -Be 'Failed'
        $task.Failure.Reason | Should -Not -BeNullOrEmpty
        $task.Failure.Message | Should -Not -BeNullOrEmpty
        $task.Images | Should -BeNullOrEmpty
    }

    It 'a refusal says so' {
        $task = New-NanoBananaTask 'a [refuse] lake' | Wait-NanoBananaTask -PollInterval 100ms
        $task.State, $task.Failure.Reason | Should -Be 'Failed', 'ContentRefused'
    }

    It 'a success without an image is a failure' {
        Use-Fault 'success-without-url'
        $task = New-NanoBananaTask 'a lake' | Wait-NanoBananaTask -PollInterval 100ms
        $task.State, $task.Failure.Reason | Should -Be 'Failed', 'ResultMissing'
    }

    It 'gets over <_>' -ForEach 'not-visible-yet', 'status-500@query*2', 'status-429@query*1', 'html-502@query*1' {
        Use-Fault $_
        (New-NanoBananaTask 'a lake' | Wait-NanoBananaTask -PollInterval 100ms).State | Should -Be 'Succeeded'
    }

    It 'takes a state that it does not know for running, and warns once' {
        Use-Fault 'unknown-state:AigptImage'
        $tasks = 1..3 | ForEach-Object { [pscustomobject]@{ Prompt = "p$_" } } | New-NanoBananaTask -Profile emulator-aigptimage
        $ended = $tasks | Wait-NanoBananaTask -PollInterval 100ms -WarningVariable warnings -WarningAction SilentlyContinue
        $ended.State | Should -Be (@('Succeeded') * 3)
        @($warnings).Count | Should -Be 1
    }

    It 'gives nothing for an empty pipeline' {
        @() | Wait-NanoBananaTask | Should -BeNullOrEmpty
    }
}

Describe 'Time of Wait-NanoBananaTask' {
    It 'a time-out names the ids, and waiting again works' {
        $null = Invoke-Control reset POST
        $open = 1..2 | ForEach-Object { [pscustomobject]@{ Prompt = "p$_" } } | New-NanoBananaTask
        $open | Wait-NanoBananaTask -Timeout 0 -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'WaitTimeout'
        $open.Id | ForEach-Object { $problems[0].Exception.Message | Should -BeLike "*$_*" }
        $problems[0].TargetObject | Sort-Object | Should -Be ($open.Id | Sort-Object)
        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*again*'
        ($open | Wait-NanoBananaTask -PollInterval 100ms).State | Should -Be 'Succeeded', 'Succeeded'
    }

    It 'takes <Text> as a duration of <Seconds> s' -ForEach @(
        @{ Text = '2'; Value = 2; Seconds = 2 }
        @{ Text = '''2'''; Value = '2'; Seconds = 2 }
        @{ Text = '0.5'; Value = 0.5; Seconds = 0.5 }
        @{ Text = '2s'; Value = '2s'; Seconds = 2 }
        @{ Text = '500ms'; Value = '500ms'; Seconds = 0.5 }
        @{ Text = '1m'; Value = '1m'; Seconds = 60 }
        @{ Text = '1h'; Value = '1h'; Seconds = 3600 }
        @{ Text = '0:00:03'; Value = '0:00:03'; Seconds = 3 }
        @{ Text = 'a TimeSpan'; Value = [timespan]::FromSeconds(7); Seconds = 7 }
    ) {
        $command = Get-Command Wait-NanoBananaTask
        foreach ($parameter in 'Timeout', 'PollInterval') {
            $read = $command.Parameters[$parameter].Attributes.Where({ $_ -is [Management.Automation.ArgumentTransformationAttribute] })[0].Transform($ExecutionContext, $Value)
            $read.TotalSeconds | Should -Be $Seconds
        }
        $planned = [pscustomobject]@{ Id = $null; Provider = 'Crun'; State = 'Planned' }
        ($planned | Wait-NanoBananaTask -Timeout $Value -PollInterval $Value).State | Should -Be 'Planned'
    }

    It 'refuses <_> as a duration, and says what would do' -ForEach 'soon', '-1', '5 fortnights', '' {
        { @() | Wait-NanoBananaTask -Timeout $_ } | Should -Throw -ErrorId 'ParameterArgumentTransformationError*' -ExpectedMessage "*is not a duration*'500ms', '2s', '1m'*"
    }
}
