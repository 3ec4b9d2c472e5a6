BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.2
    $script:photo = Write-TestImage "$TestDrive/photo.jpg"
    $script:done = $photo | New-NanoBananaTask -Prompt 'first' -AspectRatio 16:9 -OutputFormat png | Wait-NanoBananaTask -PollInterval 100ms

    function Get-Copy {
        <# The task as another process would read it. #>
        param($Task, [string] $Way)
        if ($Way -eq 'JSON') { return $Task | ConvertTo-Json -Depth 5 | ConvertFrom-Json }
        $Task | Export-Clixml "$TestDrive/task.xml"
        Import-Clixml "$TestDrive/task.xml"
    }
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'Tasks as input' {
    BeforeEach { $null = Invoke-Control faults DELETE }

    It 'a succeeded task lends its images to the next edit' {
        $next = $done | New-NanoBananaTask -Prompt 'second'
        $next.Operation, $next.Prompt, $next.State | Should -Be 'Edit', 'second', 'Pending'
        $next.Source | Should -Be $done.Images[0].Url
        $next.AspectRatio | Should -BeNullOrEmpty -Because 'the options of the first edit are not those of the second'
        ($next | Wait-NanoBananaTask -PollInterval 100ms).State | Should -Be 'Succeeded'
    }

    It 'a chained edit takes its own ratio, also at another provider' {
        $next = $done | New-NanoBananaTask -Prompt 'second' -AspectRatio 1:1 -Profile emulator-aigptimage
        $next.Provider, $next.AspectRatio | Should -Be 'AigptImage', '1:1'
        # Pixazo's edit has no ratio: that of the first task must not be asked for
        ($done | New-NanoBananaTask -Prompt 'third' -Profile emulator-pixazo).Provider | Should -Be 'Pixazo'
    }

    It 'a chain of pipelines ends in one image of the last prompt' {
        $file = $photo | New-NanoBananaTask -Prompt 'one' | Wait-NanoBananaTask -PollInterval 100ms |
            New-NanoBananaTask -Prompt 'two' | Wait-NanoBananaTask -PollInterval 100ms | Save-NanoBananaImage -Destination "$TestDrive/chain"
        ($file | Get-ImageFact).Prompt | Should -Be 'two'
    }

    It 'all images of one task make one next task' {
        $several = New-NanoBananaTask 'two lakes' -Count 2 -Profile emulator-nanobananaapi | Wait-NanoBananaTask -PollInterval 100ms
        $several.Images.Count | Should -Be 2
        $next = $several | New-NanoBananaTask -Prompt 'in snow' -Profile emulator-crun
        @($next).Count | Should -Be 1
        $next.Source | Should -Be $several.Images.Url
    }

    It 'a failed task is requested again with what it had' {
        Use-Fault 'task-fails:Crun*1'
        $failed = $photo | New-NanoBananaTask -Prompt 'again' -AspectRatio 3:2 | Wait-NanoBananaTask -PollInterval 100ms
        $failed.State | Should -Be 'Failed'
        $second = $failed | New-NanoBananaTask
        $second.Id | Should -Not -Be $failed.Id
        $second.Prompt, $second.AspectRatio, $second.Profile | Should -Be 'again', '3:2', 'emulator-crun'
        $second.Source | Should -Be $failed.Source
        ($second | Wait-NanoBananaTask -PollInterval 100ms).State | Should -Be 'Succeeded'
    }

    It 'a task that has not ended cannot be edited' {
        $task = New-NanoBananaTask 'a lake'
        $task | New-NanoBananaTask -Prompt 'in snow' -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'TaskHasNoImages'
        $problems[0].Exception.Message | Should -BeLike "*$($task.Id)*Pending*"
    }

    It 'a finished task from <_> is saved and edited' -ForEach 'Clixml', 'JSON' {
        $copy = Get-Copy $done $_
        $copy.PSObject.TypeNames[0] | Should -Not -Be 'NanoBanana.ImageTask'
        $copy.State, $copy.Images[0].Url | Should -Be 'Succeeded', $done.Images[0].Url
        $file = $copy | Save-NanoBananaImage -Destination "$TestDrive/copy-$_"
        $file.TaskId, $file.BaseName | Should -Be $done.Id, 'photo'
        ($file | Get-ImageFact).TaskId | Should -Be $done.Id
        ($copy | New-NanoBananaTask -Prompt 'again').Source | Should -Be $done.Images[0].Url
        ($copy, $copy | New-NanoBananaTask -Prompt 'both' -Combine).Source.Count | Should -Be 2
    }

    It 'an open task from <_> is queried and waited for' -ForEach 'Clixml', 'JSON' {
        $task = $photo | New-NanoBananaTask -Prompt 'keep'
        $copy = Get-Copy $task $_
        ($copy | Get-NanoBananaTask).Id | Should -Be $task.Id
        $ended = $copy | Wait-NanoBananaTask -PollInterval 100ms
        $ended.State, $ended.Prompt, $ended.Id | Should -Be 'Succeeded', 'keep', $task.Id
        $ended.Source | Should -Be $photo.FullName
    }

    It 'a failed task from <_> is requested again' -ForEach 'Clixml', 'JSON' {
        Use-Fault 'task-fails:Crun*1'
        $failed = $photo | New-NanoBananaTask -Prompt 'again' | Wait-NanoBananaTask -PollInterval 100ms
        $copy = Get-Copy $failed $_
        $copy.Failure.Reason | Should -Be $failed.Failure.Reason
        $second = $copy | New-NanoBananaTask
        $second.Prompt, $second.State | Should -Be 'again', 'Pending'
        $second.Source | Should -Be $photo.FullName
    }

    It 'something that is no task is refused by <_>' -ForEach 'Get-NanoBananaTask', 'Wait-NanoBananaTask', 'Save-NanoBananaImage' {
        [pscustomobject]@{ Colour = 'red' } | & $_ -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'NotATask'
    }
}
