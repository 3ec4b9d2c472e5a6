BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.1
    $script:rows = @(
        [pscustomobject]@{ Sku = 'A-1'; Index = 'seven'; Group = 'cups'; Prompt = 'a red cup' }
        [pscustomobject]@{ Sku = 'B/2'; Index = 'eight'; Group = 'bowls'; Prompt = 'a blue bowl, on a table: with "flowers"' }
    )
    # as they end, in any order
    $script:tasks = $rows | New-NanoBananaTask -Profile emulator-pixazo | Wait-NanoBananaTask -PollInterval 50ms | Sort-Object { $rows.Prompt.IndexOf($_.Prompt) }
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'Saved files' {
    BeforeEach { $script:folder = "$TestDrive/$([guid]::NewGuid())" }

    It 'carry the record, the cost, the gateway and the take' {
        $files = $tasks | Save-NanoBananaImage $folder
        $files[0].Tag.Sku, $files[0].Provider, $files[0].Take, $files[0].Index | Should -Be 'A-1', 'Pixazo', 1, 1
        $files[0].Cost.ToString() | Should -Be $tasks[0].Cost.ToString()
        $csv = $files | Select-Object Name, Cost -ExpandProperty Tag | ConvertTo-Csv | ConvertFrom-Csv
        $csv.Sku | Should -Be 'A-1', 'B/2'
        $csv.Cost[0] | Should -Be "$($tasks[0].Cost)"
        $sidecar = ($tasks[0] | Save-NanoBananaImage $folder -Sidecar).FullName + '.json'
        (Get-Content $sidecar -Raw | ConvertFrom-Json).request.tag.Sku | Should -Be 'A-1'
    }

    It 'share the cost of their task' {
        $two = New-NanoBananaTask 'two hats' -Count 2 -Profile emulator-pixazo | Wait-NanoBananaTask -PollInterval 50ms
        ($two | Save-NanoBananaImage $folder).Cost.Amount | Measure-Object -Sum | ForEach-Object Sum | Should -Be $two.Cost.Amount
    }

    It 'have the tag in no byte of the image' {
        $file = $tasks[0] | Save-NanoBananaImage $folder -Embed
        [Text.Encoding]::Latin1.GetString([IO.File]::ReadAllBytes($file.FullName)) | Should -Not -Match 'A-1'
    }

    It 'are named by <Name>' -ForEach @(
        @{ Name = '{Sku}'; Expected = 'A-1', 'B_2' }, @{ Name = '{sku}-{Index}'; Expected = 'A-1-1', 'B_2-1' }, @{ Name = '{Tag.Index}'; Expected = 'seven', 'eight' },
        @{ Name = '{Group}'; Expected = 'cups', 'bowls' }, @{ Name = '{Sku:1}'; Expected = 'A', 'B' }, @{ Name = '{Sku} {Date:yyyy}'; Expected = "A-1 $([datetime]::Now.Year)", "B_2 $([datetime]::Now.Year)" }
    ) {
        ($tasks | Save-NanoBananaImage $folder -Name $Name).BaseName | Should -Be $Expected
    }

    It 'have a name from the prompt where there is no source' {
        ($tasks | Save-NanoBananaImage $folder).BaseName | Should -Be 'a red cup', 'a blue bowl on a table with flowers'
        $long = New-NanoBananaTask ('word ' * 40) | Wait-NanoBananaTask -PollInterval 50ms | Save-NanoBananaImage $folder
        $long.BaseName.Length | Should -BeLessOrEqual 60
        $long.BaseName | Should -BeLike 'word*word'
    }

    It 'take script blocks for name and folder, for each task' {
        $files = $tasks | Save-NanoBananaImage -Destination { "$folder/$($_.Tag.Group)" } -Name { "$($_.Tag.Sku)-{Index}" }
        $files.FullName | Should -Be ([IO.Path]::GetFullPath("$folder/cups/A-1-1.jpg"), [IO.Path]::GetFullPath("$folder/bowls/B_2-1.jpg")).ForEach({ [IO.Path]::ChangeExtension($_, $files[0].Extension) })
    }

    It 'are moved to the new name where they were saved before' {
        $first = $tasks | Save-NanoBananaImage $folder
        $second = $tasks | Save-NanoBananaImage $folder -Name '{Sku}'
        $second.BaseName | Should -Be 'A-1', 'B_2'
        $first.FullName | Should -Not -Exist
        (Get-ChildItem $folder).Count | Should -Be 2
        ($tasks | Save-NanoBananaImage $folder).BaseName | Should -Be 'A-1', 'B_2' -Because 'nobody asked for another name'
        $tasks | Save-NanoBananaImage $folder -Name '{Colour}' -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'InvalidNameTemplate', 'InvalidNameTemplate'
    }

    It 'go to no folder that looks like a file' {
        { $tasks | Save-NanoBananaImage "$folder/cat.png" } | Should -Throw -ErrorId 'DestinationIsFile*' -ExpectedMessage '*-OutFile*'
        $null = New-Item -ItemType Directory "$folder/cat.png"
        ($tasks[0] | Save-NanoBananaImage "$folder/cat.png").Directory.Name | Should -Be 'cat.png'
    }

    It 'a template with <What> is refused with the right words' -ForEach @(
        @{ What = 'a bad date'; Name = '{Date:qq}'; Words = '*not a date format*' }, @{ What = 'no number'; Name = '{Prompt:long}'; Words = '*number of characters*' },
        @{ What = 'an open brace'; Name = '{Sku'; Words = '*no closing brace*' }, @{ What = 'a lost brace'; Name = 'Sku}'; Words = '*no opening brace*' }
    ) {
        { $tasks | Save-NanoBananaImage $folder -Name $Name } | Should -Throw -ErrorId 'InvalidNameTemplate*' -ExpectedMessage $Words
    }
}
