<# The store, its cmdlets, and what two runs of one batch at the same time pay for. #>
BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'The store' {
    AfterEach {
        Remove-Item Env:NANOBANANA_STORE -ErrorAction Ignore
        Set-NanoBananaStore -Default | Out-Null
    }

    It 'lies in the home folder, and works' {
        $store = Get-NanoBananaStore
        $store.Kind, $store.Source | Should -Be 'SQLite', 'Default'
        $store.Location | Should -Be ([IO.Path]::GetFullPath("$env:NANOBANANA_HOME/store.db"))
        New-NanoBananaTask 'a lake' | Should -Not -BeNullOrEmpty
        $health = Test-NanoBananaStore
        $health.Waiting, $health.SchemaVersion | Should -Be 0, 3
    }

    It 'can be another file, for good' {
        (Set-NanoBananaStore "$TestDrive/other/mine.db").Source | Should -Be 'Set-NanoBananaStore'
        New-NanoBananaTask 'elsewhere' | Should -Not -BeNullOrEmpty
        @(Get-NanoBananaTask).Prompt | Should -Be 'elsewhere'
        "$TestDrive/other/mine.db" | Should -Exist
        Set-NanoBananaStore -Default | Out-Null
        @(Get-NanoBananaTask).Prompt | Should -Not -Contain 'elsewhere'
    }

    It 'that the environment names comes first' {
        $env:NANOBANANA_STORE = "$TestDrive/named.db"
        (Get-NanoBananaStore).Location | Should -Be ([IO.Path]::GetFullPath("$TestDrive/named.db"))
        Set-NanoBananaStore "$TestDrive/other.db" -WarningVariable warned -WarningAction SilentlyContinue | Out-Null
        $warned | Should -BeLike 'NANOBANANA_STORE*'
    }

    It 'keeps its password to itself' {
        $secret = 'pa55word-of-the-database'
        $shown = Set-NanoBananaStore -ConnectionString (ConvertTo-Key "Host=127.0.0.1;Port=1;Database=images;Username=me;Password=$secret;Timeout=1") -Verbose 4>&1
        $error.Clear()
        $failed = { Test-NanoBananaStore -ErrorAction Stop } | Should -Throw -ErrorId 'StoreUnavailable*' -PassThru
        $all = @($shown; Get-NanoBananaStore; $failed; $error) | ForEach-Object { "$_"; $_ | Format-List * -Force | Out-String }
        "$all" | Should -Not -Match $secret
        "$all" | Should -Match '127\.0\.0\.1'
        # not the database: closing any handle of it drops the locks that this process holds
        Get-ChildItem $env:NANOBANANA_HOME -File -Exclude *.db* | ForEach-Object { Get-Content $_ -Raw -Encoding latin1 } | Should -Not -Match $secret
    }

    It 'takes no password as plain text' {
        { Set-NanoBananaStore -ConnectionString 'Host=a;Password=b' } | Should -Throw '*SecureString*'
    }

    It 'that is a file of the user is refused before money is spent, and left as it is' {
        Set-Content "$TestDrive/notes.txt" 'my own notes'
        $env:NANOBANANA_STORE = "$TestDrive/notes.txt"
        $before = @(Get-Charge).Count
        { New-NanoBananaTask 'a lake' -ErrorAction Stop } | Should -Throw -ErrorId 'StoreNotOurs*'
        @(Get-Charge).Count | Should -Be $before
        Get-Content "$TestDrive/notes.txt" | Should -Be 'my own notes'
    }

    It 'that cannot be used does not prevent saving what is paid for' {
        $made = New-NanoBananaTask 'a boat' | Wait-NanoBananaTask -PollInterval 50ms
        Set-Content "$TestDrive/other-notes.txt" 'my own notes'
        $env:NANOBANANA_STORE = "$TestDrive/other-notes.txt"
        $saved = $made | Save-NanoBananaImage "$TestDrive/saved" -WarningVariable warned -WarningAction SilentlyContinue
        $saved.FullName | Should -Exist
        @($warned) -join ' ' | Should -BeLike '*are unknown*other-notes.txt*'
        Get-Content "$TestDrive/other-notes.txt" | Should -Be 'my own notes'
    }

    It 'can be saved to a new file' {
        $env:NANOBANANA_STORE = "$TestDrive/broken.db"
        1..3 | ForEach-Object { New-NanoBananaTask "p$_" | Out-Null }
        $repair = Repair-NanoBananaStore "$TestDrive/repaired.db"
        $repair.Tasks, $repair.Lost | Should -Be 3, 0
        { Repair-NanoBananaStore "$TestDrive/repaired.db" -ErrorAction Stop } | Should -Throw -ErrorId 'StoreUnavailable*'
        $env:NANOBANANA_STORE = "$TestDrive/repaired.db"
        @(Get-NanoBananaTask).Prompt | Should -Be 'p1', 'p2', 'p3'
    }
}

