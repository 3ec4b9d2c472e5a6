<#
    Two versions of the module on one home: version 0.1.0, built from its commit, and this one.
#>
BeforeDiscovery {
    $script:commit = '438ef55659b708bd44f651598a3d92b69a27ebcf'
    $script:root = [IO.Path]::GetFullPath("$PSScriptRoot/../..")
    $script:hasHistory = $false
    if (Get-Command git -ErrorAction Ignore) {
        git -C $root cat-file -e "$commit^{commit}" 2>&1 | Out-Null
        $script:hasHistory = $LASTEXITCODE -eq 0
    }
}

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
}

Describe 'Version 0.1.0 and this one on one home' -Skip:(-not $hasHistory) -Tag 'needs git, and the history back to version 0.1.0' -ForEach @{ Root = $root; Commit = $commit } {
    BeforeAll {
        git clone --quiet --no-checkout $Root "$TestDrive/old"
        git -C "$TestDrive/old" checkout --quiet $Commit
        # no warnings as errors: its packages may have got advisories since
        $built = dotnet build "$TestDrive/old/src/NanoBanana.PowerShell" -c Release -v q -p:TreatWarningsAsErrors=false -p:NuGetAudit=false 2>&1
        if ($LASTEXITCODE -ne 0) { throw "Version 0.1.0 does not build: $($built -match 'error' | Select-Object -First 5 | Out-String)" }
        $script:old = "$TestDrive/old/out/NanoBanana.PowerShell"
        $script:new = Get-ModulePath
        $emulator = Start-NanoBananaEmulator
        $script:crun = "$($emulator.Uri)crun"
        $script:homeBefore = $env:NANOBANANA_HOME
        $script:folder = "$TestDrive/shared"
        $env:NANOBANANA_HOME = $folder
        $env:EMULATED_KEY = $emulator.Key

        function Invoke-Version {
            <# Commands in a process of a version's own; its objects come back as JSON. #>
            param([string] $Module, [string] $Script)
            Set-Content "$TestDrive/run.ps1" "Import-Module '$Module'; @(& { $Script }) | ConvertTo-Json -Depth 4 -AsArray"
            $process = Start-PowerShell '-File', "$TestDrive/run.ps1"
            $process.StandardInput.Close()
            $out, $errors = $process.StandardOutput.ReadToEndAsync(), $process.StandardError.ReadToEndAsync()
            $process.WaitForExit()
            $process.Dispose()
            $errors.Result | Should -BeNullOrEmpty
            $out.Result | ConvertFrom-Json
        }

        # the tasks of an emulator are not taken over, so these become tasks of the real gateway
        function Set-Gateway {
            param([string] $From, [string] $To)
            $journal = "$env:NANOBANANA_HOME/journal.jsonl"
            $text = [IO.File]::ReadAllText($journal).Replace($From, $To)
            [IO.File]::WriteAllText($journal, $text)
            (Get-Item $journal).LastWriteTime = (Get-Date).AddHours(-1)
        }

        $script:submit = "'a fox', 'a hat', 'a boat' | ForEach-Object { New-NanoBananaTask -Prompt `$_ -Profile work }"
        $script:first = Invoke-Version $old "Set-NanoBananaProfile work Crun -BaseUri $crun -KeyVariable EMULATED_KEY -Default; $submit"
        Set-Gateway $crun 'https://api.crun.ai'
    }

    AfterAll {
        $env:NANOBANANA_HOME = $homeBefore
        Remove-Item Env:EMULATED_KEY
        Stop-NanoBananaEmulator
    }

    It 'takes over each task and what it cost' {
        $first.Count | Should -Be 3

        $taken = Invoke-Version $new 'Get-NanoBananaTask -Last 10; (Measure-NanoBananaCost).Spent'

        $taken[0..2].Id | Sort-Object | Should -Be ($first.Id | Sort-Object)
        $taken[0..2].Prompt | Sort-Object | Should -Be 'a boat', 'a fox', 'a hat'
        $taken[3] | Should -Be ($first.Cost.Amount | Measure-Object -Sum).Sum
    }

    It 'keeps the older one from paying for what the store holds, and says why' {
        $charges = @(Get-Charge).Count

        $refused = Invoke-Version $old "& { $submit } 2>&1 | ForEach-Object { `$_.FullyQualifiedErrorId }"

        $refused | Should -Match '^JournalTooNew'
        Get-Charge | Should -HaveCount $charges
    }

    It 'has a way back: the journal that was kept is the one that it was' {
        $null = Invoke-Version $new 'Set-NanoBananaProfile work -DailyBudget 100'
        Move-Item "$folder/journal-0.1.jsonl" "$folder/journal.jsonl" -Force
        Set-Gateway 'https://api.crun.ai' $crun

        $back = Invoke-Version $old 'Get-NanoBananaTask'

        $back.Id | Sort-Object | Should -Be ($first.Id | Sort-Object)
    }

    It 'returns each task that the older one paid for with -Resume, and submits nothing' {
        $env:NANOBANANA_HOME = "$TestDrive/resumed"
        $proxy = $env:HTTPS_PROXY
        [IO.File]::WriteAllBytes("$TestDrive/a.png", (ConvertTo-Png 8 8 a))
        [IO.File]::WriteAllBytes("$TestDrive/b.jpg", (ConvertTo-Jpeg 16 16 b))
        $target = (Get-NanoBananaProfile emulator-pixazo).UploadUri
        $real = Get-NanoBananaProvider
        $emulated = @{}
        $real | ForEach-Object { $emulated[$_.Name] = "$((Get-NanoBananaEmulator).Uri)$($_.Name.ToLowerInvariant())" }
        $make = @($real.Name | ForEach-Object { "Set-NanoBananaProfile $_ $_ -BaseUri $($emulated[$_]) -KeyVariable EMULATED_KEY -UploadTo HttpPut -UploadUri '$target'" }) +
            "Set-NanoBananaProfile wide Crun -BaseUri $($emulated.Crun) -KeyVariable EMULATED_KEY -AspectRatio 3:2 -OutputFormat jpg -Model google/nano-banana-v2"
        $batch = @"
            `$PSDefaultParameterValues['New-NanoBananaTask:WarningAction'] = 'SilentlyContinue'
            foreach (`$name in 'Pixazo', 'NanoBananaApi', 'Crun', 'Apikley', 'AigptImage', 'wide') {
                'a fox', 'a hat', 'a fox' | ForEach-Object { [pscustomobject] @{ Prompt = "`$name `$_" } } | New-NanoBananaTask -Profile `$name
                Get-Item '$TestDrive/a.png', '$TestDrive/b.jpg' | New-NanoBananaTask -Prompt "`$name blue" -Profile `$name
                Get-Item '$TestDrive/a.png', '$TestDrive/b.jpg' | New-NanoBananaTask -Prompt "`$name both" -Combine -Profile `$name
                New-NanoBananaTask -ImageUrl 'https://example.com/p q.png?v=2&X-Amz-Signature=12' -Prompt "`$name 'a' & <b>" -Profile `$name
                New-NanoBananaTask -Prompt "`$name more" -Option @{ seed = 7; strength = 0.5; on = `$true; list = 1, 'b' } -Profile `$name
            }
            New-NanoBananaTask -Prompt large -AspectRatio 16x9 -OutputFormat JPG -Resolution 2k -Profile Crun
            New-NanoBananaTask -Prompt second -Model Google/nano-banana-V2 -AspectRatio Auto -OutputFormat png -Profile Crun
            New-NanoBananaTask -Prompt several -Count 2 -OutputFormat webp -Inline -Profile Pixazo
            New-NanoBananaTask -Prompt one -Count 1 -AspectRatio 1:1 -Profile NanoBananaApi
            New-NanoBananaTask -Prompt marked -Watermark mine -Profile NanoBananaApi
            New-NanoBananaTask -Prompt unchecked -DisableSafetyCheck -Profile AigptImage
"@
        try {
            $paid = Invoke-Version $old "$($make -join '; '); $batch"
            $real | ForEach-Object { Set-Gateway $emulated[$_.Name] $_.BaseUri.AbsoluteUri.TrimEnd('/') }
            $charges = @(Get-Charge).Count
            # what would be sent goes nowhere
            $env:HTTPS_PROXY = 'http://127.0.0.1:9'
            $move = @($real | ForEach-Object { "Set-NanoBananaProfile $($_.Name) -BaseUri $($_.BaseUri)" }) + 'Set-NanoBananaProfile wide -BaseUri https://api.crun.ai'

            $taken = Invoke-Version $new "$($move -join '; '); `$PSDefaultParameterValues['New-NanoBananaTask:Resume'] = `$true; $batch"
        }
        finally {
            $env:HTTPS_PROXY = $proxy
            $env:NANOBANANA_HOME = $folder
        }

        $paid | Should -HaveCount 54
        $taken.Id | Sort-Object | Should -Be ($paid.Id | Sort-Object)
        $taken.Prompt | Should -Be $paid.Prompt
        Get-Charge | Should -HaveCount $charges
    }
}
