BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.2
    $script:photo = Write-TestImage "$TestDrive/photo.jpg" -Width 32 -Height 18

    function Get-Prompt {
        param([int] $Count)
        1..$Count | ForEach-Object { [pscustomobject]@{ Prompt = "p$_" } }
    }
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'Rehearsal and confirmation' {
    BeforeEach { $null = Invoke-Control reset POST }

    It '-WhatIf emits planned tasks and sends nothing, at <_>' -ForEach 'Pixazo', 'NanoBananaApi', 'Crun', 'Apikley', 'AigptImage' {
        $tasks = Invoke-Quietly "'$photo', '$photo' | New-NanoBananaTask 'in snow' -Profile emulator-$_ -WhatIf"
        $tasks.State | Should -Be 'Planned', 'Planned'
        $tasks[0].Id | Should -BeNullOrEmpty
        $tasks[0].Operation, $tasks[0].Prompt, $tasks[0].Provider | Should -Be 'Edit', 'in snow', $_
        $tasks[0].Source | Should -Be $photo.FullName
        (Invoke-Control requests).PSObject.Properties | Should -BeNullOrEmpty
    }

    It '-WhatIf lets a whole pipeline be rehearsed' {
        $planned = Invoke-Quietly "'$photo' | New-NanoBananaTask x -WhatIf | Wait-NanoBananaTask | Save-NanoBananaImage -Destination '$TestDrive/never'"
        $planned.State | Should -Be 'Planned'
        Test-Path "$TestDrive/never" | Should -BeFalse
    }

    It '-WhatIf says the price, or that it is not known' {
        $null = Invoke-Quietly "'$photo' | New-NanoBananaTask 'in snow' -Profile emulator-pixazo -WhatIf"
        $hostText | Should -BeLike "*What if: Submit to profile 'emulator-pixazo', *'in snow' on *photo.jpg (*0.1188 USD)*"
        $null = Invoke-Quietly "New-NanoBananaTask 'a lake' -Profile emulator-crun -WhatIf"
        $hostText | Should -BeLike "*What if: *emulator-crun*'a lake' (price unknown)*"
    }

    It '-WhatIf finds the same errors' {
        "$TestDrive/missing.jpg" | New-NanoBananaTask x -WhatIf -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'ImageNotFound'
    }

    It 'asks for no confirmation unless it is wanted, and -Confirm:$false never asks' {
        $ConfirmPreference = 'Low'
        (New-NanoBananaTask 'a lake' -Confirm:$false).State | Should -Be 'Pending'
        $ConfirmPreference = 'High'
        (New-NanoBananaTask 'a lake').State | Should -Be 'Pending'
    }
}

Describe 'Streams of New-NanoBananaTask' {
    BeforeEach { $null = Invoke-Control reset POST }

    It '-ErrorVariable and -OutVariable keep both sides' {
        $null = $photo, "$TestDrive/missing.jpg", $photo | New-NanoBananaTask x -ErrorVariable problems -OutVariable tasks -ErrorAction SilentlyContinue
        $tasks.Count | Should -Be 2
        $problems.Count | Should -Be 1
    }

    It '-ErrorAction Ignore leaves no error behind' {
        $before = $Error.Count
        "$TestDrive/missing.jpg" | New-NanoBananaTask x -ErrorAction Ignore | Should -BeNullOrEmpty
        $Error.Count | Should -Be $before
    }

    It '-ErrorAction Stop makes an error terminating' {
        { "$TestDrive/missing.jpg" | New-NanoBananaTask x -ErrorAction Stop } | Should -Throw -ErrorId 'ImageNotFound*'
    }

    It 'an unknown profile ends the command before anything is read, and lists those there are' {
        { $photo | New-NanoBananaTask x -Profile nobody } | Should -Throw -ErrorId 'ProfileNotFound*' -ExpectedMessage '*nobody*emulator-crun*'
        { $photo | New-NanoBananaTask x -UploadProfile nobody } | Should -Throw -ErrorId 'ProfileNotFound*'
    }

    It 'gives tasks in the order of the input, also where an early one is slow' {
        $tasks = & {
            Get-Prompt 1
            Wait-Until { (Get-CallCount Crun submit) -eq 1 }
            # the second is asked to wait for a second, the others are not
            Use-Fault 'rate-limit:Crun*1'
            Get-Prompt 20 | Select-Object -Skip 1
        } | New-NanoBananaTask -ThrottleLimit 8
        $tasks.Prompt | Should -Be (1..20 | ForEach-Object { "p$_" })
        Get-CallCount Crun submit | Should -Be 21
    }

    It 'streams: the first task is out before the last item is in' {
        $log = [Collections.Generic.List[string]]::new()
        Get-Prompt 20 | ForEach-Object { $log.Add("in $($_.Prompt)"); $_ } |
            New-NanoBananaTask -ThrottleLimit 2 | ForEach-Object { $log.Add("out $($_.Prompt)") }
        $log.Count | Should -Be 40
        $log.IndexOf('out p1') | Should -BeLessThan $log.IndexOf('in p10')
    }

    It '-ThrottleLimit <_> sends all' -ForEach 1, 3, 50 {
        (Get-Prompt 12 | New-NanoBananaTask -ThrottleLimit $_).Count | Should -Be 12
        Get-CallCount Crun submit | Should -Be 12
    }

    It 'lends the upload of another profile' {
        Set-NanoBananaProfile bare -Provider Pixazo -BaseUri (Get-NanoBananaProfile emulator-pixazo).BaseUri -ApiKey (ConvertTo-Key (Get-NanoBananaEmulator).Key) -SessionOnly
        try {
            $photo | New-NanoBananaTask x -Profile bare -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $problems | Get-ErrorId | Should -Be 'UploadTargetMissing'
            ($photo | New-NanoBananaTask x -Profile bare -UploadProfile emulator-apikley).State | Should -Be 'Pending'
            Get-CallCount Apikley upload | Should -Be 1
        }
        finally {
            Remove-NanoBananaProfile bare -Confirm:$false
        }
    }

    It 'passes a default of the profile over where the operation does not have it' {
        Get-NanoBananaProfile emulator-pixazo | Set-NanoBananaProfile -Name wide -AspectRatio 16:9 -ApiKey (ConvertTo-Key (Get-NanoBananaEmulator).Key) -SessionOnly
        try {
            $edit = $photo | New-NanoBananaTask x -Profile wide -Verbose 4>&1
            ($edit | Where-Object { $_ -is [Management.Automation.VerboseRecord] }) -join "`n" | Should -BeLike "*AspectRatio '16:9'*was ignored*"
            (New-NanoBananaTask 'a lake' -Profile wide).AspectRatio | Should -Be '16:9'
        }
        finally {
            Remove-NanoBananaProfile wide -Confirm:$false
        }
    }

    It 'warns of what the model ignores' {
        $task = New-NanoBananaTask x -Model google/nano-banana-v2 -OutputFormat png -WarningVariable warnings -WarningAction SilentlyContinue
        $task.Model | Should -Be 'google/nano-banana-v2'
        "$warnings" | Should -BeLike '*google/nano-banana-v2 ignores -OutputFormat*'
    }
}
