BeforeDiscovery {
    . "$PSScriptRoot/../../src/PowerShell.ps1"
    Import-Module $(if ($env:NANOBANANA_MODULE) { $env:NANOBANANA_MODULE } else { [IO.Path]::GetFullPath("$PSScriptRoot/../../out/NanoBanana.PowerShell") })
    # one row for each form of a request; the properties of the core try all
    $script:rows = Get-NanoBananaProvider | ForEach-Object Models | Group-Object Provider, Dialect, Operation, Economy | ForEach-Object { $_.Group[0] } | ForEach-Object { @{ Row = $_; Name = "$_" } }
}

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.2
    $script:photo = Write-TestImage "$TestDrive/photo.jpg"
    $script:reference = Write-TestImage "$TestDrive/reference.jpg" -Width 32

    function Get-Copy {
        <# The task as another process would read it. #>
        param($Task, [string] $Way)
        switch ($Way) {
            'Clixml' { $Task | Export-Clixml "$TestDrive/task.xml"; Import-Clixml "$TestDrive/task.xml" }
            'JSON' { $Task | ConvertTo-Json -WarningVariable script:cut -WarningAction SilentlyContinue | ConvertFrom-Json; $cut | Should -BeNullOrEmpty }
            'CSV' { $Task | ConvertTo-Csv | ConvertFrom-Csv }
        }
    }

    function Get-EveryOption {
        <# All that the row takes, in values that are none of its defaults. #>
        param($Row)
        $options = @{
            Prompt = "a `"red`" fox, 狐`nin the snow"; Model = $Row.Model; Profile = "emulator-$($Row.Provider.ToLowerInvariant())"
            Option = @{ seed = 7; weight = 0.5; deep = $true; note = '2026-10-05T12:00:00Z' }; StripMetadata = $true
        }
        $ignored = @($Row.IgnoredOptions)
        if ($Row.Operation -eq 'Edit') { $options.Path = $photo.FullName }
        if ($Row.AspectRatios) { $options.AspectRatio = $Row.AspectRatios[1] }
        if ($Row.OutputFormats -and 'OutputFormat' -notin $ignored) { $options.OutputFormat = $Row.OutputFormats[-1] }
        if ($Row.Resolutions -and 'Resolution' -notin $ignored) { $options.Resolution = $Row.Resolutions[-1] }
        if ($Row.MaxCount -gt 1) { $options.Count = 2 }
        if ($Row.Watermark) { $options.Watermark = 'mine' }
        if ($Row.Inline) { $options.Inline = $true }
        if ($Row.WebSearch) { $options.WebSearch = $true }
        if ($Row.Economy) { $options.Economy = $true }
        if ($Row.Operation -eq 'Edit') { $options.Reference = $reference.FullName }
        if ($Row.SafetySwitch) { $options.DisableSafetyCheck = $true }
        if ($Row.Callback -ne 'None') { $options.CallbackUrl = 'https://me.example/hook?a=%20&b=1' }
        $options
    }
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'The request of <Name> travels whole' -ForEach $rows {
    BeforeAll {
        $script:options = Get-EveryOption $Row
        $script:planned = New-NanoBananaTask @options -WhatIf
        $script:asked = $planned.Request.ToString()
    }

    It 'a planned task holds all that was asked for' {
        $planned.State | Should -Be 'Planned'
        foreach ($name in $options.Keys | Where-Object { $_ -notin 'Profile', 'Path', 'Option', 'CallbackUrl', 'Reference' }) {
            "$name=$($planned.Request.$name)" | Should -Be "$name=$($options[$name])"
        }
        foreach ($name in $options.Keys | Where-Object { $_ -in 'Prompt', 'AspectRatio', 'OutputFormat', 'Resolution', 'Count', 'Watermark' }) {
            "$name=$($planned.$name)" | Should -Be "$name=$($options[$name])"
        }
        $planned.Request.CallbackUrl.AbsoluteUri | Should -Be $options.CallbackUrl
        $planned.Request.Options.seed, $planned.Request.Options.weight, $planned.Request.Options.deep | Should -Be 7, 0.5, $true
    }

    It 'it is the same request and the same work through <_>' -ForEach 'the pipeline', 'Clixml', 'JSON', 'CSV' {
        $copy = if ($_ -eq 'the pipeline') { $planned } else { Get-Copy $planned $_ }
        ($copy | New-NanoBananaTask -WhatIf).Request.ToString() | Should -BeExactly $asked
        $task = $copy | New-NanoBananaTask
        $task.Request.ToString() | Should -BeExactly $asked
        # the same work key: what was made is found again
        $charges = @(Get-Charge).Count
        (New-NanoBananaTask @options -Resume).Provider | Should -Be $Row.Provider
        @(Get-Charge).Count | Should -Be $charges
        ($planned | New-NanoBananaTask -Resume -WhatIf).Request.ToString() | Should -BeExactly $asked
    }
}

