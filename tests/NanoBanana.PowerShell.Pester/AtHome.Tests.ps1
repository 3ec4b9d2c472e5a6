BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.1
    $script:photo = Write-TestImage "$TestDrive/photo.jpg"
    $script:module = Get-ModulePath

    function Invoke-Elsewhere {
        <# Runs a script in a separate runspace, which has no module yet. #>
        param([string] $Script, [string] $LanguageMode = 'FullLanguage')
        $shell = [powershell]::Create([Management.Automation.Runspaces.InitialSessionState]::CreateDefault2())
        try {
            $shell.Runspace.SessionStateProxy.SetVariable('photo', $photo.FullName)
            $shell.Runspace.SessionStateProxy.SetVariable('out', "$TestDrive/elsewhere")
            $null = $shell.AddScript("Import-Module '$module'").Invoke()
            $shell.Commands.Clear()
            $shell.Runspace.SessionStateProxy.LanguageMode = $LanguageMode
            $shell.AddScript($Script).Invoke()
            $shell.Streams.Error | ForEach-Object { throw $_ }
        }
        finally {
            $shell.Dispose()
        }
    }
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'The common parameters' {
    BeforeEach {
        $null = Invoke-Control reset POST
        $null = Invoke-Control faults DELETE
    }

    It '$PSDefaultParameterValues holds for <_>' -ForEach 'New-NanoBananaTask:Profile', '*-NanoBanana*:Profile' {
        $PSDefaultParameterValues = @{ $_ = 'emulator-pixazo'; 'New-NanoBananaTask:AspectRatio' = '16:9'; 'Wait-NanoBananaTask:PollInterval' = '50ms' }
        $task = New-NanoBananaTask 'a lake' | Wait-NanoBananaTask
        $task.Provider, $task.AspectRatio, $task.State | Should -Be 'Pixazo', '16:9', 'Succeeded'
    }

    It 'a default gives way to the command line' {
        $PSDefaultParameterValues = @{ 'New-NanoBananaTask:Profile' = 'emulator-pixazo' }
        (New-NanoBananaTask x -Profile emulator-apikley).Provider | Should -Be 'Apikley'
    }

    It '-ErrorAction <Action> of a bad item: <Then>' -ForEach @(
        @{ Action = 'SilentlyContinue'; Then = 'the others go on'; Made = 2; Errors = 1 }
        @{ Action = 'Continue'; Then = 'the others go on'; Made = 2; Errors = 1 }
        @{ Action = 'Ignore'; Then = 'the others go on, and nothing is kept'; Made = 2; Errors = 0 }
    ) {
        $Error.Clear()
        $tasks = 'one', '', 'three' | ForEach-Object { [pscustomobject]@{ Prompt = $_ } } | New-NanoBananaTask -ErrorAction $Action 2>$null
        $tasks | Should -HaveCount $Made
        $Error | Should -HaveCount $Errors
    }

    It '-ErrorAction Stop ends the pipeline with the same id, and keeps what was submitted' {
        # what was stopped between its record and its first byte is kept as not delivered
        function Get-Sent { @(Get-NanoBananaTask | Where-Object { $_.Failure.Reason -ne 'NotDelivered' }).Count }
        $before = Get-Sent
        { 'one', '', 'three' | ForEach-Object { [pscustomobject]@{ Prompt = $_ } } | New-NanoBananaTask -ThrottleLimit 1 -ErrorAction Stop } | Should -Throw -ErrorId 'PromptMissing*'
        (Get-Sent) - $before | Should -Be (Get-CallCount Crun submit)
        Get-CallCount Crun submit | Should -BeLessOrEqual 1
    }

    It '-ErrorVariable, -OutVariable and -WarningVariable are filled, also by adding' {
        $problems = $made = $warnings = @()
        foreach ($name in 'first', 'second') {
            [pscustomobject]@{ Prompt = "$name$([char] 0xFFFD)" }, [pscustomobject]@{ Prompt = '' } |
                New-NanoBananaTask -ErrorVariable +problems -OutVariable +made -WarningVariable +warnings -ErrorAction SilentlyContinue -WarningAction SilentlyContinue | Out-Null
        }
        $made.Prompt.TrimEnd([char] 0xFFFD) | Should -Be 'first', 'second'
        $problems | Get-ErrorId | Should -Be 'PromptMissing', 'PromptMissing'
        $warnings | Should -HaveCount 2
    }

    It '-PipelineVariable names the task beside its file' {
        $found = New-NanoBananaTask 'a lake' | Wait-NanoBananaTask -PollInterval 50ms -PipelineVariable task |
            Save-NanoBananaImage -Destination "$TestDrive/variable" | ForEach-Object { "$($task.Prompt) in $($_.Name)" }
        $found | Should -Match '^a lake in .+\.(png|jpg)$'
    }

    It 'a profile goes from cmdlet to cmdlet by name' {
        $profiles = Get-NanoBananaProfile emulator-crun, emulator-apikley
        ($profiles | Get-NanoBananaCredit).Provider | Should -Be 'Crun', 'Apikley'
        ($profiles | Get-NanoBananaProfile).Name | Should -Be $profiles.Name
    }

    It 'a saved file can be used as an image, also of a copy' {
        $file = New-NanoBananaTask 'a lake' | Wait-NanoBananaTask -PollInterval 50ms | Save-NanoBananaImage -Destination "$TestDrive/chain"
        ($file | New-NanoBananaTask -Prompt 'in snow').Source | Should -Be $file.FullName
        ($file | Publish-NanoBananaImage).Path | Should -Be $file.FullName
        ($file | Get-NanoBananaPrice -Provider Pixazo).Path | Should -Be $file.FullName
        ($file | Select-Object FullName | New-NanoBananaTask -Prompt 'again').Source | Should -Be $file.FullName
    }

    It 'what Publish gives can be edited, as a record' {
        $url = ($photo | Publish-NanoBananaImage).Url
        ($photo | Publish-NanoBananaImage | Select-Object @{ Name = 'ImageUrl'; Expression = 'Url' } | New-NanoBananaTask -Prompt x).Source | Should -Be $url
    }
}

