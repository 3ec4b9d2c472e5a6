BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $script:samples = [IO.Path]::GetFullPath("$PSScriptRoot/../../samples")
    $script:pathBefore = $env:PSModulePath
    $env:PSModulePath = (Split-Path (Get-ModulePath)) + [IO.Path]::PathSeparator + $env:PSModulePath

    # processes of their own find the emulator of this one by a profile on the disk
    $emulator = Start-NanoBananaEmulator -TaskDuration 0.1
    $env:EMULATED_KEY = $emulator.Key
    Set-NanoBananaProfile ci Crun -BaseUri "$($emulator.Uri)crun" -KeyVariable EMULATED_KEY -Default

    function Invoke-ScriptFile {
        <# Runs a script as a scheduler would: without a console to ask. #>
        param([string] $Path, [string[]] $With)
        $script:output = $null | Invoke-PowerShell -NoProfile -NonInteractive -File $Path @With 2>&1 | ForEach-Object { "$_" }
        $LASTEXITCODE
    }

    function Invoke-ScriptText {
        param([string] $Text)
        Set-Content "$TestDrive/script.ps1" "Import-Module NanoBanana.PowerShell`n$Text"
        Invoke-ScriptFile "$TestDrive/script.ps1"
    }
}

AfterAll {
    Stop-NanoBananaEmulator
    Remove-NanoBananaProfile ci -Confirm:$false
    Remove-Item Env:EMULATED_KEY
    $env:PSModulePath = $pathBefore
}

Describe 'The exit code of pwsh -File' {
    BeforeEach {
        $null = Invoke-Door reset POST
        $null = Invoke-Door faults DELETE
    }

    It 'is <Code> where <What>' -ForEach @(
        @{ Code = 0; What = 'all is well'; Text = 'New-NanoBananaTask x' }
        @{ Code = 0; What = 'an item failed, and nobody looked'; Text = '"", "x" | % { [pscustomobject]@{ Prompt = $_ } } | New-NanoBananaTask' }
        @{ Code = 0; What = 'a command ended, which -ErrorAction has no say in, and the script went on'; Text = 'New-NanoBananaTask x -Profile nobody -ErrorAction Stop; "went on"' }
        @{ Code = 1; What = 'an item failed with -ErrorAction Stop'; Text = '"" | % { [pscustomobject]@{ Prompt = $_ } } | New-NanoBananaTask -ErrorAction Stop' }
        @{ Code = 1; What = 'an item failed under $ErrorActionPreference'; Text = '$ErrorActionPreference = "Stop"; New-NanoBananaTask ""' }
        @{ Code = 1; What = 'a failed task is an error by -FailFast'; Text = '$ErrorActionPreference = "Stop"; New-NanoBananaTask "[refuse]" | Wait-NanoBananaTask -FailFast' }
        @{ Code = 1; What = 'the script throws'; Text = '$task = New-NanoBananaTask "[refuse]" | Wait-NanoBananaTask; if ($task.Reason) { throw $task.Reason }' }
        @{ Code = 3; What = 'the script says so'; Text = 'New-NanoBananaTask "" -ErrorVariable problems; if ($problems) { exit 3 }' }
    ) {
        Invoke-ScriptText $Text | Should -Be $Code
    }

    It 'nothing asks a question where nobody can answer: <What>' -ForEach @(
        @{ What = 'a key that is missing'; Text = '$env:EMULATED_KEY = ""; New-NanoBananaTask x -ErrorAction Stop' }
        @{ What = 'a profile that is missing'; Text = '$ErrorActionPreference = "Stop"; New-NanoBananaTask x -Profile nobody' }
        @{ What = 'a mandatory parameter'; Text = '$ErrorActionPreference = "Stop"; Save-NanoBananaImage' }
        @{ What = 'a confirmation'; Text = '$ErrorActionPreference = "Stop"; New-NanoBananaTask x | Remove-NanoBananaTask -Force' }
    ) {
        Invoke-ScriptText $Text | Should -Be 1
        $output | Should -Not -BeNullOrEmpty
    }
}

