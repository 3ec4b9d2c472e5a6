BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.2

    function Get-Completion {
        param([string] $Line)
        [Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches
    }
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'Completion' {
    It '<Line> offers <Expected>' -ForEach @(
        @{ Line = 'New-NanoBananaTask x -Profile emulator-'; Expected = 'emulator-aigptimage', 'emulator-apikley', 'emulator-crun', 'emulator-nanobananaapi', 'emulator-pixazo' }
        @{ Line = 'New-NanoBananaTask x -UploadProfile emulator-ap'; Expected = 'emulator-apikley' }
        @{ Line = 'Wait-NanoBananaTask -Profile emulator-c'; Expected = 'emulator-crun' }
        @{ Line = 'Get-NanoBananaProfile emulator-p'; Expected = 'emulator-pixazo' }
        @{ Line = 'Remove-NanoBananaProfile -Name EMULATOR-P'; Expected = 'emulator-pixazo' }
        @{ Line = 'Get-NanoBananaPrice -Provider '; Expected = 'Pixazo', 'NanoBananaApi', 'Crun', 'Apikley', 'AigptImage' }
        @{ Line = 'Get-NanoBananaProvider a'; Expected = 'Apikley', 'AigptImage' }
        @{ Line = 'Set-NanoBananaProfile mine -Provider n'; Expected = 'NanoBananaApi' }
        @{ Line = 'New-NanoBananaTask x -Profile emulator-apikley -Model '; Expected = 'google/nano-banana-edit', 'google/nano-banana', 'nano-banana-2', 'nano-banana-2-lite', 'nano-banana-pro', 'nano-banana-2-1', 'nano-banana', 'nano-banana-2.1' }
        @{ Line = 'Get-NanoBananaPrice -Provider AigptImage -Model '; Expected = 'nano-banana-image-to-image', 'nano-banana-text-to-image', 'nano-banana-2-text-to-image', 'nano-banana', 'nano-banana-2' }
        @{ Line = 'New-NanoBananaTask x -Profile emulator-apikley -OutputFormat '; Expected = 'png', 'jpeg' }
        @{ Line = 'New-NanoBananaTask x -Profile emulator-pixazo -OutputFormat w'; Expected = 'webp' }
        @{ Line = 'New-NanoBananaTask x -Profile emulator-crun -Resolution '; Expected = '1K', '2K', '4K' }
        @{ Line = 'Get-NanoBananaPrice -Operation '; Expected = 'Generate', 'Edit' }
        @{ Line = 'New-NanoBananaTask x -Profile emulator-pixazo -AspectRatio 16'; Expected = '16:9' }
        @{ Line = "New-NanoBananaTask x -Profile emulator-pixazo -AspectRatio '21"; Expected = '21:9' }
        @{ Line = 'New-NanoBananaTask x -Path a.jpg -Profile emulator-apikley -Model g'; Expected = , 'google/nano-banana-edit' }
        @{ Line = 'Get-NanoBananaPrice Apikley -Operation Generate -Model g'; Expected = , 'google/nano-banana' }
        @{ Line = 'New-NanoBananaTask x -Profile emulator-pixazo -Model nano-banana-2 -Resolution '; Expected = '0.5K', '1K', '2K', '4K' }
        @{ Line = 'Get-NanoBananaModel nano-banana-2.'; Expected = , 'nano-banana-2.1' }
        @{ Line = 'Set-NanoBananaProfile emulator-apikley -OutputFormat '; Expected = 'png', 'jpeg' }
        @{ Line = 'Start-NanoBananaEmulator -Fault rate-limit-n'; Expected = 'rate-limit-negative', 'rate-limit-nan' }
        @{ Line = 'Start-NanoBananaEmulator -Fault bom:cr'; Expected = , 'bom:Crun' }
        @{ Line = "Start-NanoBananaEmulator -Fault 'bom:Crun@q"; Expected = , 'bom:Crun@query' }
        @{ Line = "Save-NanoBananaImage out -Name '{So"; Expected = , '{Source}' }
        @{ Line = "Save-NanoBananaImage out -Name 'a-{Source}-{Pr"; Expected = 'a-{Source}-{Provider}', 'a-{Source}-{Prompt}' }
        @{ Line = "Save-NanoBananaImage out -Name '{Id}-"; Expected = 'Source', 'Id', 'Index', 'Date', 'Provider', 'Model', 'Prompt', 'AspectRatio', 'Take', 'Variant' | ForEach-Object { "{Id}-{$_}" } }
    ) {
        $found = Get-Completion $Line
        $found.ListItemText | Should -Be $Expected
        $found.ToolTip | Should -Not -BeNullOrEmpty
    }

    It 'offers the ratios of the bound profile' {
        $pixazo = (Get-Completion 'New-NanoBananaTask x -Profile emulator-pixazo -AspectRatio ').ListItemText
        $crun = (Get-Completion 'New-NanoBananaTask x -Profile emulator-crun -AspectRatio ').ListItemText
        $pixazo.Count | Should -Be 10
        $pixazo | Should -Not -Contain 'auto'
        $crun | Should -Contain 'auto'
        # without a profile, those of the default
        (Get-Completion 'New-NanoBananaTask x -AspectRatio ').ListItemText | Should -Be $crun
    }

    It 'says of each model what it does and costs, and how it stands' {
        $models = Get-Completion 'New-NanoBananaTask x -Profile emulator-pixazo -Model '
        ($models | Where-Object ListItemText -EQ 'nano-banana-2').ToolTip | Should -Be 'Pixazo: Generate and Edit, 0.084 USD an image, deprecated'
        ($models | Where-Object ListItemText -EQ 'nano-banana').ToolTip | Should -BeLike '*Google shut it down on 2026-10-02'
        ($models | Where-Object ListItemText -EQ 'nano-banana-2-lite').ToolTip | Should -BeLike '*price unknown, current'
    }

    It 'offers no format where the bound profile has none' {
        (Get-Completion 'New-NanoBananaTask x -Profile emulator-nanobananaapi -OutputFormat ').ResultType | Should -Not -Contain 'ParameterValue'
    }

    It 'what it offers can be run as it stands' {
        $text = (Get-Completion 'New-NanoBananaTask x -Profile emulator-crun -AspectRatio 1')[0].CompletionText
        (& ([scriptblock]::Create("New-NanoBananaTask x -Profile emulator-crun -AspectRatio $text"))).AspectRatio | Should -Be '1:1'
    }

    It 'quotes a name with a space' {
        Set-NanoBananaProfile "my studio's" Crun -SessionOnly
        try {
            (Get-Completion 'Get-NanoBananaProfile my').CompletionText | Should -Be "'my studio''s'"
        }
        finally {
            Remove-NanoBananaProfile "my studio's" -Confirm:$false
        }
    }

    It 'offers task ids, newest first, with the prompt as tool tip (<_>)' -ForEach 'Get-NanoBananaTask', 'Wait-NanoBananaTask' {
        $older = New-NanoBananaTask 'the older one'
        $newer = New-NanoBananaTask 'the newer one'
        $found = Get-Completion "$_ -Id "
        $found.CompletionText.IndexOf($newer.Id) | Should -BeLessThan $found.CompletionText.IndexOf($older.Id)
        ($found | Where-Object ListItemText -EQ $newer.Id).ToolTip | Should -BeLike '*the newer one*'
        (Get-Completion "$_ -Id $($older.Id.Substring(0, 30))").ListItemText | Should -Contain $older.Id
    }

    It 'offers no ratio for an edit where the gateway takes none' {
        (Get-Completion 'New-NanoBananaTask x -Path a.jpg -Profile emulator-pixazo -AspectRatio ').ResultType | Should -Not -Contain 'ParameterValue'
    }

    It 'offers a whole name for a file when nothing is typed, ready to run' {
        (Get-Completion 'Save-NanoBananaImage out -Name ').CompletionText | Should -Contain "'{Source}'"
    }

    It 'offers the tasks of the bound profile only' {
        $other = New-NanoBananaTask 'of another profile' -Profile emulator-pixazo
        $own = New-NanoBananaTask 'of this profile' -Profile emulator-crun
        $found = (Get-Completion 'Get-NanoBananaTask -Profile emulator-crun -Id ').ListItemText
        $found | Should -Contain $own.Id
        $found | Should -Not -Contain $other.Id
    }

    It 'offers intents, those of unknown outcome first' {
        Use-Fault 'no-id:Crun*1'
        $unknown = New-NanoBananaTask 'lost' -ErrorAction SilentlyContinue
        $null = New-NanoBananaTask 'a later one'
        foreach ($line in 'Resolve-NanoBananaTask ', 'Remove-NanoBananaTask -IntentId ') {
            $found = Get-Completion $line
            $found[0].CompletionText | Should -Be $unknown.IntentId
            $found[0].ToolTip | Should -BeLike '*Unknown: lost'
        }
    }

    It 'asks no server for the ids of tasks' {
        $server = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $server.Start()
        $env:NANOBANANA_STORE = "Host=127.0.0.1;Port=$($server.LocalEndpoint.Port);Username=u;Password=p;Timeout=1"
        try {
            'Get-NanoBananaTask -Id ', 'Resolve-NanoBananaTask ', 'Remove-NanoBananaTask -IntentId ' | ForEach-Object {
                (Get-Completion $_).ListItemText | Where-Object { $_ -match '^[0-9a-f-]{30,}$' } | Should -BeNullOrEmpty
            }
            $server.Pending() | Should -BeFalse
        }
        finally {
            $env:NANOBANANA_STORE = $null
            $server.Stop()
        }
    }

    It 'is silent where a file cannot be read (<_>)' -ForEach 'profiles.json', 'store.db' {
        $before, $env:NANOBANANA_HOME = $env:NANOBANANA_HOME, "$TestDrive/broken"
        try {
            $null = New-Item -ItemType Directory "$TestDrive/broken/$_" -Force
            $Error.Clear()
            $null = Get-Completion 'Get-NanoBananaTask -Id '
            $null = Get-Completion 'Set-NanoBananaProfile '
            $Error | Should -BeNullOrEmpty
        }
        finally {
            $env:NANOBANANA_HOME = $before
        }
    }

    It 'asks no gateway' {
        $null = Invoke-Control reset POST
        'Profile', 'AspectRatio', 'Model', 'OutputFormat' | ForEach-Object { $null = Get-Completion "New-NanoBananaTask x -$_ " }
        $null = Get-Completion 'Get-NanoBananaTask -Id '
        (Invoke-Control requests).PSObject.Properties | Should -BeNullOrEmpty
    }
}
