<#
    A batch that is stopped from outside. On 438ef55 a SIGTERM or SIGHUP with nine intents left one receipt.
    NANOBANANA_SIGNAL_RUNS says how often each signal is sent with eight submits in flight; 2 without it.
#>
BeforeDiscovery {
    $script:runs = 1..[int]($env:NANOBANANA_SIGNAL_RUNS ? $env:NANOBANANA_SIGNAL_RUNS : 2)
    $script:onWindows = $IsWindows
}

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.2
    $emulated = Get-NanoBananaProfile emulator-crun
    Set-NanoBananaProfile stopped Crun -BaseUri $emulated.BaseUri -ApiKey (ConvertTo-Key (Get-NanoBananaEmulator).Key)
    $script:batch = "1..20 | ForEach-Object { [pscustomobject]@{ Prompt = ""p`$_"" } } | New-NanoBananaTask -Profile stopped -ThrottleLimit 8"

    function Start-Script {
        <# A PowerShell of its own that runs a script with the module; its process is the engine itself, and no shim. #>
        param([string] $Script, [switch] $AsFile, [switch] $Nohup)
        # a runner that ignores SIGHUP hands that on to its children
        $before = if ($Nohup) { 'nohup' } elseif ($IsLinux) { 'env', '--default-signal=HUP' }
        $whole = "Import-Module '$(Get-ModulePath)'; $Script"
        $file = "$TestDrive/stopped.ps1"
        Set-Content -LiteralPath $file $whole
        $script:shell = Start-PowerShell $(if ($AsFile) { '-File', $file } else { '-Command', $whole }) -Before $before
    }

    function Send-Signal {
        param([string] $Name)
        # the kill of the shell itself: a bare machine has no other
        & /bin/sh -c "kill -$Name $($shell.Id)"
    }

    function Wait-InFlight {
        <# The first submit opens the way; then eight are in flight, each for two seconds. #>
        Wait-Until { (Get-CallCount Crun submit) -eq 9 } -Seconds 60
    }

    function Assert-Recorded {
        <# It ended as the signal says, and each charge has its receipt: nothing was lost, and nothing more was sent. #>
        param([int] $ExitCode)
        $shell.WaitForExit(15000) | Should -BeTrue
        $shell.ExitCode | Should -Be $ExitCode
        $charged = @(Get-Charge Crun).taskId | Sort-Object
        $charged | Should -HaveCount 9
        (Get-NanoBananaTask -Profile stopped).Id | Sort-Object | Should -Be $charged
        Get-CallCount Crun submit | Should -Be 9
    }
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'A batch that is stopped from outside' -Skip:$onWindows {
    BeforeEach {
        $null = Invoke-Control reset POST
        Get-NanoBananaTask -Profile stopped -WarningAction Ignore | Remove-NanoBananaTask -Force -Confirm:$false
        Use-Fault 'slow-2:Crun'
    }

    AfterEach {
        if (-not $shell.HasExited) { $shell.Kill() }
        $shell.Dispose()
    }

    It 'records what is in flight at <signal> (run <run>)' -ForEach @(
        $runs.ForEach({ @{ signal = 'TERM'; code = 143; run = $_ }; @{ signal = 'HUP'; code = 129; run = $_ } })
    ) {
        Start-Script $batch
        Wait-InFlight
        Send-Signal $signal
        Assert-Recorded $code
    }

    It 'does so for a script file, whose next statements submit nothing' {
        Start-Script -AsFile "try { $batch } finally { New-NanoBananaTask next -Profile stopped }; New-NanoBananaTask 'after next' -Profile stopped"
        Wait-InFlight
        Send-Signal TERM
        Assert-Recorded 143
    }

    It 'does so at two signals' {
        Start-Script $batch
        Wait-InFlight
        Send-Signal TERM
        Send-Signal HUP
        $shell.WaitForExit(15000) | Should -BeTrue
        Assert-Recorded $shell.ExitCode
        $shell.ExitCode | Should -BeIn 129, 143
    }

    It 'does so at Ctrl+C and then SIGTERM' {
        Start-Script $batch
        Wait-InFlight
        Send-Signal INT
        Send-Signal TERM
        Assert-Recorded 143
    }

    It 'does so where the process exits by itself' {
        Start-Script "`$other = [powershell]::Create().AddScript({ Import-Module '$(Get-ModulePath)'; $batch }); `$null = `$other.BeginInvoke(); `$null = [Console]::In.ReadLine(); exit 5"
        Wait-InFlight
        $shell.StandardInput.Close()
        Assert-Recorded 5
    }

    It 'ends at once where nothing is in flight' {
        Use-Fault @()
        Start-Script "1..3 | ForEach-Object { New-NanoBananaTask ""p`$_"" -Profile stopped }; 'idle'; `$null = [Console]::In.ReadLine()"
        Wait-Until { $shell.StandardOutput.ReadLine() -eq 'idle' } -Seconds 60
        Send-Signal TERM
        $shell.WaitForExit(2000) | Should -BeTrue
        $shell.ExitCode | Should -Be 143
    }

    It 'continues where SIGHUP is ignored, as under nohup' {
        Start-Script -Nohup "$batch | ForEach-Object Prompt"
        Wait-InFlight
        Use-Fault @()
        Send-Signal HUP
        $shell.WaitForExit(60000) | Should -BeTrue
        $shell.ExitCode | Should -Be 0
        $charged = @(Get-Charge Crun).taskId | Sort-Object
        $charged | Should -HaveCount 20
        (Get-NanoBananaTask -Profile stopped).Id | Sort-Object | Should -Be $charged
    }
}
