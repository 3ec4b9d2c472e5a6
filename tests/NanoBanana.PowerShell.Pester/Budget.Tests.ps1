<# One price for one task: what is shown counts. Each test fails on 438ef55, where 0.06 USD was shown and 0.1608 USD counted for ever. #>
BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0
    $emulated = Get-NanoBananaProfile emulator-pixazo

    function Set-Capped {
        param([string] $Budget)
        Set-NanoBananaProfile capped Pixazo -BaseUri $emulated.BaseUri -ApiKey (ConvertTo-Key (Get-NanoBananaEmulator).Key) -DailyBudget $Budget
    }

    function Get-Prompt {
        1..20 | ForEach-Object { [pscustomobject]@{ Prompt = "p$_" } }
    }
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'A cap' {
    BeforeEach { Set-Capped '1.20 USD' }

    AfterEach {
        Remove-NanoBananaProfile capped -Confirm:$false
        Remove-Item $env:NANOBANANA_HOME -Recurse -Force -ErrorAction Ignore
    }

    It 'counts what is shown of a task that has ended' {
        $tasks = foreach ($i in 1..12) { New-NanoBananaTask "p$i" -Profile capped -ErrorAction Stop | Wait-NanoBananaTask -PollInterval 50ms }
        $tasks.Cost.Amount | Sort-Object -Unique | Should -Be 0.06
        Set-Capped '0.80 USD'
        $failure = { New-NanoBananaTask more -Profile capped -ErrorAction Stop } | Should -Throw -ErrorId 'BudgetExceeded*' -PassThru
        $failure.Exception.Message | Should -BeLike '*0.72 USD spent*up to 0.1608 USD (expected: ~0.06 USD)*'
        New-NanoBananaTask exact -AspectRatio 1:1 -Profile capped -ErrorAction Stop | Should -Not -BeNullOrEmpty
    }

    It 'names the way out that fits' {
        Set-Capped '0.10 USD'
        $daily = { New-NanoBananaTask x -Profile capped -AspectRatio 16:9 -ErrorAction Stop } | Should -Throw -ErrorId 'BudgetExceeded*' -PassThru
        $daily.ErrorDetails.RecommendedAction | Should -BeLike '*-DailyBudget*tomorrow*'
        $run = { New-NanoBananaTask x -Profile emulator-pixazo -MaxCost '0.10 USD' -ErrorAction Stop } | Should -Throw -ErrorId 'BudgetExceeded*' -PassThru
        $run.ErrorDetails.RecommendedAction | Should -BeLike '*-AspectRatio*-MaxCost*-Resume*'
    }

    It 'of a run is heeded by -WhatIf, which says both numbers' {
        $planned = Invoke-Quietly "1..20 | ForEach-Object { [pscustomobject]@{ Prompt = ""p`$_"" } } | New-NanoBananaTask -Profile emulator-pixazo -MaxCost '1.20 USD' -WhatIf -ErrorAction SilentlyContinue -ErrorVariable refused; `$refused.Count"
        @($planned).Count, $planned[-1] | Should -Be 8, 13
        $hostText | Should -Match '~0\.06 USD, at most 0\.1608 USD'
        $real = Get-Prompt | New-NanoBananaTask -Profile emulator-pixazo -MaxCost '1.20 USD' -ErrorAction SilentlyContinue -ErrorVariable refused
        @($real).Count, @($refused).Count | Should -Be 7, 13
    }

    It 'is not freed by a gateway that says <_> for a success' -ForEach 'credits-zero', 'credits-negative', 'credits-text' {
        Set-NanoBananaProfile credits Crun -BaseUri (Get-NanoBananaProfile emulator-crun).BaseUri -ApiKey (ConvertTo-Key (Get-NanoBananaEmulator).Key) -PricePerImage '4 credits' -DailyBudget '10 credits'
        Use-Fault "$_@query"
        try {
            foreach ($i in 1..2) { (New-NanoBananaTask "p$i" -Profile credits -ErrorAction Stop | Wait-NanoBananaTask -PollInterval 50ms).State | Should -Be 'Succeeded' }
            { New-NanoBananaTask p3 -Profile credits -ErrorAction Stop } | Should -Throw -ErrorId 'BudgetExceeded*' -ExpectedMessage '*8 credits spent*'
        }
        finally {
            Use-Fault @()
            Remove-NanoBananaProfile credits -Confirm:$false
        }
    }
}
