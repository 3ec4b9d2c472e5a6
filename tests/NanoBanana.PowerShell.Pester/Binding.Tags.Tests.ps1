BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.2
    $script:one = Write-TestImage "$TestDrive/one.jpg"
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'Columns that no parameter reads' {
    BeforeEach { $null = Invoke-Control reset POST }

    It 'become the tag of the task, without a warning' {
        $tasks = [pscustomobject]@{ Prompt = 'a cup'; Sku = 'A-1'; Price = 12.5; Sold = $true; Size = [pscustomobject]@{ H = 2 }; None = $null } |
            New-NanoBananaTask -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        $tasks.Tag.Sku, $tasks.Tag.Price, $tasks.Tag.Sold, $tasks.Tag.Size | Should -Be 'A-1', 12.5, $true, '{"H":2}'
        $tasks.Tag.Keys | Should -Contain 'None'
        (Invoke-Control tasks).sent | ConvertTo-Json -Depth 8 | Should -Not -Match 'A-1|Sku'
    }

    It 'come from a hashtable and a DataRow as well' {
        $table = [Data.DataTable]::new()
        'Prompt', 'Path', 'Sku', 'Count' | ForEach-Object { $null = $table.Columns.Add($_) }
        $null = $table.Rows.Add('a bowl', [DBNull]::Value, 'B-2', [DBNull]::Value)
        $row, $entry = @($table.Rows[0]; @{ Prompt = 'a cup'; Sku = 'A-1'; Path = $one.FullName; AspectRatio = '1:1' }) | New-NanoBananaTask
        $row.Prompt, $row.Operation, $row.Tag.Sku, $row.Tag.Count | Should -Be 'a bowl', 'Generate', 'B-2', 1
        $entry.Prompt, $entry.Source, $entry.AspectRatio, $entry.Tag.Sku | Should -Be 'a cup', $one.FullName, '1:1', 'A-1'
    }

    It 'do not stay with the next record where a hashtable gave them' {
        $tasks = @{ Prompt = 'first'; AspectRatio = '1:1' }, [pscustomobject]@{ Prompt = 'second' } | New-NanoBananaTask
        $tasks[1].Prompt | Should -Be 'second'
        $tasks[1].AspectRatio | Should -BeNullOrEmpty
    }

    It 'are none for files and other objects' {
        ($one | New-NanoBananaTask 'in snow').Tag.Count | Should -Be 0
        (1 | New-NanoBananaTask -Prompt { "number $_" }).Tag.Count | Should -Be 0
    }

    It '-Tag adds to them and wins, and -NoTag leaves them out' {
        $record = [pscustomobject]@{ Prompt = 'a cup'; Sku = 'A-1'; Run = 'old' }
        $task = $record | New-NanoBananaTask -Tag @{ Run = 'new' }
        $task.Tag.Sku, $task.Tag.Run | Should -Be 'A-1', 'new'
        $task = $record | New-NanoBananaTask -Tag @{ Run = 'new' } -NoTag
        $task.Tag.Keys | Should -Be 'Run'
    }

    It 'are carried where the command line displaces them' {
        $task = [pscustomobject]@{ Prompt = 'of the row'; Sku = 'A-1' } | New-NanoBananaTask -Prompt 'of the line'
        $task.Prompt, $task.Tag.Prompt, $task.Tag.Sku | Should -Be 'of the line', 'of the row', 'A-1'
    }

    It 'travel through the store, Clixml, JSON, the next edit and a retry' {
        $task = [pscustomobject]@{ Prompt = 'a cup'; Sku = 'A-1' } | New-NanoBananaTask | Wait-NanoBananaTask -PollInterval 100ms
        (Get-NanoBananaTask | Where-Object Id -EQ $task.Id).Tag.Sku | Should -Be 'A-1'
        $task | Export-Clixml "$TestDrive/t.xml"
        (Import-Clixml "$TestDrive/t.xml" | New-NanoBananaTask 'in snow' -WhatIf).Tag.Sku | Should -Be 'A-1'
        ($task | ConvertTo-Json -Depth 8 | ConvertFrom-Json | New-NanoBananaTask 'in snow' -WhatIf).Tag.Sku | Should -Be 'A-1'
        Use-Fault 'task-fails*1'
        $failed = [pscustomobject]@{ Prompt = 'a bowl'; Sku = 'B-2' } | New-NanoBananaTask | Wait-NanoBananaTask -PollInterval 100ms
        ($failed | New-NanoBananaTask).Tag.Sku | Should -Be 'B-2'
    }

    It 'hold no key' {
        $key = (Get-NanoBananaEmulator).Key
        $task = [pscustomobject]@{ Prompt = 'a cup'; Note = "the key is $key"; ApiKey = 'abcdefgh12345678'; Link = 'https://x.example/?access_token=abcdefgh12345678'; Key = 'A-1' } | New-NanoBananaTask -LiteralPath $one.FullName
        $task.Tag.Values -join ' ' | Should -Not -Match "$([regex]::Escape($key))|abcdefgh"
        $task.Tag.Key | Should -Be 'A-1'
        Get-ChildItem $env:NANOBANANA_HOME -Recurse -File | Where-Object Name -NotMatch 'emulator|secret|profile' | Select-String -SimpleMatch "the key is $key" | Should -BeNullOrEmpty
    }

    It 'of more than 16 KB are an error' {
        [pscustomobject]@{ Prompt = 'a cup'; Text = 'x' * 17000 } | New-NanoBananaTask -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'TagTooLarge'
        $problems[0].Exception.Message | Should -BeLike '*Text*'
        ([pscustomobject]@{ Prompt = 'a cup'; Text = 'x' * 17000 } | New-NanoBananaTask -NoTag -WhatIf).State | Should -Be 'Planned'
    }
}