Describe 'Records of tasks from elsewhere' {
    It 'ids and profiles of a CSV file are asked for' {
        $tasks = New-NanoBananaTask 'of Crun'; $other = New-NanoBananaTask 'of Pixazo' -Profile emulator-pixazo
        $tasks, $other | Select-Object Id, Profile | Export-Csv "$TestDrive/ids.csv"
        $back = Import-Csv "$TestDrive/ids.csv" | Wait-NanoBananaTask -PollInterval 50ms
        ($back | Sort-Object Provider).Prompt | Should -Be 'of Crun', 'of Pixazo'
        $back.State | Should -Be 'Succeeded', 'Succeeded'
    }

    It 'a whole task of a CSV file is asked for and saved' {
        New-NanoBananaTask 'by CSV' | Wait-NanoBananaTask -PollInterval 50ms | Export-Csv "$TestDrive/task.csv"
        $task = Import-Csv "$TestDrive/task.csv" | Get-NanoBananaTask
        $task.State, $task.Prompt | Should -Be 'Succeeded', 'by CSV'
        $task | Save-NanoBananaImage -Destination "$TestDrive/csv" | Should -Exist
    }

    It 'a task goes around by <_> and stays what it was' -ForEach 'Clixml', 'JSON', 'a serializer of a job' {
        $task = $photo | New-NanoBananaTask 'keep' -AspectRatio 3:2 | Wait-NanoBananaTask -PollInterval 50ms
        $copy = switch ($_) {
            'Clixml' { $task | Export-Clixml "$TestDrive/t.xml"; Import-Clixml "$TestDrive/t.xml" }
            'JSON' { $task | ConvertTo-Json -Depth 5 | ConvertFrom-Json }
            default { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($task, 1)) }
        }
        $again = $copy | Wait-NanoBananaTask
        $again | ConvertTo-Json -Depth 5 | Should -Be ($task | ConvertTo-Json -Depth 5)
    }

    It 'an intent is erased by the copy of its task' {
        $task = New-NanoBananaTask x | Wait-NanoBananaTask -PollInterval 50ms
        $task | ConvertTo-Json -Depth 5 | ConvertFrom-Json | Remove-NanoBananaTask -Force -Confirm:$false
        Get-NanoBananaTask | Where-Object IntentId -EQ $task.IntentId | Should -BeNullOrEmpty
    }
}

