BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.2
    $script:one, $script:two = 'one.jpg', 'photo[1].png' | ForEach-Object { Write-TestImage "$TestDrive/$_" }
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'Prompts' {
    BeforeEach { $null = Invoke-Control reset POST }

    It 'a template is a prompt of a text to image' {
        $tasks = [pscustomobject]@{ Sku = 'cup'; Scene = 'beach'; Ratio = '1:1' }, @{ Sku = 'bowl'; Scene = 'moon'; Ratio = '16:9' } |
            New-NanoBananaTask -Prompt { "Put $($_.Sku) on a $($_.Scene)" } -AspectRatio { $_.Ratio }
        $tasks.Prompt | Should -Be 'Put cup on a beach', 'Put bowl on a moon'
        $tasks.AspectRatio | Should -Be '1:1', '16:9'
        $tasks.Operation | Should -Be 'Generate', 'Generate'
        $tasks.Tag.Scene | Should -Be 'beach', 'moon'
    }

    It 'a script block gives other options by row: <Name>' -ForEach @(
        @{ Name = 'Count'; Block = { $_.N }; Read = { $_.Count }; Wanted = 2 },
        @{ Name = 'Option'; Block = { @{ seed = $_.N } }; Read = { $_.Request.Options.seed }; Wanted = 2 }, @{ Name = 'Tag'; Block = { @{ Row = $_.N } }; Read = { $_.Tag.Row }; Wanted = 2 }
    ) {
        $given = @{ $Name = $Block }
        [pscustomobject]@{ Prompt = 'x'; N = 2 } | New-NanoBananaTask @given -Profile emulator-pixazo -WhatIf | ForEach-Object $Read | Should -Be $Wanted
    }

    It '-AsPrompt takes each line for a prompt' {
        Set-Content "$TestDrive/prompts.txt" 'a red hat', '', 'a blue hat', '   '
        $tasks = Get-Content "$TestDrive/prompts.txt" | New-NanoBananaTask -AsPrompt -ErrorVariable problems
        $tasks.Prompt | Should -Be 'a red hat', 'a blue hat'
        $tasks.Operation | Should -Be 'Generate', 'Generate'
        $problems | Should -BeNullOrEmpty
    }

    It '-AsPrompt with a template, and with an image to edit' {
        Set-Content "$TestDrive/prompts.txt" 'red', 'blue'
        (Get-Content "$TestDrive/prompts.txt" | New-NanoBananaTask -AsPrompt -Prompt { "a $_ hat" }).Prompt | Should -Be 'a red hat', 'a blue hat'
        $edits = 'in snow', 'at night' | New-NanoBananaTask -AsPrompt -LiteralPath $one.FullName
        $edits.Prompt | Should -Be 'in snow', 'at night'
        $edits.Operation | Should -Be 'Edit', 'Edit'
    }

    It '-AsPrompt and a text -Prompt are one too many' {
        { 'a hat' | New-NanoBananaTask -AsPrompt -Prompt 'x' } | Should -Throw -ErrorId 'PromptTwice*'
    }

    It 'a piped line that is no path explains both' {
        'a red hat' | New-NanoBananaTask -Prompt x -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'ImageNotFound'
        $problems[0].Exception.Message | Should -BeLike "*The file 'a red hat' does not exist.*-AsPrompt*"
    }

    It 'the name of an image is no prompt: <Prompt>' -ForEach @{ Prompt = 'one.jpg' }, @{ Prompt = 'none.png' }, @{ Prompt = '"one.jpg"' }, @{ Prompt = '*.png' }, @{ Prompt = 'https://example.com/a.png' } {
        Push-Location $TestDrive
        try { New-NanoBananaTask $Prompt -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty } finally { Pop-Location }
        $problems | Get-ErrorId | Should -Be 'PromptIsPath'
        Get-CallCount Crun submit | Should -Be 0
    }

    It 'a sentence that names an image is a prompt' {
        (New-NanoBananaTask 'a hat in the style of one.jpg' -WhatIf).State | Should -Be 'Planned'
    }

    It 'several prompts make a task per prompt and item' {
        (New-NanoBananaTask -Prompt 'a', 'b').Prompt | Should -Be 'a', 'b'
        $tasks = $one, $two | New-NanoBananaTask 'in snow', 'at night'
        $tasks.Prompt | Should -Be 'in snow', 'at night', 'in snow', 'at night'
        $tasks.Source | Should -Be $one.FullName, $one.FullName, $two.FullName, $two.FullName
        ($one, $two | New-NanoBananaTask 'in snow', 'at night' -Combine).Count | Should -Be 2
    }

    It 'a list that holds a script block is refused' {
        { $one | New-NanoBananaTask -Prompt 'a', { "b $_" } } | Should -Throw '*script block*'
        Get-CallCount Crun submit | Should -Be 0
    }

    It '-Variant asks several times, and -Resume finds each' {
        $tasks = New-NanoBananaTask 'a hat' -Variant 3
        $tasks.Count | Should -Be 3
        $tasks.Request.Variant | Should -Be 1, 2, 3
        (New-NanoBananaTask 'a hat' -Variant 3 -Resume).Id | Should -Be $tasks.Id
        Get-CallCount Crun submit | Should -Be 3
        New-NanoBananaTask 'a hat' -Variant 0 -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'InvalidVariant'
    }

    It 'a count that is no whole number is an error on the command line too' {
        New-NanoBananaTask 'a hat' -Count 1.5 -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'ColumnNotConverted'
        $problems[0].Exception.Message | Should -BeLike "*Count*'1.5'*"
    }

    It 'a path in a record is literal first' {
        $null = Write-TestImage "$TestDrive/photo1.png"
        ([pscustomobject]@{ Prompt = 'x'; Path = "$TestDrive/photo[1].png" } | New-NanoBananaTask).Source | Should -Be $two.FullName
        ([pscustomobject]@{ Prompt = 'x'; Path = "`"$($one.FullName)`"" } | New-NanoBananaTask).Source | Should -Be $one.FullName
        @([pscustomobject]@{ Prompt = 'x'; Path = "$TestDrive/phot*1.png" } | New-NanoBananaTask).Count | Should -Be 1
    }
}
