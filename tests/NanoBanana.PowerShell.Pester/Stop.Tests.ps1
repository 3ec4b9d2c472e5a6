BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.2

    function Get-Prompt {
        param([int] $Count = 20)
        1..$Count | ForEach-Object { [pscustomobject]@{ Prompt = "p$_" } }
    }

    function Assert-NothingLost {
        <# Each charged task is listed, and nothing more is sent: the next task that arrives is the next one submitted. #>
        $tasks = @(Invoke-Control tasks | Where-Object provider -EQ Crun)
        $listed = Get-NanoBananaTask -Profile emulator-crun
        $tasks.id | Where-Object { $_ -notin $listed.Id } | Should -BeNullOrEmpty
        $null = New-NanoBananaTask 'one more'
        Get-CallCount Crun submit | Should -Be ($tasks.Count + 1)
    }
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'A pipeline that ends early' {
    BeforeEach { $null = Invoke-Control reset POST }

    It 'Select-Object -First 1 stops New, and keeps what was sent' {
        $task = Get-Prompt | New-NanoBananaTask -ThrottleLimit 2 | Select-Object -First 1
        $task.Prompt | Should -Be 'p1'
        Get-CallCount Crun submit | Should -BeLessThan 8
        Assert-NothingLost
    }

    It 'an error downstream stops New, and keeps what was sent' {
        { Get-Prompt | New-NanoBananaTask -ThrottleLimit 2 | ForEach-Object { throw 'downstream' } } | Should -Throw 'downstream'
        Get-CallCount Crun submit | Should -BeLessThan 8
        Assert-NothingLost
    }

    It 'an error upstream stops New, and keeps what was sent' {
        { & { Get-Prompt 3; throw 'upstream' } | New-NanoBananaTask -ThrottleLimit 2 } | Should -Throw 'upstream'
        Assert-NothingLost
    }

    It '-ErrorAction Stop ends at the first error, and keeps what was sent' {
        $items = @(Get-Prompt 3) + [pscustomobject]@{ Prompt = '' } + @(Get-Prompt 20)
        { $items | New-NanoBananaTask -ThrottleLimit 2 -ErrorAction Stop } | Should -Throw -ErrorId 'PromptMissing*'
        Get-CallCount Crun submit | Should -BeLessOrEqual 3
        Assert-NothingLost
    }

    It 'Select-Object -First 1 stops Wait at once, and the others can be waited for' {
        $tasks = Get-Prompt 6 | New-NanoBananaTask
        $first = $tasks | Wait-NanoBananaTask -PollInterval 100ms | Select-Object -First 1
        $first.State | Should -Be 'Succeeded'
        ($tasks | Wait-NanoBananaTask -PollInterval 100ms).State | Should -Be (@('Succeeded') * 6)
    }

    It 'an error downstream of Save leaves only whole files' {
        $tasks = Get-Prompt 6 | New-NanoBananaTask | Wait-NanoBananaTask -PollInterval 100ms
        { $tasks | Save-NanoBananaImage -Destination "$TestDrive/half" -ThrottleLimit 2 | ForEach-Object { throw 'downstream' } } | Should -Throw 'downstream'
        $files = Get-ChildItem "$TestDrive/half" -Force
        $files.Extension | Sort-Object -Unique | Should -Be '.png'
        $files | Get-ImageFact | Should -HaveCount $files.Count
    }
}

Describe 'Ctrl+C' {
    BeforeEach {
        $null = Invoke-Control reset POST
        $script:shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$(Get-ModulePath)'").Invoke()
        $shell.Commands.Clear()
    }

    AfterEach { $shell.Dispose() }

    It 'during a slow submit waits for it to land, sends no other, and loses none' {
        # the first task opens the way; then all are slow
        $null = $shell.AddScript({
                $door = $args[0]
                & {
                    [pscustomobject]@{ Prompt = 'quick' }
                    [pscustomobject]@{ Prompt = '' }
                    while ((Invoke-RestMethod "${door}ledger").count -lt 1) { [Threading.Thread]::Yield() }
                    $null = Invoke-RestMethod "${door}faults" -Method Put -ContentType application/json -Body '{"faults":["slow:Crun"]}'
                    1..20 | ForEach-Object { [pscustomobject]@{ Prompt = "slow $_" } }
                } | New-NanoBananaTask -ThrottleLimit 3 -ErrorAction SilentlyContinue
            }).AddArgument("$((Get-NanoBananaEmulator).Uri)emulator/")
        $null = $shell.BeginInvoke()
        Wait-Until { (Get-CallCount Crun submit) -eq 4 }
        # a second of other work: the silence of ten seconds ends before the time that a stop waits
        (New-NanoBananaTask 'meanwhile' -Profile emulator-apikley | Wait-NanoBananaTask).State | Should -Be 'Succeeded'
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()

        $clock.Elapsed.TotalSeconds | Should -BeLessThan 12
        Get-CallCount Crun submit | Should -Be 4
        $listed = Get-NanoBananaTask -Profile emulator-crun | Where-Object Prompt -Match 'quick|slow'
        $listed.Prompt | Sort-Object | Should -Be 'quick', 'slow 1', 'slow 2', 'slow 3'
        @(Get-Charge Crun).taskId | Sort-Object | Should -Be ($listed.Id | Sort-Object)
        Use-Fault @()
        Assert-NothingLost
    }

    It 'during Wait returns at once, and the task continues' {
        $task = New-NanoBananaTask 'a lake'
        $null = $shell.AddScript({ param($id) Wait-NanoBananaTask -Id $id -Profile emulator-crun -PollInterval 1h }).AddArgument($task.Id)
        $run = $shell.BeginInvoke()
        Wait-Until { $shell.InvocationStateInfo.State -eq 'Running' }
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 3
        $run.IsCompleted | Should -BeTrue
        ($task | Wait-NanoBananaTask -PollInterval 100ms).State | Should -Be 'Succeeded'
    }
}
