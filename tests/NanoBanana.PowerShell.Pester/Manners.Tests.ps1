BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.1
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'Manners' {
    BeforeEach { $null = Invoke-Control reset POST }

    It 'Get-NanoBananaTask with a pattern lists the journal, and asks no gateway' {
        $tasks = New-NanoBananaTask 'a hat', 'a cup'
        $null = Invoke-Control reset POST
        (Get-NanoBananaTask "$($tasks[0].Id.Substring(0, 8))*").Id | Should -Be $tasks[0].Id
        (Get-NanoBananaTask "$($tasks[1].IntentId.Substring(0, 8))*").Id | Should -Be $tasks[1].Id
        Get-NanoBananaTask 'no-such-*' | Should -BeNullOrEmpty
        Get-CallCount Crun query | Should -Be 0
    }

    It 'an intent id names a task as the gateway''s id does' {
        $task = New-NanoBananaTask 'a hat'
        (Get-NanoBananaTask $task.IntentId).Id | Should -Be $task.Id
    }

    It 'a parameter of text takes no script block: <Command>' -ForEach @(
        @{ Command = { Set-NanoBananaProfile -Provider { x } -Name y } }, @{ Command = { Get-NanoBananaTask -Profile { x } } }, @{ Command = { New-NanoBananaTask x -UploadProfile { x } } },
        @{ Command = { Save-NanoBananaImage -OutFile { x } -InputObject 'x' } }, @{ Command = { Export-NanoBananaTask { x } -InputObject 'x' } }
    ) {
        $Command | Should -Throw '*script block*'
    }

    It 'an empty -Profile on the command line is an error, and an empty cell is not' {
        { New-NanoBananaTask x -Profile '' } | Should -Throw '*-Profile was given, but its value is empty*'
        ([pscustomobject]@{ Prompt = 'x'; Profile = '' } | New-NanoBananaTask -WhatIf).State | Should -Be 'Planned'
    }

    It 'a folder as a file is named by its own path' {
        $folder = New-Item -ItemType Directory "$TestDrive/folder.jpg"
        $folder | New-NanoBananaTask x -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].Exception.Message | Should -BeLike "*'$($folder.FullName)'*folder*"
        $problems[0].Exception.Message | Should -Not -BeLike '*::*'
    }

    It 'Tab finds what holds the text, where nothing begins with it' {
        (TabExpansion2 -inputScript 'New-NanoBananaTask x -Profile pi' -cursorColumn 32).CompletionMatches.CompletionText | Should -Contain 'emulator-pixazo'
    }

    It 'a switch heeds $false' {
        $plan = New-NanoBananaTask x -Combine:$false -NoTag:$false -AsPrompt:$false -Retake:$false -Resume:$false -Inline:$false -Fit:$false -WhatIf
        $plan.Request.Combine, $plan.Request.Inline, $plan.Request.Fit | Should -Be $false, $false, $false
        Export-NanoBananaTask "$TestDrive/off.csv" -InputObject $plan -PassThru:$false -Force:$false | Should -BeNullOrEmpty
    }

    It 'a table shows why a task failed, and more of the prompt in a wider window' {
        $failed = New-NanoBananaTask 'a [refuse] lake' | Wait-NanoBananaTask -PollInterval 50ms -ErrorAction SilentlyContinue
        $failed | Format-Table | Out-String -Width 80 | Should -Match 'ContentRefused'
        $long = New-NanoBananaTask ('word ' * 30).Trim() -WhatIf
        ($long | Format-Table | Out-String -Width 160).Length | Should -BeGreaterThan ($long | Format-Table | Out-String -Width 80).Length
    }
}
