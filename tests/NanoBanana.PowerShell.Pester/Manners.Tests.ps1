BeforeDiscovery {
    Import-Module $(if ($env:NANOBANANA_MODULE) { $env:NANOBANANA_MODULE } else { "$PSScriptRoot/../../out/NanoBanana.PowerShell" })
}

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
        (Get-NanoBananaTask "$($tasks[1].IntentId.Substring(0, 20))*").Id | Should -Be $tasks[1].Id
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

    # a switch that selects a parameter set acts by being there, unless it was thought of
    It 'a switch that a parameter set needs heeds $false: <Command> -<Switch>' -ForEach @(
        Get-Command -Module NanoBanana.PowerShell | ForEach-Object {
            foreach ($parameter in $_.Parameters.Values | Where-Object SwitchParameter) {
                if ($parameter.ParameterSets.Values.IsMandatory -contains $true) { @{ Command = $_.Name; Switch = $parameter.Name } }
            }
        }
    ) {
        $without = switch ($Command) {
            'Get-NanoBananaStatement' { { Get-NanoBananaStatement -IncludeEmulator }, { Get-NanoBananaStatement -IncludeEmulator -Disputed:$false } }
            'Resolve-NanoBananaTask' { $null, { Resolve-NanoBananaTask x -NotCharged:$false } }
            'Set-NanoBananaStore' { $null, { Set-NanoBananaStore -Default:$false } }
        }
        $without | Should -HaveCount 2 -Because 'each of these is tried'
        if ($without[0]) { & $without[1] | Out-String | Should -Be (& $without[0] | Out-String) }
        else { $without[1] | Should -Throw '*same as leaving it out*' }
    }

    It '<Name>, without a user to answer, is an error that names -Confirm:$false, and does nothing' -ForEach @(
        @{ Name = 'removing a profile'; Script = 'Remove-NanoBananaProfile unasked'; Id = 'ConfirmationNotPossible,NanoBanana.PowerShell.Commands.RemoveNanoBananaProfileCommand' }
        @{ Name = 'a submit with -Confirm'; Script = 'New-NanoBananaTask x -Profile unasked -Confirm'; Id = 'ConfirmationNotPossible,NanoBanana.PowerShell.Commands.NewNanoBananaTaskCommand' }
    ) {
        Set-NanoBananaProfile unasked Crun -BaseUri "$((Get-NanoBananaEmulator).Uri)crun" -KeyVariable EMULATED_KEY
        $said = Invoke-PowerShell -NoProfile -NonInteractive -Command "Import-Module '$(Get-ModulePath)'; `$env:EMULATED_KEY = '$((Get-NanoBananaEmulator).Key)'; $Script -ErrorAction SilentlyContinue; `$Error[0].FullyQualifiedErrorId; `$Error[0].ErrorDetails.RecommendedAction"
        $said | Should -Be $Id, 'Add -Confirm:$false if that is what you want. Nothing was done.'
        Get-NanoBananaProfile unasked | Should -Not -BeNullOrEmpty
        Get-Charge | Should -BeNullOrEmpty
        Remove-NanoBananaProfile unasked -Confirm:$false
    }

    It 'a test of a wrong key says what to set' {
        $env:WRONG_KEY = 'sk-wrong-0123456789'
        Set-NanoBananaProfile mistaken Crun -BaseUri "$((Get-NanoBananaEmulator).Uri)crun" -KeyVariable WRONG_KEY
        $test = Test-NanoBananaProfile mistaken
        $test.Result, $test.Failure | Should -Be 'Failed', 'Unauthorized'
        $test.Message | Should -BeLike '*API key invalid*Set-NanoBananaProfile -ApiKey, or in the environment variable*'
        Remove-NanoBananaProfile mistaken -Confirm:$false
        Remove-Item Env:WRONG_KEY
    }

    It 'Save says at its end how many were saved and failed, what they cost and how long it took, if a user looks' {
        $tasks = New-NanoBananaTask 'a hat', 'a cup', 'a bowl' -Profile emulator-crun | Wait-NanoBananaTask -PollInterval 50ms
        # a host that is no console decides for itself who looks
        $shell = [powershell]::Create().AddScript('param($module, $tasks, $out) Import-Module $module; $tasks | Save-NanoBananaImage $out -ErrorAction SilentlyContinue').AddArgument((Get-ModulePath)).AddArgument($tasks).AddArgument("$TestDrive/seen")
        try { $null = $shell.Invoke(); $said = @($shell.Streams.Information) -join "`n" } finally { $shell.Dispose() }
        $said | Should -Match '^3 saved, 0 failed, cost 12 credits, in \d+\.\d s\.$'
        Save-NanoBananaImage "$TestDrive/unseen" -InputObject $tasks[0] -InformationVariable told
        $told | Should -BeNullOrEmpty -Because 'one image speaks for itself'
    }

    It 'a table shows why a task failed, and more of the prompt in a wider window' {
        $failed = New-NanoBananaTask 'a [refuse] lake' | Wait-NanoBananaTask -PollInterval 50ms -ErrorAction SilentlyContinue
        $failed | Format-Table | Out-String -Width 80 | Should -Match 'ContentRefused'
        $long = New-NanoBananaTask ('word ' * 30).Trim() -WhatIf
        ($long | Format-Table | Out-String -Width 160).Length | Should -BeGreaterThan ($long | Format-Table | Out-String -Width 80).Length
    }
}
