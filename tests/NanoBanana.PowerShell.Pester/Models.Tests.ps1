BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.2
    $null = New-Item -ItemType Directory $env:NANOBANANA_HOME -Force
    $script:userFile = "$env:NANOBANANA_HOME/models.json"
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'Get-NanoBananaModel' {
    It 'lists each model of each gateway once, with its life, limits and price' {
        $models = Get-NanoBananaModel
        ($models | Group-Object { "$($_.Provider) $($_.Model)" } | Where-Object Count -GT 1) | Should -BeNullOrEmpty
        $models.Provider | Sort-Object -Unique | Should -Be ($Providers | Sort-Object)
        $two = Get-NanoBananaModel nano-banana-2 -Provider Crun | Where-Object Model -EQ 'google/nano-banana-2'
        $two.Family, $two.State, $two.Successor, $two.MaxImages, $two.Confidence | Should -Be 'nano-banana-2', 'Deprecated', 'nano-banana-2.1', 14, 'Disputed'
        $two.Operations | Should -Be 'Generate', 'Edit'
        $two.Price.Amount, $two.Price.Currency, $two.Price.Certainty | Should -Be 5, 'credits', 'Estimated'
    }

    It 'finds by id, family, wildcard, provider, operation and life' {
        (Get-NanoBananaModel nano-banana-2.1).Model | Should -Be 'nano-banana-2-1'
        (Get-NanoBananaModel *-lite).Provider | Should -Be 'Pixazo', 'Crun', 'Apikley'
        (Get-NanoBananaModel -Provider AigptImage -Operation Edit).Model | Should -Be 'nano-banana-image-to-image'
        (Get-NanoBananaModel -Current).State | Should -Not -Contain 'Retired'
        ('nano-banana-pro', 'nano-banana-2.1' | Get-NanoBananaModel).Count | Should -Be 6
    }

    It 'an unknown provider is one error, and the others are listed' {
        (Get-NanoBananaModel -Provider Nobody, Crun -ErrorVariable problems -ErrorAction SilentlyContinue).Provider | Sort-Object -Unique | Should -Be 'Crun'
        $problems | Get-ErrorId | Should -Be 'UnknownProvider'
        Get-NanoBananaModel nano-banana-pro -Provider Nobody -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'names what there is where a model is not' {
        { Get-NanoBananaModel banana-9 -ErrorAction Stop } | Should -Throw -ErrorId 'UnknownModel*' -ExpectedMessage '*banana-9*google/nano-banana-pro*'
    }
}

Describe 'A retired model' {
    AfterEach { Remove-Item $userFile -Force -ErrorAction Ignore }

    It 'causes a warning in a plan, before anything is paid' {
        # a model of its own, because a process warns once about each
        Set-Content $userFile '{ "families": { "past": { "retiresAt": "2026-01-02" } }, "models": [{ "provider": "Crun", "model": "google/past", "family": "past", "operations": ["Generate"] }] }'
        $planned = New-NanoBananaTask 'a hat' -Model past -Profile emulator-crun -WhatIf -WarningVariable warnings -WarningAction SilentlyContinue
        $planned.State | Should -Be 'Planned'
        "$warnings" | Should -BeLike 'Google shut down past on 2026-01-02*(ModelRetired)'
    }
}

Describe 'A models.json of the user' {
    AfterEach { Remove-Item $userFile -Force -ErrorAction Ignore }

    It 'adds a model that works through completion, checks, price and wire' {
        Set-Content $userFile '{ "models": [{ "provider": "Crun", "model": "google/nano-banana-pro", "family": "mine", "operations": ["Generate"], "resolutions": ["1K", "4K"], "maxPromptLength": 10,
            "prices": { "currency": "credits", "amounts": [{ "resolution": "4K", "amount": 10 }] } }] }'
        $line = 'New-NanoBananaTask x -Profile emulator-crun -Model mi'
        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.ListItemText | Should -Be 'mine'
        { New-NanoBananaTask 'longer than ten' -Model mine -Profile emulator-crun -ErrorAction Stop } | Should -Throw -ErrorId 'PromptTooLong*'
        $price = Get-NanoBananaPrice Crun -Model mine -Operation Generate -Resolution 4K
        $price.Amount, $price.Source | Should -Be 10, 'user'
        $task = New-NanoBananaTask 'a hat' -Model mine -Resolution 4K -Profile emulator-crun | Wait-NanoBananaTask -PollInterval 100ms
        $task.State, $task.Model, $task.Cost.Amount | Should -Be 'Succeeded', 'google/nano-banana-pro', 10
    }

    It 'adds a model that no gateway has: its id goes to the gateway as it is, and the answer names those of the gateway' {
        Set-Content $userFile '{ "models": [{ "provider": "Crun", "model": "google/nano-banana-7", "family": "nano-banana-7", "operations": ["Generate"], "aspectRatios": ["7:5"] }] }'
        (New-NanoBananaTask 'a hat' -Model nano-banana-7 -AspectRatio 7:5 -Profile emulator-crun -WhatIf).Model | Should -Be 'google/nano-banana-7'
        { New-NanoBananaTask 'a hat' -Model nano-banana-7 -AspectRatio 16:9 -Profile emulator-crun -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidAspectRatio*' -ExpectedMessage '*7:5*'
        { New-NanoBananaTask 'a hat' -Model nano-banana-7 -AspectRatio 7:5 -Profile emulator-crun -ErrorAction Stop } | Should -Throw -ErrorId 'ModelNotFound*' -ExpectedMessage '*google/nano-banana-7*google/nano-banana-2*'
    }

    It 'takes everything but plain Nano Banana away, and nothing else breaks' {
        Set-Content $userFile '{ "remove": ["nano-banana-2", "nano-banana-2-lite", "nano-banana-2.1", "nano-banana-pro"] }'
        (Get-NanoBananaModel).Family | Sort-Object -Unique | Should -Be 'nano-banana'
        $photo = Write-TestImage "$TestDrive/reduced.jpg"
        foreach ($provider in $Providers) {
            (New-NanoBananaTask 'a hat' -Profile "emulator-$provider" | Wait-NanoBananaTask -PollInterval 100ms).State | Should -Be 'Succeeded'
            ($photo | New-NanoBananaTask 'a hat on it' -Profile "emulator-$provider" | Wait-NanoBananaTask -PollInterval 100ms).State | Should -Be 'Succeeded'
            (Get-NanoBananaPrice $provider).Model | Should -Not -BeNullOrEmpty
        }
        (New-NanoBananaTask 'a hat' -Model nano-banana -Profile emulator-crun, emulator-apikley).Provider | Should -Be 'Crun'
        { New-NanoBananaTask 'a hat' -Model nano-banana-2 -Profile emulator-crun -ErrorAction Stop } | Should -Throw -ErrorId 'UnknownModel*'
    }

    It 'is refused with its place where it cannot be, and nothing is submitted' {
        Set-Content $userFile '{ "models": [{ "provider": "Crun", "model": "google/nano-banana", "baseUri": "https://evil.example" }] }'
        $before = Get-CallCount Crun submit
        { New-NanoBananaTask 'a hat' -Profile emulator-crun -ErrorAction Stop } | Should -Throw -ErrorId 'ModelFileInvalid*' -ExpectedMessage '*baseUri*'
        Get-CallCount Crun submit | Should -Be $before
    }
}

