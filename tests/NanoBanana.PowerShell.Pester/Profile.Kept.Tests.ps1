BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $script:secret = 'sk-live-0123456789'
    $script:import = "Import-Module '$(Get-ModulePath)'"

    function Invoke-Fresh {
        <# Another process with the same home. #>
        param([string] $Script)
        Invoke-PowerShell -NoProfile -NonInteractive -Command "$import; $Script"
    }
}

Describe 'A profile on the disk' {
    AfterEach {
        Remove-Item $env:NANOBANANA_HOME -Recurse -Force -ErrorAction Ignore
        Remove-Item Env:NANOBANANA_PASSPHRASE, Env:MY_KEY -ErrorAction Ignore
    }

    It 'is there in the next process, with its key, and can be used' {
        $emulator = Start-NanoBananaEmulator -TaskDuration 0
        try {
            Set-NanoBananaProfile work Crun -BaseUri (Get-NanoBananaProfile emulator-crun).BaseUri -ApiKey (ConvertTo-Key $emulator.Key) -AspectRatio 16:9 -Default
            Invoke-Fresh '$p = Get-NanoBananaProfile; $p.Name, $p.KeySource, $p.HasKey, $p.IsDefault, $p.AspectRatio -join "|"' | Should -Be 'work|Store|True|True|16:9'
            Invoke-Fresh '(New-NanoBananaTask "a lake" | Wait-NanoBananaTask -PollInterval 50ms).State' | Should -Be 'Succeeded'
        }
        finally {
            Stop-NanoBananaEmulator
        }
    }

    It 'is readable, and holds no key' {
        Set-NanoBananaProfile work Crun -ApiKey (ConvertTo-Key $secret) -DailyBudget '5 USD' -Retention 90d
        $settings = Get-Content "$env:NANOBANANA_HOME/profiles.json" -Raw
        $settings | Should -Match '"dailyBudget": "5 USD"'
        ($settings | ConvertFrom-Json).profiles[0].provider | Should -Be 'Crun'
        Get-ChildItem $env:NANOBANANA_HOME -File | Get-Content -Raw | Should -Not -Match $secret
    }

    It 'has files that only the owner can read, whatever the umask' -Skip:(-not (Get-Command sh -CommandType Application -ErrorAction Ignore)) -Tag 'needs sh' {
        /bin/sh -c 'umask 000; exec "$0" "$@"' (Get-PowerShellCommand) -NoProfile -NonInteractive -Command "$import; Set-NanoBananaProfile work Crun -ApiKey (ConvertTo-SecureString $secret -AsPlainText -Force)"
        (Get-Item $env:NANOBANANA_HOME).UnixMode | Should -Be 'drwx------'
        foreach ($file in Get-ChildItem $env:NANOBANANA_HOME -File) { $file.UnixMode | Should -Be '-rw-------' -Because $file.Name }
        (Get-ChildItem $env:NANOBANANA_HOME).Name | Sort-Object | Should -Be 'profiles.json', 'profiles.lock', 'secrets.json', 'secrets.key', 'secrets.lock'
    }

    It 'asks before it goes, and takes its key along' {
        Set-NanoBananaProfile work Crun -ApiKey (ConvertTo-Key $secret)
        Invoke-Fresh 'Remove-NanoBananaProfile work' 2>&1 | Out-String | Should -Match '-Confirm:\$false'
        Get-NanoBananaProfile work | Should -Not -BeNullOrEmpty
        Remove-NanoBananaProfile work -Confirm:$false
        Get-NanoBananaProfile | Should -BeNullOrEmpty
        (Get-Content "$env:NANOBANANA_HOME/secrets.json" -Raw | ConvertFrom-Json).secrets.PSObject.Properties | Should -BeNullOrEmpty
    }

    It 'can be renamed' {
        Set-NanoBananaProfile work Crun -ApiKey (ConvertTo-Key $secret) -Default
        (Rename-NanoBananaProfile work office -PassThru).Name | Should -Be 'office'
        $now = Get-NanoBananaProfile
        $now.Name, $now.HasKey, $now.IsDefault | Should -Be 'office', $true, $true
        { Rename-NanoBananaProfile gone new -ErrorAction Stop } | Should -Throw -ErrorId 'ProfileNotFound*'
        Set-NanoBananaProfile work Crun
        { Rename-NanoBananaProfile work Office -ErrorAction Stop } | Should -Throw -ErrorId 'ProfileExists*'
    }

    It 'moves to another computer without its key' {
        Set-NanoBananaProfile work Crun -ApiKey (ConvertTo-Key $secret) -AspectRatio 16:9
        Set-NanoBananaProfile ci Pixazo -KeyVariable MY_KEY
        $file = Export-NanoBananaProfile "$TestDrive/moved.json" -PassThru
        $file | Get-Content -Raw | Should -Not -Match "$secret|NanoBanana\.work"
        { Export-NanoBananaProfile "$TestDrive/moved.json" -ErrorAction Stop } | Should -Throw -ErrorId 'FileExists*'
        Export-NanoBananaProfile "$TestDrive/moved.json" -Name w* -Force
        Export-NanoBananaProfile "$TestDrive/both.json"

        $env:NANOBANANA_HOME, $before = "$TestDrive/server", $env:NANOBANANA_HOME
        try {
            $imported = Import-NanoBananaProfile "$TestDrive/both.json" -AllowForeignAddress -PassThru -WarningVariable warnings -WarningAction SilentlyContinue
            $imported.Name | Sort-Object | Should -Be 'ci', 'work'
            "$warnings" | Should -Match "Set-NanoBananaProfile 'work' -ApiKey"
            (Get-NanoBananaProfile work).AspectRatio, (Get-NanoBananaProfile ci).KeySource | Should -Be '16:9', 'MY_KEY'
            { Import-NanoBananaProfile "$TestDrive/moved.json" -ErrorAction Stop } | Should -Throw -ErrorId 'ProfileExists*'
            Set-NanoBananaProfile work -ApiKey (ConvertTo-Key $secret) -AspectRatio 1:1
            Import-NanoBananaProfile "$TestDrive/moved.json" -Force
            (Get-NanoBananaProfile work).AspectRatio, (Get-NanoBananaProfile work).HasKey | Should -Be '16:9', $true
            { Import-NanoBananaProfile "$TestDrive/none.json" -ErrorAction Stop } | Should -Throw -ErrorId 'FileNotRead*'
        }
        finally {
            $env:NANOBANANA_HOME = $before
        }
    }

    It 'can be sealed with a passphrase' {
        Set-NanoBananaProfile work Crun -ApiKey (ConvertTo-Key $secret) -Passphrase (ConvertTo-Key 'open sesame')
        $use = 'try { Get-NanoBananaCredit work -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }'
        Invoke-Fresh $use | Should -Match '^PassphraseRequired'
        Invoke-Fresh "`$env:NANOBANANA_PASSPHRASE = 'wrong'; $use" | Should -Match '^PassphraseWrong'
        Invoke-Fresh "`$env:NANOBANANA_PASSPHRASE = 'open sesame'; Set-NanoBananaProfile work -BaseUri http://127.0.0.1:9; $use" | Should -Match '^ConnectionFailed'
        "$env:NANOBANANA_HOME/secrets.key" | Should -Not -Exist
    }

    It 'is refused, and left, where its file is <What>' -ForEach @(
        @{ What = 'damaged'; Content = '{ "version": 1, "profiles": [ {'; Id = 'ProfilesDamaged' }
        @{ What = 'newer'; Content = '{ "version": 7, "profiles": [] }'; Id = 'ProfilesTooNew' }
    ) {
        $null = New-Item -ItemType Directory $env:NANOBANANA_HOME -Force
        Set-Content "$env:NANOBANANA_HOME/profiles.json" $Content -NoNewline
        { Get-NanoBananaProfile -ErrorAction Stop } | Should -Throw -ErrorId "$Id*" -ExpectedMessage '*profiles.json*'
        { Set-NanoBananaProfile work Crun -ErrorAction Stop } | Should -Throw -ErrorId "$Id*"
        Get-Content "$env:NANOBANANA_HOME/profiles.json" -Raw | Should -Be $Content
        (TabExpansion2 'Get-NanoBananaProfile -Name ' 28).CompletionMatches.CompletionText | Should -Not -Contain 'work'
    }

    It 'survives two processes that change profiles 500 times each' {
        $change = {
            param($module, $who)
            Import-Module $module
            1..500 | ForEach-Object { Set-NanoBananaProfile "$who-$($_ % 25)" Crun -AspectRatio ('16:9', '1:1')[$_ % 2] -CreditPrice ($_ / 1000) }
        }
        $jobs = 'a', 'b' | ForEach-Object { Start-Job $change -ArgumentList (Get-ModulePath), $_ }
        $jobs | Receive-Job -Wait -AutoRemoveJob -ErrorAction Stop
        $all = Get-NanoBananaProfile
        $all.Count | Should -Be 50
        ($all | Measure-Object CreditPrice -Sum).Sum | Should -Be (2 * (476..500 | Measure-Object -Sum).Sum / 1000)
    }
}