Describe 'Columns that a parameter reads' {
    BeforeEach { $null = Invoke-Control reset POST }

    It 'are an error where the value does not convert: <Column> = <Value>' -ForEach @(
        foreach ($value in 'two', '1.5', '99999999999', 1.5) { @{ Column = 'Count'; Value = $value } }
        @{ Column = 'Inline'; Value = 'maybe' }, @{ Column = 'StripMetadata'; Value = '7' }, @{ Column = 'Option'; Value = 'seed=7' },
        @{ Column = 'CallbackUrl'; Value = 'nowhere' }, @{ Column = 'AspectRatio'; Value = [pscustomobject]@{ W = 1 } }, @{ Column = 'Prompt'; Value = @{ A = 1 } }
    ) {
        $record = [pscustomobject]([ordered]@{ Prompt = 'a cup' } + $(if ($Column -ne 'Prompt') { @{ $Column = $Value } } else { @{} }))
        if ($Column -eq 'Prompt') { $record.Prompt = $Value }
        $tasks = $record, [pscustomobject]@{ Prompt = 'the next' } | New-NanoBananaTask -ErrorVariable problems -ErrorAction SilentlyContinue
        $tasks.Prompt | Should -Be 'the next'
        $problems | Get-ErrorId | Should -Be 'ColumnNotConverted'
        $problems[0].Exception.Message | Should -BeLike "*$Column*"
    }

    It 'set switches by row' {
        $plans = [pscustomobject]@{ Prompt = 'a'; Inline = 'yes'; StripMetadata = 'x'; Fit = 'true' }, [pscustomobject]@{ Prompt = 'b'; Inline = 'false'; StripMetadata = ''; Fit = '0' } |
            New-NanoBananaTask -Profile emulator-pixazo -WhatIf
        $plans[0].Request.Inline, $plans[0].Request.StripMetadata, $plans[0].Request.Fit | Should -Be $true, $true, $true
        $plans[1].Request.Inline, $plans[1].Request.StripMetadata, $plans[1].Request.Fit | Should -Be $false, $false, $false
    }

    It 'are refused where they count for the whole command: <_>' -ForEach 'MaxCost', 'Resume', 'Combine', 'ThrottleLimit', 'WhatIf' {
        [pscustomobject]@{ Prompt = 'a cup'; $_ = '1' } | New-NanoBananaTask -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'ColumnNotUsable'
        ([pscustomobject]@{ Prompt = 'a cup'; $_ = '' } | New-NanoBananaTask -WhatIf).Prompt | Should -Be 'a cup'
    }

    It 'make two tasks of two prompts' {
        $tasks = '{ "prompt": ["a", "b"], "sku": "A-1" }' | ConvertFrom-Json | New-NanoBananaTask
        $tasks.Prompt | Should -Be 'a', 'b'
        $tasks.Tag.sku | Should -Be 'A-1', 'A-1'
    }

    It 'take an empty row for none' {
        Set-Content "$TestDrive/rows.csv" 'Prompt,Path,Sku', 'a cup,,A-1', ',,', 'a bowl,,B-2', ' ,,'
        $tasks = Import-Csv "$TestDrive/rows.csv" | New-NanoBananaTask -ErrorVariable problems
        $tasks.Prompt | Should -Be 'a cup', 'a bowl'
        $problems | Should -BeNullOrEmpty
    }

    It 'warn of a file that was read with another encoding' {
        $plan = [pscustomobject]@{ Prompt = "gr$([char]0xFFFD)n" } | New-NanoBananaTask -WhatIf -WarningVariable warnings -WarningAction SilentlyContinue
        $plan.State | Should -Be 'Planned'
        "$warnings" | Should -BeLike '*U+FFFD*encoding*'
    }
}

Describe 'An image that would be lost' {
    BeforeEach { $null = Invoke-Control reset POST }

    It 'is found in <What>' -ForEach @(
        @{ What = 'a heading with blanks'; Column = ' Path '; Value = ' p/a.png ' }, @{ What = 'quotes'; Column = 'File'; Value = '"p/a.png"' },
        @{ What = 'curly quotes'; Column = 'File'; Value = ([char]0x201C + 'p/a.png' + [char]0x201D) }, @{ What = 'JFIF'; Column = 'File'; Value = 'p/d.jfif' },
        @{ What = 'JPE'; Column = 'File'; Value = 'd.JPE' }, @{ What = 'an address without a scheme'; Column = 'Link'; Value = 'example.com/a.png?width=7' },
        @{ What = 'an address with a query'; Column = 'Link'; Value = 'https://example.com/image?id=7' }, @{ What = 'www'; Column = 'Link'; Value = 'www.example.com/a' },
        @{ What = 'a nested object'; Column = 'image'; Value = [pscustomobject]@{ url = 'https://example.com/a.png' } }, @{ What = 'image_url'; Column = 'image_url'; Value = @{ url = 'https://example.com/a.png' } },
        @{ What = 'an array of objects'; Column = 'images'; Value = @([pscustomobject]@{ url = 'https://example.com/a.png' }) }
    ) {
        [pscustomobject]@{ Prompt = 'in snow'; $Column = $Value } | New-NanoBananaTask -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'ImageColumnUnknown'
        Get-CallCount Crun submit | Should -Be 0
    }

    It 'is none where the text only speaks of one' {
        ([pscustomobject]@{ Prompt = 'a cup'; Note = 'as on the photo, 3.5 kg'; Site = 'example' } | New-NanoBananaTask -WhatIf).State | Should -Be 'Planned'
    }
}