Describe 'A task that failed' {
    BeforeEach { $null = Invoke-Control faults DELETE }

    It 'is the same request again through <_>' -ForEach 'the pipeline', 'Clixml', 'JSON', 'CSV' {
        Use-Fault 'task-fails:Crun*1'
        $failed = $photo | New-NanoBananaTask -Prompt "again $_" -AspectRatio 3:2 -Resolution 2K -OutputFormat png -Option @{ seed = 7 } -StripMetadata -Profile emulator-crun | Wait-NanoBananaTask -PollInterval 100ms
        $failed.State, $failed.Resolution | Should -Be 'Failed', '2K'
        $copy = if ($_ -eq 'the pipeline') { $failed } else { Get-Copy $failed $_ }
        $again = $copy | New-NanoBananaTask
        $again.Request.ToString() | Should -BeExactly $failed.Request.ToString()
        $again.Resolution, $again.Request.Options.seed, $again.Request.StripMetadata | Should -Be '2K', 7, $true
    }

    It 'is changed by the command line alone' {
        Use-Fault 'task-fails:Crun*1'
        $failed = New-NanoBananaTask 'a fox' -AspectRatio 3:2 -Resolution 2K -Profile emulator-crun | Wait-NanoBananaTask -PollInterval 100ms
        $again = $failed | New-NanoBananaTask -Prompt 'a hare' -Resolution 1K
        $again.Prompt, $again.Resolution, $again.AspectRatio | Should -Be 'a hare', '1K', '3:2'
    }

    It 'is the request that the journal holds' {
        Use-Fault 'task-fails:Crun*1'
        $failed = New-NanoBananaTask 'a fox in the journal' -Resolution 4K -Option @{ seed = 9 } -Profile emulator-crun | Wait-NanoBananaTask -PollInterval 100ms
        $known = Get-NanoBananaTask -State Failed | Where-Object Id -EQ $failed.Id
        ($known | New-NanoBananaTask).Request.ToString() | Should -BeExactly $failed.Request.ToString()
    }
}

Describe 'A plan that was edited' {
    It 'is submitted with the columns as they are now, from <_>' -ForEach 'JSON', 'CSV' {
        $plan = New-NanoBananaTask 'a fox' -AspectRatio 3:2 -Resolution 2K -Option @{ seed = 7 } -Profile emulator-crun -WhatIf
        $copy = Get-Copy $plan $_
        $copy.Prompt, $copy.Resolution = 'a hare', '4K'
        $task = $copy | New-NanoBananaTask
        $task.Prompt, $task.Resolution, $task.AspectRatio, $task.Request.Options.seed | Should -Be 'a hare', '4K', '3:2', 7
    }

    It 'whose request is damaged is refused, and nothing is submitted' {
        $copy = Get-Copy (New-NanoBananaTask 'a fox' -Profile emulator-crun -WhatIf) CSV
        $copy.Request = $copy.Request.Substring(0, 10)
        $before = Get-CallCount Crun submit
        $copy | New-NanoBananaTask -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems[0].Exception.ToString() | Should -BeLike '*request of the piped task cannot be read*'
        Get-CallCount Crun submit | Should -Be $before
    }
}