Describe 'Other runspaces, threads and processes' {
    It 'ForEach-Object -Parallel submits, waits and saves' {
        $files = 1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $using:module
            New-NanoBananaTask "lake $_" -Profile emulator-crun | Wait-NanoBananaTask -PollInterval 50ms | Save-NanoBananaImage -Destination "$using:TestDrive/parallel"
        }
        $files | Should -HaveCount 4
        ($files | Get-ImageFact).Prompt | Sort-Object | Should -Be (1..4 | ForEach-Object { "lake $_" })
    }

    It 'Start-ThreadJob submits here, and its task continues here' {
        $job = Start-ThreadJob { Import-Module $using:module; New-NanoBananaTask 'by a thread' -Profile emulator-crun }
        $task = $job | Receive-Job -Wait -AutoRemoveJob
        $task.PSObject.TypeNames[0] | Should -Be 'NanoBanana.ImageTask'
        ($task | Wait-NanoBananaTask -PollInterval 50ms).State | Should -Be 'Succeeded'
    }

    It 'Start-Job gives a task that is safe to send, shown as one, and continues here' {
        # its own process, with its own profiles: the gateway is this one's emulator
        $emulator = Get-NanoBananaEmulator
        $job = Start-Job {
            Import-Module $using:module
            Set-NanoBananaProfile emulator-crun Crun -BaseUri "$(($using:emulator).Uri)crun" -ApiKey ([Net.NetworkCredential]::new('', ($using:emulator).Key).SecurePassword) -SessionOnly
            New-NanoBananaTask 'by a job' -Profile emulator-crun | Wait-NanoBananaTask -PollInterval 50ms
        }
        $task = $job | Receive-Job -Wait -AutoRemoveJob
        $task.PSObject.TypeNames[0] | Should -Be 'Deserialized.NanoBanana.ImageTask'
        $task.Images[0].Url | Should -BeLike 'http*'
        $task | Format-Table | Out-String | Should -Match 'Succeeded'
        $task | Save-NanoBananaImage -Destination "$TestDrive/job" | Should -Exist
        $task | Export-Clixml "$TestDrive/job.xml"
        Get-Content "$TestDrive/job.xml" -Raw | Should -Not -Match $emulator.Key
    }

    It 'the main job in <Mode>' -ForEach @{ Mode = 'FullLanguage' }, @{ Mode = 'ConstrainedLanguage' } {
        $file, $table = Invoke-Elsewhere -LanguageMode $Mode @'
Set-StrictMode -Version Latest
$tasks = $photo | New-NanoBananaTask -Prompt 'in snow' -Profile emulator-crun | Wait-NanoBananaTask -PollInterval '50ms' -Timeout 30
$tasks | Save-NanoBananaImage -Destination $out
$tasks | Format-Table | Out-String -Width 120
'@
        $file.Source | Should -Be $photo.FullName
        $table -replace '\e\[[\d;]*m' | Should -Match 'Succeeded +just now +4 credits photo\.jpg: in snow'
    }

    It 'in constrained language, <_> is read and converted as ever' -ForEach 'CSV', 'JSON' {
        $tasks = Invoke-Elsewhere -LanguageMode ConstrainedLanguage -Script @"
`$rows = if ('$_' -eq 'CSV') { "Prompt,AspectRatio``na,16:9``nb,1:1" | ConvertFrom-Csv } else { '[{"Prompt":"a","AspectRatio":"16:9"},{"Prompt":"b","AspectRatio":"1:1"}]' | ConvertFrom-Json }
`$rows | New-NanoBananaTask -Profile emulator-pixazo -MaxCost '1 USD'
"@
        $tasks.AspectRatio | Should -Be '16:9', '1:1'
    }
}

