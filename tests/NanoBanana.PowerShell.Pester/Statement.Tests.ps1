BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.1
    $script:secret = 'a secret prompt'
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'Get-NanoBananaStatement' {
    BeforeEach {
        $null = Invoke-Control reset POST
        $null = Invoke-Control faults DELETE
        Get-NanoBananaTask -IncludeEmulator -WarningAction Ignore | Remove-NanoBananaTask -Force -Confirm:$false
        $script:before = (Get-Charge | Measure-Object).Count
        $null = Get-NanoBananaCredit emulator-crun
    }

    It 'has no difference if the gateway took what the store says' {
        $null = 1..3 | ForEach-Object { New-NanoBananaTask "p$_" -Profile emulator-crun } | Wait-NanoBananaTask
        $null = Get-NanoBananaCredit emulator-crun
        $line = Get-NanoBananaStatement emulator-crun -IncludeEmulator | Where-Object Currency -EQ credits | Select-Object -Last 1
        $line.Difference | Should -Be 0
        $line.Opening - $line.Closing | Should -Be 12
        $line.Day | Should -Be ([DateTime]::Today)
    }

    It 'names the difference of a charge that the module did not see' {
        Use-Fault 'double-charge:Crun*1'
        $null = New-NanoBananaTask lake -Profile emulator-crun | Wait-NanoBananaTask
        $null = Get-NanoBananaCredit emulator-crun
        (Get-NanoBananaStatement emulator-crun -IncludeEmulator | Where-Object Currency -EQ credits | Select-Object -Last 1).Difference | Should -Be 4
    }

    It 'says what was released and what is unknown' {
        Use-Fault 'task-fails:Crun*1'
        $null = New-NanoBananaTask one -Profile emulator-crun | Wait-NanoBananaTask
        Use-Fault 'no-id:Crun*1'
        $null = New-NanoBananaTask two -Profile emulator-crun -ErrorAction SilentlyContinue
        $lines = Get-NanoBananaStatement emulator-crun -IncludeEmulator
        ($lines.Released | Measure-Object -Sum).Sum | Should -Be 1
        ($lines.UnknownTasks | Measure-Object -Sum).Sum | Should -Be 1
        Get-NanoBananaStatement nobody -IncludeEmulator | Should -BeNullOrEmpty
    }

    It 'leaves emulators out without -IncludeEmulator' {
        $null = New-NanoBananaTask lake -Profile emulator-crun
        Get-NanoBananaStatement | Should -BeNullOrEmpty
    }

    It 'lists what to dispute, without prompts unless they are asked for' {
        Use-Fault 'success-without-url:Crun*1'
        $task = New-NanoBananaTask $secret -Profile emulator-crun | Wait-NanoBananaTask
        $task.State | Should -Be Failed
        $fine = New-NanoBananaTask fine -Profile emulator-crun | Wait-NanoBananaTask
        $disputed = @(Get-NanoBananaStatement -Disputed -IncludeEmulator)
        $disputed.IntentId | Should -Be $task.IntentId
        $disputed.Id, $disputed.Reason | Should -Be $task.Id, 'ResultMissing'
        $disputed.IntentId | Should -Not -Contain $fine.IntentId
        $disputed | ConvertTo-Csv | Should -Not -Match $secret
        Get-NanoBananaStatement -Disputed -IncludePrompt -IncludeEmulator | ConvertTo-Csv | Out-String | Should -Match $secret
    }
}