Describe 'Several gateways in one go' {
    BeforeEach { $null = Invoke-Control reset POST }
    AfterEach { $null = Invoke-Control faults DELETE }

    It 'the next one takes what the first cannot, with one charge, also from a cell' {
        Use-Fault 'status-402:Crun@submit'
        $tasks = @(
            New-NanoBananaTask 'a hat' -Model nano-banana-2 -Profile emulator-crun, emulator-apikley
            [pscustomobject]@{ Prompt = 'a cap'; Profile = 'emulator-crun, emulator-apikley' } | New-NanoBananaTask -Model nano-banana-2
        )
        $tasks.Provider | Should -Be 'Apikley', 'Apikley'
        $tasks.Attempts.ErrorId | Should -Be 'InsufficientCredits', 'InsufficientCredits'
        @(Get-Charge).Count | Should -Be 2
        # the credit is back: what was made is found, at whichever gateway
        $null = Invoke-Control faults DELETE
        (New-NanoBananaTask 'a hat' -Model nano-banana-2 -Profile emulator-crun, emulator-apikley -Resume).Id | Should -Be $tasks[0].Id
        @(Get-Charge).Count | Should -Be 2
    }

    It 'what was tried stands in the store, and comes back from Clixml' {
        Use-Fault 'status-402:Crun@submit'
        $task = New-NanoBananaTask 'a scarf' -Model nano-banana-2 -Profile emulator-crun, emulator-apikley
        $stored = Get-NanoBananaTask $task.IntentId
        "$($stored.Attempts)" | Should -Be 'emulator-crun: InsufficientCredits'
        $stored.Attempts[0].Message | Should -Be $task.Attempts[0].Message
        $stored | Export-Clixml "$TestDrive/tried.xml" -Depth 4
        $back = Import-Clixml "$TestDrive/tried.xml" | Wait-NanoBananaTask -PollInterval 100ms
        "$($back.Attempts)" | Should -Be 'emulator-crun: InsufficientCredits'
    }

    It 'a plan keeps all profiles in their order, also as a table, and is the same work' -ForEach @{ Ending = 'csv' }, @{ Ending = 'json' } {
        Use-Fault 'status-402:NanoBananaApi@submit'
        $names = 'emulator-pixazo, emulator-nanobananaapi, emulator-aigptimage'.Split(', ')
        $plan = New-NanoBananaTask "a glove as $Ending" -Model nano-banana-2 -Profile $names -Prefer Cheapest -WhatIf
        $plan.Profile | Should -Be 'emulator-nanobananaapi, emulator-pixazo, emulator-aigptimage'
        $plan | Export-NanoBananaTask "$TestDrive/several.$Ending" -Force
        $tasks = @(Import-NanoBananaTask "$TestDrive/several.$Ending" | New-NanoBananaTask; $plan | New-NanoBananaTask -Resume)
        $tasks.Provider | Should -Be 'Pixazo', 'Pixazo'
        "$($tasks[0].Attempts)" | Should -Be 'emulator-nanobananaapi: InsufficientCredits'
        # the plan and the command are the same work
        (New-NanoBananaTask "a glove as $Ending" -Model nano-banana-2 -Profile $names -Resume).Id | Should -Be $tasks[0].Id
        $tasks[1].Id | Should -Be $tasks[0].Id
        @(Get-Charge).Count | Should -Be 1
    }

    It 'a profile whose name holds a comma is found whole, alone and in a cell' {
        Set-NanoBananaProfile 'ours, too' -Provider Crun -BaseUri "$((Get-NanoBananaEmulator).Uri)crun" -ApiKey (ConvertTo-Key (Get-NanoBananaEmulator).Key) -SessionOnly
        try {
            (New-NanoBananaTask 'a boot' -Profile 'ours, too, emulator-apikley' -WhatIf).Profile | Should -Be 'ours, too, emulator-apikley'
            (New-NanoBananaTask 'a boot' -Profile 'emulator-apikley, ours, too' -WhatIf | New-NanoBananaTask -Model google/nano-banana-v2).Profile | Should -Be 'ours, too'
        }
        finally {
            Remove-NanoBananaProfile 'ours, too' -Confirm:$false
        }
    }

    It 'a request that the first refuses is not shown to the next' {
        Use-Fault 'refuse-content:Crun@submit'
        { New-NanoBananaTask 'a hat' -Profile emulator-crun, emulator-apikley -ErrorAction Stop } | Should -Throw -ErrorId 'ContentRefused*'
        Get-CallCount Apikley submit | Should -Be 0
    }

    It 'the cheapest comes first with -Prefer Cheapest' {
        (New-NanoBananaTask 'a hat' -Model nano-banana-2 -Profile emulator-pixazo, emulator-nanobananaapi -Prefer Cheapest).Provider | Should -Be 'NanoBananaApi'
        (New-NanoBananaTask 'a cap' -Model nano-banana-2 -Profile emulator-pixazo, emulator-nanobananaapi -Prefer cheapest).Provider | Should -Be 'NanoBananaApi' -Because 'PowerShell accepts a value in any case'
    }
}

Describe '-Reference' {
    It 'goes with each task after its own image, and is uploaded once' {
        $null = Invoke-Control reset POST
        $reference = Write-TestImage "$TestDrive/reference.jpg"
        $photos = 1..3 | ForEach-Object { Write-TestImage "$TestDrive/$_.jpg" }
        $tasks = $photos | New-NanoBananaTask -Prompt 'on white' -Model nano-banana-2 -Reference $reference.FullName -Profile emulator-crun
        $tasks.Count | Should -Be 3
        $tasks[0].Source, $tasks[0].Reference | Should -Be $photos[0].FullName, $reference.FullName
        # four files, each by a question for its address and the upload itself
        Get-CallCount Crun upload | Should -Be 8
        { New-NanoBananaTask x -Reference @() -Profile emulator-crun -ErrorAction Stop } | Should -Throw -ErrorId 'ImageParameterEmpty*'
        { New-NanoBananaTask x -Reference "$TestDrive/missing.jpg" -Profile emulator-crun -ErrorAction Stop } | Should -Throw -ErrorId 'ImageNotFound*'
    }
}