Describe 'Strict mode' {
    It 'the way from a file to a file, with reports, prices and costs' {
        Set-StrictMode -Version Latest
        $Error.Clear()
        $tasks = $photo | New-NanoBananaTask -Prompt { "the $($_.BaseName)" } | Wait-NanoBananaTask -PollInterval 50ms
        $files = $tasks | Save-NanoBananaImage -Destination "$TestDrive/strict" -Name '{Source}-{Prompt:10}'
        $tasks | Export-NanoBananaReport -Path "$TestDrive/strict.html" -PassThru | Should -Exist
        $photo | Get-NanoBananaPrice -Provider Pixazo | Out-String | Should -Not -BeNullOrEmpty
        Measure-NanoBananaCost -IncludeEmulator | Out-String | Should -Not -BeNullOrEmpty
        $files.TaskId | Should -Be $tasks.Id
        $Error | Should -BeNullOrEmpty
    }
}

Describe 'In the culture <_>' -ForEach 'de-DE', 'tr-TR' {
    BeforeAll {
        $script:culture = [Globalization.CultureInfo]::CurrentCulture
        $script:uiCulture = [Globalization.CultureInfo]::CurrentUICulture
    }

    BeforeEach {
        [Globalization.CultureInfo]::CurrentCulture = [Globalization.CultureInfo]::CurrentUICulture = $_
    }

    AfterEach {
        [Globalization.CultureInfo]::CurrentCulture = $culture
        [Globalization.CultureInfo]::CurrentUICulture = $uiCulture
    }

    It 'the main job, with words in any case' {
        # in Turkish, the small letter of I is not i, and I is not the capital of i
        $prompt = "$([char]0x130)stanbul, $([char]0x131)l$([char]0x131)k"
        $task = New-NanoBananaTask $prompt -Profile EMULATOR-PIXAZO -OutputFormat PNG -AspectRatio 16:9 | Wait-NanoBananaTask -PollInterval '50ms' -Timeout 30
        $task.State, $task.OutputFormat, $task.Prompt | Should -Be 'Succeeded', 'png', $prompt
        $task | Save-NanoBananaImage -Destination "$TestDrive/$([Globalization.CultureInfo]::CurrentCulture)" -Name '{SOURCE}-{provider}' | Should -Exist
        (Get-NanoBananaProvider PIXAZO, AIGPTIMAGE).Name | Should -Be 'Pixazo', 'AigptImage'
        (Get-NanoBananaTask -State PENDING, FAILED, SUCCEEDED).State | Sort-Object -Unique | Should -Contain 'Succeeded'
    }

    It 'numbers keep their point: caps, prices, durations, JSON' {
        $null = Invoke-Control reset POST
        New-NanoBananaTask x -Profile emulator-pixazo -AspectRatio 1:1 -MaxCost '0.01 USD' -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        ($problems | Get-ErrorId) | Should -Match 'Cost|Budget|Cap'
        (New-NanoBananaTask x -Profile emulator-pixazo -AspectRatio 1:1 -MaxCost '0.5 USD').Cost.Amount | Should -Be 0.06
        $json = Get-NanoBananaPrice Pixazo | Select-Object -First 1 | ConvertTo-Json
        $json | Should -Match '"Amount": 0\.06'
        (New-NanoBananaTask x -Profile emulator-crun | Wait-NanoBananaTask -PollInterval 0.05 -Timeout '1.5m').State | Should -Be 'Succeeded'
    }

    It 'a copy by <_> comes back with its times and amounts' -ForEach 'Clixml', 'JSON' {
        $task = New-NanoBananaTask x -Profile emulator-pixazo -AspectRatio 1:1 | Wait-NanoBananaTask -PollInterval 50ms
        $copy = if ($_ -eq 'JSON') { $task | ConvertTo-Json -Depth 5 | ConvertFrom-Json } else { $task | Export-Clixml "$TestDrive/c.xml"; Import-Clixml "$TestDrive/c.xml" }
        $again = $copy | Wait-NanoBananaTask
        $again.SubmittedAt, $again.Duration, $again.Cost.Amount | Should -Be $task.SubmittedAt, $task.Duration, $task.Cost.Amount
    }
}
