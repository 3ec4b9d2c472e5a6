BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.1
    $script:one, $script:two = 'one.jpg', 'two ; x.png' | ForEach-Object { Write-TestImage "$TestDrive/$_" }
    $script:rows = @(
        [pscustomobject]@{ Sku = 'A-1'; Count = 2; Prompt = "a `"red`" cup, für Äpfel`nsecond line"; Note = '=1+1' }
        [pscustomobject]@{ Sku = 'B-2'; Prompt = 'on a table'; Path = $one.FullName, $two.FullName; OutputFormat = 'png'; Note = $null }
    )
    function New-Plan { $rows | New-NanoBananaTask -Profile emulator-pixazo -Option @{ seed = 7; deep = @{ list = 1, 2 } } -StripMetadata -WhatIf }
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'A plan as <_>' -ForEach 'csv', 'json' {
    BeforeEach {
        $null = Invoke-Control reset POST
        $script:file = "$TestDrive/$([guid]::NewGuid()).$_"
    }

    It 'comes back whole' {
        $plan = New-Plan
        $plan | Export-NanoBananaTask $file
        $back = Import-NanoBananaTask $file
        $back.State | Should -Be 'Planned', 'Planned'
        $back.Request | ForEach-Object { "$_" } | Should -Be ($plan.Request | ForEach-Object { "$_" })
        $back.SourceSha256 | Should -Be $plan.SourceSha256
        $tasks = $back | New-NanoBananaTask
        $tasks.Prompt | Should -Be $rows.Prompt
        $tasks[1].Source | Should -Be $one.FullName, $two.FullName
        $tasks.Tag.Sku | Should -Be 'A-1', 'B-2'
    }

    It 'takes what a person edited' {
        New-Plan | Export-NanoBananaTask $file
        if ($file -like '*.csv') {
            $table = Import-Csv $file
            $table[0].Prompt, $table[0].Count, $table[0].Sku = 'a blue cup', '', 'A-9'
            $table += [pscustomobject]@{ Sku = 'C-3'; Prompt = 'a new row' }
            $table | Export-Csv $file -Delimiter ';'
        }
        else {
            $table = @(Get-Content $file -Raw | ConvertFrom-Json)
            $table[0].Prompt, $table[0].Count, $table[0].Sku = 'a blue cup', $null, 'A-9'
            $table += [pscustomobject]@{ Sku = 'C-3'; Prompt = 'a new row' }
            ConvertTo-Json $table -Depth 8 | Set-Content $file
        }
        $back = Import-NanoBananaTask $file
        $back.Prompt | Should -Be 'a blue cup', 'on a table', 'a new row'
        $back[0].Request.Count | Should -BeNullOrEmpty
        $back.Tag.Sku | Should -Be 'A-9', 'B-2', 'C-3'
        $tasks = $back | New-NanoBananaTask -Profile emulator-pixazo
        $tasks.Count | Should -Be 3
        $tasks[0].Request.Options.seed | Should -Be 7
    }

    It 'a source that changed since is an error, and one that was exchanged is not' {
        $photo = Write-TestImage "$TestDrive/changing.png"
        $photo, $one | New-NanoBananaTask 'x' -WhatIf | Export-NanoBananaTask $file
        Write-TestImage "$TestDrive/changing.png" -Width 40 | Out-Null
        $tasks = Import-NanoBananaTask $file | New-NanoBananaTask -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Get-ErrorId | Should -Be 'SourceChanged'
        $tasks.Source | Should -Be $one.FullName
        $table = if ($file -like '*.csv') { Import-Csv $file } else { Get-Content $file -Raw | ConvertFrom-Json }
        $table[0].Source = $two.FullName
        if ($file -like '*.csv') { $table | Export-Csv $file } else { ConvertTo-Json $table -Depth 8 | Set-Content $file }
        (Import-NanoBananaTask $file | New-NanoBananaTask).Source | Should -Be $two.FullName, $one.FullName
    }

    It 'holds a batch with its results' {
        $done = New-NanoBananaTask 'a hat', 'a [refuse] lake' -Profile emulator-pixazo | Wait-NanoBananaTask -PollInterval 50ms | Sort-Object State -Descending
        $done | Export-NanoBananaTask $file -PassThru | ForEach-Object Name | Should -Be (Split-Path $file -Leaf)
        $back = Import-NanoBananaTask $file
        $back.Id | Should -Be $done.Id
        $back.State | Should -Be $done.State
        $back[1].Failure.Message | Should -Be $done[1].Failure.Message
        ($back[0] | Save-NanoBananaImage "$TestDrive/saved").TaskId | Should -Be $done[0].Id
    }

    It 'is not replaced without -Force, and nothing is written for nothing' {
        Set-Content $file 'mine'
        $null = New-NanoBananaTask x -WhatIf | Export-NanoBananaTask $file -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Get-ErrorId | Should -Be 'FileExists'
        Get-Content $file | Should -Be 'mine'
        New-NanoBananaTask x -WhatIf | Export-NanoBananaTask $file -Force
        (Import-NanoBananaTask $file).Prompt | Should -Be 'x'
    }
}

Describe 'A plan' {
    It 'as CSV has a byte order mark, and the columns of the record first' {
        New-Plan | Export-NanoBananaTask "$TestDrive/plan.csv"
        [IO.File]::ReadAllBytes("$TestDrive/plan.csv")[0..2] | Should -Be 0xEF, 0xBB, 0xBF
        (Get-Content "$TestDrive/plan.csv" -TotalCount 1) | Should -BeLike 'Note,Sku,Prompt,Source,*'
    }

    It 'that cannot be read says so: <Text>' -ForEach @(
        @{ Text = 'a,"b' }, @{ Text = '[1' }, @{ Text = '[1]' }, @{ Text = '[{ "Prompt": "\ud800" }]' }
        # cut at the comma, it would be another prompt
        @{ Text = "Prompt,Count`na cup, red,2" }
    ) {
        Set-Content "$TestDrive/bad.csv" $Text
        Import-NanoBananaTask "$TestDrive/bad.csv" -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'PlanUnreadable'
    }

    It 'may have empty cells at the end of a row' {
        Set-Content "$TestDrive/wide.csv" 'Prompt,Count', 'a,2,,', 'b'
        (Import-NanoBananaTask "$TestDrive/wide.csv").Prompt | Should -Be 'a', 'b'
    }

    It 'with a wrong cell is one error of that row' {
        Set-Content "$TestDrive/cell.csv" 'Prompt,Count', 'a,two', 'b,2'
        (Import-NanoBananaTask "$TestDrive/cell.csv" -ErrorVariable problems -ErrorAction SilentlyContinue).Prompt | Should -Be 'b'
        $problems | Get-ErrorId | Should -Be 'ColumnNotConverted'
    }

    It 'keeps no secret of an address' {
        New-NanoBananaTask x -ImageUrl 'https://acct.blob.core.windows.net/c/a.png?sv=1&sig=SECRETSECRET' -WhatIf | Export-NanoBananaTask "$TestDrive/secret.csv"
        Get-Content "$TestDrive/secret.csv" -Raw | Should -Not -Match 'SECRETSECRET'
        Import-NanoBananaTask "$TestDrive/secret.csv" | New-NanoBananaTask -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'RequestIncomplete'
    }

    It 'of which a secret was left out can be submitted once the field is given again, by <_>' -ForEach 'a plan', 'a record' {
        $plan = New-NanoBananaTask x -ImageUrl 'https://acct.blob.core.windows.net/c/a.png?sv=1&sig=SECRETSECRET' -Reference 'https://acct.blob.core.windows.net/c/b.png?sv=1&sig=SECRETSECRET' -Model nano-banana-2 -WhatIf
        if ($_ -eq 'a plan') {
            $plan | Export-NanoBananaTask "$TestDrive/given.csv"
            $table = Import-Csv "$TestDrive/given.csv"
            $table[0].Source = 'https://example.com/a.png'
            $table[0].Reference = 'https://example.com/b.png'
            $table | Export-Csv "$TestDrive/given.csv"
            (Import-NanoBananaTask "$TestDrive/given.csv" | New-NanoBananaTask -WhatIf).Source | Should -Be 'https://example.com/a.png'
        }
        else {
            $plan | Export-NanoBananaTask "$TestDrive/given.json"
            $record = Import-NanoBananaTask "$TestDrive/given.json" | ConvertTo-Json -Depth 8 | ConvertFrom-Json
            $record.Request.References = @()
            $record.Source = @('https://example.com/a.png')
            $record.Request.Masked | Should -Be 'References', 'Sources'
            $null = $record | New-NanoBananaTask -Reference 'https://example.com/b.png' -WhatIf -ErrorVariable problems -ErrorAction SilentlyContinue
            $problems | Should -BeNullOrEmpty
        }
    }
}