Describe 'An unattended script with a key in the environment alone' {
    It 'writes nothing but the store' {
        $emulator = Start-NanoBananaEmulator -TaskDuration 0
        try {
            $env:NANOBANANA_HOME, $before = "$TestDrive/unattended", $env:NANOBANANA_HOME
            Set-Content "$TestDrive/script.ps1" @"
$import
Set-NanoBananaProfile ci Crun -BaseUri $((Get-NanoBananaProfile emulator-crun).BaseUri) -KeyVariable NANOBANANA_CRUN_API_KEY -SessionOnly
New-NanoBananaTask 'a lake' | Wait-NanoBananaTask -PollInterval 50ms | Save-NanoBananaImage -Destination '$TestDrive/made' | ForEach-Object Name
"@
            $env:NANOBANANA_CRUN_API_KEY = $emulator.Key
            Invoke-PowerShell -NoProfile -NonInteractive -File "$TestDrive/script.ps1" | Should -BeLike '*.png'
            $written = (Get-ChildItem "$TestDrive/unattended").Name
            $written | Should -Contain 'store.db'
            $written | Should -Match '^(store\.db(-wal|-shm)?|outbox\.spare)$'
        }
        finally {
            Remove-Item Env:NANOBANANA_CRUN_API_KEY
            $env:NANOBANANA_HOME = $before
            Stop-NanoBananaEmulator
        }
    }
}

Describe 'The choice of a profile' {
    It 'follows $PSDefaultParameterValues' {
        Set-NanoBananaProfile one Crun -SessionOnly
        Set-NanoBananaProfile two Apikley -SessionOnly
        $PSDefaultParameterValues['*-NanoBanana*:Profile'] = 'two'
        try { (Get-NanoBananaPrice -Path https://example.com/a.jpg).Provider | Should -Be 'Apikley' }
        finally {
            $PSDefaultParameterValues.Remove('*-NanoBanana*:Profile')
            'one', 'two' | Remove-NanoBananaProfile -Confirm:$false
        }
    }
}
