BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $script:samples = [IO.Path]::GetFullPath("$PSScriptRoot/../../samples")
    $script:pathBefore = $env:PSModulePath
    $env:PSModulePath = (Split-Path (Get-ModulePath)) + [IO.Path]::PathSeparator + $env:PSModulePath

    # their own processes find the emulator of this one by a profile on the disk
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
        $null = Invoke-Control reset POST
        $null = Invoke-Control faults DELETE
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

    It 'nothing asks a question that cannot be answered: <What>' -ForEach @(
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
        $null = Invoke-Control reset POST
        $null = Invoke-Control faults DELETE
    }

    It 'the CI step makes its list, and fails the build where it cannot' {
        $with = '-List', "$samples/Automation/artwork.csv", '-Destination', "$TestDrive/ci"
        Invoke-ScriptFile "$samples/Automation/Build-Artwork.ps1" $with | Should -Be 0 -Because "$output"
        (Get-ChildItem "$TestDrive/ci/*" -Include *.jpg, *.png) | Should -HaveCount 2
        (Get-ChildItem "$TestDrive/ci/*.json") | Should -HaveCount 2
        Set-Content "$TestDrive/bad.csv" "Prompt`na [refuse] boat"
        Invoke-ScriptFile "$samples/Automation/Build-Artwork.ps1" '-List', "$TestDrive/bad.csv", '-Destination', "$TestDrive/ci" | Should -Be 1
        Get-Content "$TestDrive/ci/batch.jsonl" -Raw | Should -Match '"reason":"ContentRefused"'
    }

    It 'the systemd unit and the Windows task call the script that is there, with its parameters' {
        $known = (Get-Command "$samples/Automation/Invoke-NightlyEdit.ps1").Parameters.Keys
        foreach ($file in 'nanobanana.service', 'Register-NightlyEdit.ps1') {
            $call = (Get-Content "$samples/Automation/$file") -match '-NoProfile -NonInteractive' -join ''
            $call | Should -Match 'Invoke-NightlyEdit\.ps1'
            $used = [regex]::Matches(($call -replace '.*-File'), '(?<= -)[A-Z]\w+').Value
            $used | Should -Not -BeNullOrEmpty
            $used | Where-Object { $_ -notin $known } | Should -BeNullOrEmpty
        }
    }

    It 'the pipeline calls the script that is there, with its parameters' {
        $run = (Get-Content "$samples/Automation/pipeline.yml") -match '-File '
        $run | Should -Match '\./Build-Artwork\.ps1 -List artwork\.csv -Destination out'
        (Get-Command "$samples/Automation/Build-Artwork.ps1").Parameters.Keys | Should -Contain 'List'
    }
}

Describe 'samples/AzureFunction/NanoBananaNightly' {
    BeforeAll {
        # as it is deployed: the batch is in the root of the app
        Copy-Item "$samples/AzureFunction" "$TestDrive/app" -Recurse
        Copy-Item "$samples/Automation/Invoke-Batch.ps1" "$TestDrive/app"
        $env:NANOBANANA_LIST = "$TestDrive/list.csv"
        $env:NANOBANANA_OUT = "$TestDrive/function"
    }

    BeforeEach {
        $null = Invoke-Control reset POST
        $null = Invoke-Control faults DELETE
    }

    AfterAll { Remove-Item Env:NANOBANANA_LIST, Env:NANOBANANA_OUT }

    It 'makes its list, and fails the invocation if an image is missing' {
        Set-Content $env:NANOBANANA_LIST "Prompt`na lighthouse`na boat"
        & "$TestDrive/app/NanoBananaNightly/run.ps1" -Timer @{ IsPastDue = $false }
        (Get-ChildItem "$TestDrive/function/*.png") | Should -HaveCount 2
        Set-Content $env:NANOBANANA_LIST "Prompt`na [refuse] boat"
        { & "$TestDrive/app/NanoBananaNightly/run.ps1" -Timer @{ IsPastDue = $false } } | Should -Throw 'The batch ended with 1*'
    }
}

Describe 'samples/AzureFunction/NanoBananaCallback' {
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

Describe 'Three workers on one list' {
    It 'pay once for each record, and leave one image of each' {
        $null = Invoke-Control reset POST
        $null = Invoke-Control faults DELETE
        1..12 | ForEach-Object { [pscustomobject]@{ Prompt = "worker's picture $_"; Sku = "A-$_" } } | Export-Csv "$TestDrive/list.csv"

        Invoke-ScriptFile "$samples/Automation/Invoke-Workers.ps1" -With '-List', "$TestDrive/list.csv", '-Destination', "$TestDrive/workers" | Should -Be 0

        @($output -match '^Worker \d: 12 of 12 tasks succeeded\.$') | Should -HaveCount 3 -Because ($output -join "`n")
        (Get-Charge Crun).prompt | Sort-Object | Should -Be (1..12 | ForEach-Object { "worker's picture $_" } | Sort-Object)
        Get-ChildItem "$TestDrive/workers" -File | Should -HaveCount 12
    }
}
