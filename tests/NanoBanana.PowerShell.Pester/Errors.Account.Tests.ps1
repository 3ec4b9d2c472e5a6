BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.2
    $script:files = 1..100 | ForEach-Object { Write-TestImage "$TestDrive/in/$_.jpg" }
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'An account that is turned away, at <_>' -ForEach 'Pixazo', 'NanoBananaApi', 'Crun', 'Apikley', 'AigptImage' {
    BeforeAll {
        $provider = $_
        $real = Get-NanoBananaProfile "emulator-$provider"
        $real | Set-NanoBananaProfile -Name wrong-key -ApiKey (ConvertTo-Key 'sk-wrong-key') -SessionOnly
        # the steps of one upload: Crun's has two, the request for an address and the PUT
        $script:uploader, $script:steps = if ($real.UploadUri) { 'ImageHost', 1 } elseif ($provider -eq 'Crun') { 'Crun', 2 } else { $provider, 1 }
    }

    AfterAll { Remove-NanoBananaProfile wrong-key -Confirm:$false }

    BeforeEach { $null = Invoke-Control reset POST }

    It 'a wrong key fails 100 files with one id after one answer' {
        $tasks = $files | New-NanoBananaTask -Prompt x -Profile wrong-key -ErrorVariable problems -ErrorAction SilentlyContinue
        $tasks | Should -BeNullOrEmpty
        $problems.Count | Should -Be 100
        $problems | Get-ErrorId | Sort-Object -Unique | Should -Be 'Unauthorized'
        # a gateway with its own upload answers there already
        Get-CallCount $provider submit | Should -Be ($uploader -eq 'ImageHost' ? 1 : 0)
        Get-CallCount $uploader upload | Should -Be 1
        $problems[0].Exception.Message | Should -BeLike "*wrong-key*"
        "$problems" + ($problems | Format-List * -Force | Out-String -Width 500) | Should -Not -Match 'sk-wrong-key'
        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*Set-NanoBananaProfile -ApiKey*'
        ($problems.TargetObject | Sort-Object -Unique).Count | Should -Be 100 -Because 'each error names its own file'
        Get-Charge $provider | Should -BeNullOrEmpty
    }

    It 'an empty balance fails 100 files with one id after one answer' {
        $null = Invoke-Control "balance/$provider" PUT @{ amount = 0 }
        $tasks = $files | New-NanoBananaTask -Prompt x -Profile "emulator-$provider" -ErrorVariable problems -ErrorAction SilentlyContinue
        $tasks | Should -BeNullOrEmpty
        $problems.Count | Should -Be 100
        $problems | Get-ErrorId | Sort-Object -Unique | Should -Be 'InsufficientCredits'
        Get-CallCount $provider submit | Should -Be 1
        Get-CallCount $uploader upload | Should -Be $steps
        Get-Charge $provider | Should -BeNullOrEmpty
    }

    It 'the next pipeline asks again' {
        $null = Invoke-Control "balance/$provider" PUT @{ amount = 0 }
        $null = $files[0] | New-NanoBananaTask -Prompt x -Profile "emulator-$provider" -ErrorAction SilentlyContinue
        $null = Invoke-Control "balance/$provider" PUT @{ amount = 1000 }
        ($files[0] | New-NanoBananaTask -Prompt x -Profile "emulator-$provider").State | Should -Be 'Pending'
    }

    It 'a wrong key is one error of <Command>' -ForEach @{ Command = 'Get-NanoBananaTask' }, @{ Command = 'Wait-NanoBananaTask' } {
        $task = New-NanoBananaTask x -Profile "emulator-$provider"
        & $Command -Id $task.Id -Profile wrong-key -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'Unauthorized'
    }

    It 'an item of another profile goes through beside it' {
        $items = @{ Prompt = 'a'; Profile = 'wrong-key' }, @{ Prompt = 'b'; Profile = "emulator-$provider" }, @{ Prompt = 'c'; Profile = 'wrong-key' }
        $tasks = $items | ForEach-Object { [pscustomobject]$_ } | New-NanoBananaTask -ErrorVariable problems -ErrorAction SilentlyContinue
        $tasks.Prompt | Should -Be 'b'
        $problems.Count | Should -Be 2
    }
}

Describe 'A profile without a key' {
    It 'is the one error KeyMissing that names the variable' {
        Set-NanoBananaProfile keyless -Provider Crun -BaseUri (Get-NanoBananaProfile emulator-crun).BaseUri -SessionOnly
        try {
            New-NanoBananaTask x -Profile keyless -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $problems | Get-ErrorId | Should -Be 'KeyMissing'
            $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*NANOBANANA_CRUN_API_KEY*'
        }
        finally {
            Remove-NanoBananaProfile keyless -Confirm:$false
        }
    }
}
