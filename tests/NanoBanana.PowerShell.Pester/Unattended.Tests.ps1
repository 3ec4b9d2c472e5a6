<#
    The contract of samples/Automation/Invoke-Batch.ps1, as a scheduler sees it: processes, exit codes and the log.
#>
BeforeDiscovery { $script:onWindows = $IsWindows }

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $script:nightly = [IO.Path]::GetFullPath("$PSScriptRoot/../../samples/Automation/Invoke-NightlyEdit.ps1")
    $script:pathBefore = $env:PSModulePath
    $env:PSModulePath = (Split-Path (Get-ModulePath)) + [IO.Path]::PathSeparator + $env:PSModulePath
    $emulator = Start-NanoBananaEmulator -TaskDuration 0.1
    $script:key = $emulator.Key
    $env:EMULATED_KEY = $key
    Set-NanoBananaProfile unattended Crun -BaseUri "$($emulator.Uri)crun" -KeyVariable EMULATED_KEY -Default
    $script:secret = 'a most secret prompt'

    function Start-Batch {
        <# The scheduled task in a separate process, over the images of a folder. #>
        param([string[]] $With)
        $script:batch = Start-PowerShell (@('-File', $nightly, '-Path', "$TestDrive/in", '-Destination', $out, '-Prompt', $secret) + $With)
        $batch.StandardInput.Close()
        $script:said = $batch.StandardOutput.ReadToEndAsync(), $batch.StandardError.ReadToEndAsync()
    }

    function Invoke-Batch {
        [OutputType([int])]
        param([string[]] $With)
        Start-Batch $With
        $batch.WaitForExit()
        $batch.ExitCode
    }

    function Get-Log { Get-Content "$out/nightly.jsonl" -ErrorAction Ignore | ConvertFrom-Json }
}

AfterAll {
    Stop-NanoBananaEmulator
    Remove-NanoBananaProfile unattended -Confirm:$false
    Remove-Item Env:EMULATED_KEY
    $env:PSModulePath = $pathBefore
}

Describe 'An unattended run' {
    BeforeEach {
        $null = Invoke-Control reset POST
        $null = Invoke-Control faults DELETE
        $env:EMULATED_KEY = $key
        $script:out = "$TestDrive/$([guid]::NewGuid())"
        $null = New-Item -ItemType Directory "$TestDrive/in" -Force
        # other work in each test
        foreach ($name in 'a.jpg', 'b.png', 'c.png') { $null = Write-TestImage "$TestDrive/in/$name" }
    }

    AfterEach {
        if (-not $batch.HasExited) { $batch.Kill() }
        $words = @($said.Result) + @(Get-Content "$out/nightly.jsonl" -Raw -ErrorAction Ignore) -join "`n"
        $batch.Dispose()
        $words | Should -Not -Match $secret
        $words | Should -Not -Match $key
    }

    It 'exits with 0 if every image is saved, and pays nothing the second time' {
        Invoke-Batch | Should -Be 0 -Because "$($said.Result)"
        Invoke-Batch | Should -Be 0
        Get-CallCount Crun submit | Should -Be 3
        $run = @(Get-Log).Where({ $_.state -eq 'Run' })
        $run.saved | Should -Be 3, 3
        $lines = @(Get-Log).Where({ $_.state -eq 'Succeeded' })
        $lines | Should -HaveCount 6
        $lines[0..2].files | Sort-Object | Should -Be (Get-ChildItem $out -Exclude *.jsonl).Name
        $lines.source | Sort-Object -Unique | Should -Be 'a.jpg', 'b.png', 'c.png'
    }

    It 'exits with 1 if a task failed, and the next run makes it' {
        Use-Fault 'task-fails:Crun*1'
        Invoke-Batch | Should -Be 1 -Because "$($said.Result)"
        @(Get-Log).Where({ $_.state -eq 'Failed' }).reason | Should -Not -BeNullOrEmpty
        Invoke-Batch | Should -Be 0 -Because "$($said.Result)"
        Get-CallCount Crun submit | Should -Be 4
        (Get-ChildItem $out -Exclude *.jsonl) | Should -HaveCount 3
    }

    It 'exits with 1 if a source cannot be used, and makes the others' {
        Set-Content "$TestDrive/in/b.png" 'no image'
        Invoke-Batch | Should -Be 1 -Because "$($said.Result)"
        $line = @(Get-Log).Where({ $_.state -eq 'Error' })
        $line | Should -HaveCount 1
        $line.error, $line.source | Should -Be 'ImageTypeNotSupported', 'b.png'
        (Get-ChildItem $out -Exclude *.jsonl) | Should -HaveCount 2
    }

    It 'exits with 1 once its time is over, and the next run finishes for no more money' {
        Use-Fault 'slow-30:Crun@query'
        Invoke-Batch -With '-Timeout', '00:00:03' | Should -Be 1 -Because "$($said.Result)"
        @(Get-Log).Where({ $_.state -eq 'Run' }).late | Should -BeTrue
        $charges = @(Get-Charge Crun).Count
        $null = Invoke-Control faults DELETE
        Invoke-Batch | Should -Be 0 -Because "$($said.Result)"
        @(Get-Charge Crun) | Should -HaveCount 3
        $charges | Should -BeLessOrEqual 3
    }

    It 'exits with 2 if it is not known whether something was charged' {
        Use-Fault 'error-after-accept:Crun*1'
        Invoke-Batch | Should -Be 2 -Because "$($said.Result)"
        @(Get-Log).Where({ $_.state -eq 'Unknown' }) | Should -HaveCount 1
        (Get-ChildItem $out -Exclude *.jsonl) | Should -HaveCount 2
    }

    It 'exits with 3 if nothing could start: <What>' -ForEach @(
        @{ What = 'the key is refused'; Break = { $env:EMULATED_KEY = 'another-key-0123456789' } }
        @{ What = 'there is no key'; Break = { $env:EMULATED_KEY = '' } }
        @{ What = 'there is no folder'; Break = { Remove-Item "$TestDrive/in" -Recurse } }
    ) {
        . $Break
        Invoke-Batch | Should -Be 3 -Because "$($said.Result)"
        Get-Charge Crun | Should -BeNullOrEmpty
    }

    It 'records what is in flight at SIGTERM, and the next run finishes for no more money' -Skip:$onWindows {
        Use-Fault 'slow-2:Crun@submit'
        Start-Batch
        Wait-Until { (Get-CallCount Crun submit) -ge 1 } -Seconds 60
        & /bin/sh -c "kill -TERM $($batch.Id)"
        $batch.WaitForExit(15000) | Should -BeTrue
        $batch.ExitCode | Should -Be 143
        $null = Invoke-Control faults DELETE
        Invoke-Batch | Should -Be 0 -Because "$($said.Result)"
        @(Get-Charge Crun) | Should -HaveCount 3
        (Get-ChildItem $out -Exclude *.jsonl) | Should -HaveCount 3
    }
}