Describe 'samples/Automation' {
    BeforeEach {
        $null = Invoke-Door reset POST
        $null = Invoke-Door faults DELETE
    }

    It 'the scheduled task edits each image once, however often it runs' {
        $in = New-Item -ItemType Directory "$TestDrive/in"
        'a.jpg', 'b.png' | ForEach-Object { $null = Write-TestImage "$in/$_" }
        $with = '-Path', $in.FullName, '-Destination', "$TestDrive/nightly", '-Prompt', 'on a marble table'
        Use-Fault 'task-fails:Crun*1'
        Invoke-ScriptFile "$samples/Automation/Invoke-NightlyEdit.ps1" $with | Should -Be 1 -Because "one failed: $output"
        Invoke-ScriptFile "$samples/Automation/Invoke-NightlyEdit.ps1" $with | Should -Be 0 -Because "the second run makes it: $output"
        Invoke-ScriptFile "$samples/Automation/Invoke-NightlyEdit.ps1" $with | Should -Be 0
        (Get-ChildItem "$TestDrive/nightly/*" -Include *.jpg, *.png).BaseName | Sort-Object | Should -Be 'a', 'b'
        Get-CallCount Crun submit | Should -Be 3
        Get-Content "$TestDrive/nightly/nightly.log" -Raw | Should -Match '(?s)failed \w+.*1 saved, 1 failed.*2 saved, 0 failed'
    }

    It 'the scheduled task ends with 2 where nothing can be done' {
        Invoke-ScriptFile "$samples/Automation/Invoke-NightlyEdit.ps1" '-Path', "$TestDrive/nowhere", '-Destination', "$TestDrive/none", '-Prompt', 'x' | Should -Be 2
        Get-Content "$TestDrive/none/nightly.log" -Raw | Should -Match 'stopped PathNotFound'
    }

    It 'the CI step makes its list, and fails the build where it cannot' {
        $with = '-List', "$samples/Automation/artwork.csv", '-Destination', "$TestDrive/ci"
        Invoke-ScriptFile "$samples/Automation/Build-Artwork.ps1" $with | Should -Be 0 -Because "$output"
        (Get-ChildItem "$TestDrive/ci/*" -Include *.jpg, *.png) | Should -HaveCount 2
        (Get-ChildItem "$TestDrive/ci/*.json") | Should -HaveCount 2
        Set-Content "$TestDrive/bad.csv" "Prompt`na [refuse] boat"
        Invoke-ScriptFile "$samples/Automation/Build-Artwork.ps1" '-List', "$TestDrive/bad.csv", '-Destination', "$TestDrive/ci" | Should -Be 1
        "$output" | Should -Match 'refused the content'
    }

    It 'the pipeline calls the script that is there, with its parameters' {
        $run = (Get-Content "$samples/Automation/pipeline.yml") -match '-File '
        $run | Should -Match '\./Build-Artwork\.ps1 -List artwork\.csv -Destination out'
        (Get-Command "$samples/Automation/Build-Artwork.ps1").Parameters.Keys | Should -Contain 'List'
    }
}

Describe 'samples/AzureFunction' {
    BeforeAll {
        $script:pushed = @{}

        function Push-OutputBinding {
            <# As the host's, but it only remembers. #>
            param([string] $Name, $Value)
            $pushed[$Name] = $Value
        }

        function Invoke-Function {
            param([string] $Body, [hashtable] $Headers = @{})
            $pushed.Clear()
            & "$samples/AzureFunction/NanoBananaCallback/run.ps1" -Request @{ RawBody = $Body; Headers = $Headers } -TriggerMetadata @{ InvocationId = 'test' } 3>$null
        }

        $script:body = '{"task_id":"t-2","status":"success","result":{"media_urls":["https://cdn.example.com/1.jpg"]}}'
    }

    AfterEach { Remove-Item Env:NANOBANANA_CALLBACK_SECRET -ErrorAction Ignore }

    It 'has a binding for each that the script pushes' {
        $bindings = (Get-Content "$samples/AzureFunction/NanoBananaCallback/function.json" -Raw | ConvertFrom-Json).bindings
        Invoke-Function $body
        $pushed.Keys | Sort-Object | Should -Be (($bindings | Where-Object direction -EQ out).name | Sort-Object)
    }

    It 'puts the id into the queue, and answers 200' {
        Invoke-Function $body
        $pushed.Response.StatusCode | Should -Be 200
        ($pushed.Finished | ConvertFrom-Json).id | Should -Be 't-2'
        $pushed.Finished | Should -Not -Match 'cdn'
    }

    It 'answers 400 to what is no callback, and 401 to what is not signed' {
        Invoke-Function '{'
        $pushed.Response.StatusCode, $pushed.Finished | Should -Be 400, $null
        $env:NANOBANANA_CALLBACK_SECRET = 'a secret'
        Invoke-Function $body
        $pushed.Response.StatusCode, $pushed.Finished | Should -Be 401, $null
    }
}

Describe 'samples/PesterHelper' {
    It 'its tests pass, as a user would run them' {
        Invoke-ScriptText "Import-Module Pester; `$result = Invoke-Pester '$samples/PesterHelper' -PassThru -Output None; `"`$(`$result.PassedCount) passed`"; exit `$result.FailedCount" | Should -Be 0 -Because "$output"
        $output | Should -Contain '2 passed'
    }
}