Describe 'A budget' {
    It 'shows what is spent, reserved and left' {
        Set-NanoBananaProfile shop Pixazo -BaseUri (Get-NanoBananaProfile emulator-pixazo).BaseUri -ApiKey (ConvertTo-Key (Get-NanoBananaEmulator).Key) -DailyBudget '5 USD'
        try {
            New-NanoBananaTask x -Profile shop -AspectRatio 1:1 | Wait-NanoBananaTask -PollInterval 50ms | Out-Null
            $day, $month = Get-NanoBananaBudget shop
            $day.Period, $day.Cap, $day.Spent, $day.Reserved, $day.Left, $day.Unit | Should -Be 'Day', 5, 0.06, 0, 4.94, 'USD'
            $month.Period, $month.Cap, $month.Spent | Should -Be 'Month', $null, 0.06
            Rename-NanoBananaProfile shop atelier
            (Get-NanoBananaBudget atelier)[0].Spent | Should -Be 0.06
        }
        finally {
            Get-NanoBananaProfile | Where-Object Name -In shop, atelier | Remove-NanoBananaProfile -Confirm:$false
        }
    }

    It 'of a profile that there is not is an error' {
        { Get-NanoBananaBudget nobody -ErrorAction Stop } | Should -Throw -ErrorId 'ProfileNotFound*'
    }
}

Describe 'A paid task whose profile was renamed' {
    BeforeEach {
        $key = ConvertTo-Key (Get-NanoBananaEmulator).Key
        Set-NanoBananaProfile shop Crun -BaseUri (Get-NanoBananaProfile emulator-crun).BaseUri -ApiKey $key
    }

    AfterEach {
        Get-NanoBananaProfile | Where-Object Name -In shop, atelier | Remove-NanoBananaProfile -Confirm:$false
    }

    It 'is waited for and saved under the new name' {
        $task = New-NanoBananaTask 'a renamed lake' -Profile shop
        Rename-NanoBananaProfile shop atelier
        $pending = Get-NanoBananaTask -Pending -Profile atelier
        $pending.IntentId, $pending.Profile | Should -Be $task.IntentId, 'atelier'
        ($pending | Wait-NanoBananaTask -PollInterval 50ms).State | Should -Be 'Succeeded'
        ($task | Wait-NanoBananaTask -PollInterval 50ms).State | Should -Be 'Succeeded' -Because 'an object from before names it as it was'
        (Get-NanoBananaTask $task.Id -Profile atelier).IntentId | Should -Be $task.IntentId
        $task | Get-NanoBananaTask | Save-NanoBananaImage "$TestDrive/renamed" | Should -Exist
    }

    It 'is not looked for in another account that has the old name by now' {
        $task = New-NanoBananaTask 'a lake of another' -Profile shop
        Rename-NanoBananaProfile shop atelier
        Set-NanoBananaProfile shop Pixazo -BaseUri (Get-NanoBananaProfile emulator-pixazo).BaseUri -ApiKey $key
        ($task.Id | Wait-NanoBananaTask -PollInterval 50ms).Profile | Should -Be 'atelier'
        (Get-NanoBananaTask -Unsaved -Profile atelier).IntentId | Should -Contain $task.IntentId
    }
}

Describe 'The same batch at the same time' {
    It 'is paid for once, in two runspaces' {
        $before = @(Get-Charge).Count
        $make = {
            param($Module)
            Import-Module $Module
            1..30 | ForEach-Object { [pscustomobject]@{ Prompt = "twin $_" } } | New-NanoBananaTask -Resume -Profile emulator-crun | Wait-NanoBananaTask -PollInterval 50ms
        }
        $shells = 1..2 | ForEach-Object { [powershell]::Create().AddScript($make).AddArgument((Get-ModulePath)) }
        $runs = $shells | ForEach-Object { $_.BeginInvoke() }
        $results = 0..1 | ForEach-Object { , @($shells[$_].EndInvoke($runs[$_])) }
        $shells | ForEach-Object { $_.Streams.Error | Should -BeNullOrEmpty }
        @(Get-Charge).Count - $before | Should -Be 30
        $results | ForEach-Object { $_.Count | Should -Be 30; $_.State | Sort-Object -Unique | Should -Be 'Succeeded' }
        Compare-Object $results[0].Id $results[1].Id | Should -BeNullOrEmpty
    }

    It 'is paid for again without -Resume, after one warning that says what it costs' {
        1, 2 | ForEach-Object { New-NanoBananaTask 'once more' -Profile emulator-pixazo -AspectRatio 1:1 -WarningAction SilentlyContinue | Out-Null }
        $null = 1, 2 | ForEach-Object { [pscustomobject]@{ Prompt = 'once more'; AspectRatio = '1:1' } } | New-NanoBananaTask -Profile emulator-pixazo -WarningVariable warned -WarningAction SilentlyContinue
        @($warned) | Should -BeLike '2 of these tasks were submitted before*0.12 USD*-Resume*'
    }
}
