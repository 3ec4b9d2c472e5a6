BeforeAll { . "$PSScriptRoot/Support.ps1" }

Describe 'The emulator of the process' {
    AfterEach { if (Get-NanoBananaEmulator) { Stop-NanoBananaEmulator } }

    It 'brings five profiles, and takes them away' {
        Get-NanoBananaEmulator | Should -BeNullOrEmpty
        $emulator = Start-NanoBananaEmulator
        $expected = $Providers.ToLowerInvariant() | ForEach-Object { "emulator-$_" }
        $emulator.Profiles | Should -Be $expected
        (Get-NanoBananaProfile emulator-*).Name | Sort-Object | Should -Be ($expected | Sort-Object)
        (Get-NanoBananaProfile | Where-Object IsDefault).Name | Should -Be 'emulator-crun'
        Stop-NanoBananaEmulator
        Get-NanoBananaProfile | Should -BeNullOrEmpty
        Get-NanoBananaEmulator | Should -BeNullOrEmpty
    }

    It 'shows where it is, and counts tasks and charges' {
        $emulator = Start-NanoBananaEmulator
        $emulator.Uri | Should -Be "http://127.0.0.1:$($emulator.Port)/"
        $emulator.Tasks, $emulator.Charges | Should -Be 0, 0
        $null = New-NanoBananaTask 'a lake'
        $emulator.Tasks, $emulator.Charges | Should -Be 1, 1
        (Get-NanoBananaEmulator).Tasks | Should -Be 1
    }

    It 'a second start is an error that names the first' {
        $first = Start-NanoBananaEmulator
        Start-NanoBananaEmulator -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'EmulatorRunning'
        $problems[0].Exception.Message | Should -BeLike "*$($first.Uri)*"
        (Get-NanoBananaEmulator).Port | Should -Be $first.Port
    }

    It 'Stop -WhatIf stops nothing' {
        $emulator = Start-NanoBananaEmulator
        Stop-NanoBananaEmulator -WhatIf
        (Get-NanoBananaEmulator).Uri | Should -Be $emulator.Uri
        (Get-NanoBananaProfile emulator-crun).Name | Should -Be 'emulator-crun'
    }

    It 'a stop without a start is an error' {
        Stop-NanoBananaEmulator -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Get-ErrorId | Should -Be 'EmulatorNotRunning'
    }

    It 'takes the given port, and says where it is taken already' {
        $free = (Start-NanoBananaEmulator).Port
        Stop-NanoBananaEmulator
        (Start-NanoBananaEmulator -Port $free).Port | Should -Be $free
        Stop-NanoBananaEmulator
        $taken = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $taken.Start()
        try {
            Start-NanoBananaEmulator -Port $taken.LocalEndpoint.Port -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $problems | Get-ErrorId | Should -Be 'EmulatorNotStarted'
            $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*-Port*'
        }
        finally {
            $taken.Stop()
        }
        Get-NanoBananaProfile | Should -BeNullOrEmpty -Because 'what did not start brings no profiles'
    }

    It 'takes the given key, and no other' {
        $emulator = Start-NanoBananaEmulator -Key 'let-me-in'
        $emulator.Key | Should -Be 'let-me-in'
        (New-NanoBananaTask 'a lake').State | Should -Be 'Pending'
        $crun = @{ Provider = 'Crun'; BaseUri = (Get-NanoBananaProfile emulator-crun).BaseUri; SessionOnly = $true }
        try {
            Set-NanoBananaProfile mine @crun -ApiKey (ConvertTo-Key 'let-me-in')
            (New-NanoBananaTask 'a lake' -Profile mine).State | Should -Be 'Pending'
            Set-NanoBananaProfile mine -ApiKey (ConvertTo-Key 'other') -SessionOnly
            New-NanoBananaTask 'a lake' -Profile mine -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $problems | Get-ErrorId | Should -Be 'Unauthorized'
        }
        finally {
            Remove-NanoBananaProfile mine -Confirm:$false
        }
    }

    It 'makes a key of its own, another each time' {
        $first = (Start-NanoBananaEmulator).Key
        Stop-NanoBananaEmulator
        (Start-NanoBananaEmulator).Key | Should -Not -Be $first
        $first.Length | Should -BeGreaterThan 20
    }

    It 'takes faults from the command line, and refuses unknown ones with a list' {
        (Start-NanoBananaEmulator -Fault 'status-422:Crun*1').Faults | Should -Be 'status-422:Crun*1'
        New-NanoBananaTask x -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'ValidationFailed'
        (New-NanoBananaTask x).State | Should -Be 'Pending'
        Stop-NanoBananaEmulator
        Start-NanoBananaEmulator -Fault 'no-such-fault' -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems[0].Exception.Message | Should -BeLike "*no-such-fault*rate-limit*"
    }

    It 'tasks take the given time' {
        $null = Start-NanoBananaEmulator -TaskDuration 1h
        $task = New-NanoBananaTask x
        ($task | Get-NanoBananaTask).State | Should -BeIn 'Pending', 'Running'
        Stop-NanoBananaEmulator
        $null = Start-NanoBananaEmulator -TaskDuration 0
        (New-NanoBananaTask x | Get-NanoBananaTask).State | Should -Be 'Succeeded'
    }

    It 'does not take the place of a default that the user set' {
        Set-NanoBananaProfile mine -Provider Pixazo -ApiKey (ConvertTo-Key 'key-of-a-test') -Default -SessionOnly
        try {
            $null = Start-NanoBananaEmulator
            (Get-NanoBananaProfile | Where-Object IsDefault).Name | Should -Be 'mine'
        }
        finally {
            Remove-NanoBananaProfile mine -Confirm:$false
        }
        (Get-NanoBananaProfile | Where-Object IsDefault).Name | Should -Be 'emulator-crun'
    }

    It 'keeps the foreground with -Wait until it is stopped' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$(Get-ModulePath)'; Start-NanoBananaEmulator -Wait")
            $null = $shell.BeginInvoke()
            Wait-Until { Get-NanoBananaEmulator }
            (New-NanoBananaTask x).State | Should -Be 'Pending'
            $shell.Stop()
            Get-NanoBananaEmulator | Should -BeNullOrEmpty
        }
        finally {
            $shell.Dispose()
        }
    }
}
