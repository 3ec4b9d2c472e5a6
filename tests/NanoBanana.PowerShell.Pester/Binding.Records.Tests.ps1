BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.2
    $script:one, $script:two, $script:three = 'one.jpg', 'two.png', 'three.jpg' | ForEach-Object { Write-TestImage "$TestDrive/$_" }
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'Records as input of New-NanoBananaTask' {
    BeforeEach { $null = Invoke-Control reset POST }

    It 'takes CSV rows with Prompt and ImageUrl, Path, or Prompt alone' {
        $csv = "$TestDrive/jobs.csv"
        @"
Prompt,ImageUrl,Path,AspectRatio
from a link,https://example.com/a.jpg,,
from a file,,$one,16:9
from words,,,1:1
"@ | Set-Content $csv
        $tasks = Import-Csv $csv | New-NanoBananaTask
        $tasks.Prompt | Should -Be 'from a link', 'from a file', 'from words'
        $tasks.Operation | Should -Be 'Edit', 'Edit', 'Generate'
        $tasks[0].Source | Should -Be 'https://example.com/a.jpg'
        $tasks[1].Source | Should -Be $one.FullName
        $tasks.AspectRatio | Should -Be $null, '16:9', '1:1'
        (Invoke-Control tasks).prompt | Sort-Object | Should -Be 'from a file', 'from a link', 'from words'
    }

    It 'takes the profile and the options from the record' {
        $tasks = [pscustomobject]@{ Prompt = 'a'; Profile = 'emulator-pixazo'; OutputFormat = 'jpeg'; Count = 2 },
            [pscustomobject]@{ Prompt = 'b'; Profile = 'emulator-crun'; AspectRatio = '3:2' } | New-NanoBananaTask
        $tasks.Provider | Should -Be 'Pixazo', 'Crun'
        $tasks[0].OutputFormat, $tasks[0].Count, $tasks[1].AspectRatio | Should -Be 'jpeg', 2, '3:2'
    }

    It 'computes the prompt of each item' {
        $tasks = $one, $two | New-NanoBananaTask -Prompt { "the $($_.BaseName) in snow" }
        $tasks.Prompt | Should -Be 'the one in snow', 'the two in snow'
    }

    It 'makes one task of an array in one record' {
        $tasks = [pscustomobject]@{ Prompt = 'both'; Path = $one.FullName, $two.FullName },
            [pscustomobject]@{ Prompt = 'links'; ImageUrl = 'https://example.com/a.png', 'https://example.com/b.png' } | New-NanoBananaTask
        $tasks.Count | Should -Be 2
        $tasks[0].Source | Should -Be $one.FullName, $two.FullName
        $tasks[1].Source | Should -Be 'https://example.com/a.png', 'https://example.com/b.png'
        (Invoke-Control tasks | Where-Object prompt -EQ both).sent.input.img_urls.Count | Should -Be 2
    }

    It '-Combine makes one task of all images' {
        $task = $one, $two, $three | New-NanoBananaTask -Prompt together -Combine
        $task.Source | Should -Be $one.FullName, $two.FullName, $three.FullName
        Get-CallCount Crun submit | Should -Be 1
    }

    It '-Combine refuses differing prompts and sends nothing' {
        $one, $two | New-NanoBananaTask -Prompt { $_.Name } -Combine -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'PromptConflict'
        $problems[0].Exception.Message | Should -BeLike '*2 different prompts*'
        Get-CallCount Crun submit | Should -Be 0
    }

    It 'makes no task of some of the images that were meant for it (<How>)' -ForEach @{ How = 'an array in one record' }, @{ How = '-Combine' } {
        $missing = "$TestDrive/missing.jpg"
        $tasks = if ($How -eq '-Combine') {
            $one.FullName, $missing, $two.FullName | New-NanoBananaTask -Prompt x -Combine -ErrorVariable problems -ErrorAction SilentlyContinue
        }
        else {
            [pscustomobject]@{ Prompt = 'x'; Path = $one.FullName, $missing, $two.FullName } | New-NanoBananaTask -ErrorVariable problems -ErrorAction SilentlyContinue
        }
        $tasks | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'ImageNotFound'
        Get-CallCount Crun submit | Should -Be 0
    }

    It 'does not take a misspelt image column for a text to image' {
        [pscustomobject]@{ ImageUlr = 'https://example.com/a.jpg' } |
            New-NanoBananaTask -Prompt 'in snow' -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'NoImageInInput'
        $problems[0].Exception.Message | Should -BeLike '*ImageUlr*'
        Get-CallCount Crun submit | Should -Be 0
    }

    It 'does not take a record with a prompt and a misspelt image column for a text to image: <Value>' -ForEach @{ Value = 'photos/a.JPG' }, @{ Value = 'https://example.com/a' } {
        [pscustomobject]@{ Prompt = 'in snow'; Pth = $Value } |
            New-NanoBananaTask -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'ImageColumnUnknown'
        $problems[0].Exception.Message | Should -BeLike "*Pth*$Value*"
        Get-CallCount Crun submit | Should -Be 0
    }

    It 'does not take a record whose <Column> holds no image for a text to image' -ForEach @(
        @{ Column = 'Path'; Value = @{ A = 1 } }, @{ Column = 'Path'; Value = [pscustomobject]@{ A = 1 } }, @{ Column = 'LiteralPath'; Value = @(, @()) }
    ) {
        [pscustomobject]@{ Prompt = 'in snow'; $Column = $Value } |
            New-NanoBananaTask -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'ImageColumnUnknown'
        $problems[0].Exception.Message | Should -BeLike "*$Column*"
        Get-CallCount Crun submit | Should -Be 0
    }

    It 'does not take a misspelt column with <What> for a text to image' -ForEach @(
        @{ What = 'an array'; Make = { @('a.jpg', 'b.jpg') } }, @{ What = 'a file'; Make = { $one } }, @{ What = 'a Uri'; Make = { [uri] 'https://example.com/a' } }, @{ What = 'HEIC'; Make = { 'IMG_1.HEIC' } }
    ) {
        [pscustomobject]@{ Prompt = 'in snow'; Photo = & $Make } |
            New-NanoBananaTask -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'ImageColumnUnknown'
        Get-CallCount Crun submit | Should -Be 0
    }

    It 'a piped array is one task of its images, and its length is no number of images' {
        $plan = , @($one, $two, $three) | New-NanoBananaTask x -Profile emulator-nanobananaapi -WhatIf
        $plan.Count | Should -Be 1
        $plan.Source.Count | Should -Be 3
        (, @($one, $two) | New-NanoBananaTask x -Profile emulator-nanobananaapi -Count 2 -WhatIf).Count | Should -Be 2
    }

    It 'a script block says which image a piped file stands for: <Parameter>' -ForEach @{ Parameter = 'LiteralPath' }, @{ Parameter = 'Path' }, @{ Parameter = 'ImageUrl' } {
        $value = @{ $Parameter = $Parameter -eq 'ImageUrl' ? { "https://example.com/$($_.Name)" } : { $two.FullName } }
        $plan = $one | New-NanoBananaTask x @value -WhatIf
        @($plan).Count | Should -Be 1
        $plan.Source | Should -Be ($Parameter -eq 'ImageUrl' ? "https://example.com/$($one.Name)" : $two.FullName)
        $none = @{ $Parameter = { '' } }
        $one | New-NanoBananaTask x @none -WhatIf -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'ImageParameterEmpty'
    }

    It '-Combine makes no task where a record was not understood' {
        $one, $null, $two | New-NanoBananaTask x -Combine -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'NoImageInInput'
        Get-CallCount Crun submit | Should -Be 0
    }

    It 'a failed edit whose sources were lost in a CSV file does not become a text to image' {
        $row = [pscustomobject]@{ Id = 'x'; IntentId = 'y'; Provider = 'Crun'; Profile = 'emulator-crun'; State = 'Failed'; Operation = 'Edit'; Prompt = 'in snow'; Source = 'System.String[]' }
        $row | New-NanoBananaTask -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'TaskHasNoImages'
        Get-CallCount Crun submit | Should -Be 0
    }

    It 'a state of the map is no state of a task' {
        ([pscustomobject]@{ Prompt = 'a map'; State = 'Texas'; Profile = 'emulator-crun' } | New-NanoBananaTask -WarningAction Ignore).Prompt | Should -Be 'a map'
    }

    It 'reads an image from a script block for each record' {
        $tasks = [pscustomobject]@{ Prompt = 'x'; Photo = $one }, [pscustomobject]@{ Prompt = 'y'; Photo = $two } | New-NanoBananaTask -Path { $_.Photo.FullName }
        $tasks.Source | Should -Be $one.FullName, $two.FullName
        $tasks.Prompt | Should -Be 'x', 'y'
    }

    It 'does not take an empty <Column> cell for a text to image' -ForEach @{ Column = 'Path' }, @{ Column = 'LiteralPath' }, @{ Column = 'ImageUrl' } {
        $empty = [pscustomobject]@{ $Column = '' }
        $null, '' | New-NanoBananaTask -Prompt 'in snow' -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $empty | New-NanoBananaTask -Prompt 'in snow' -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'NoImageInInput'
        Get-CallCount Crun submit | Should -Be 0
    }

    It 'does not take an empty -<Parameter> for a text to image' -ForEach @(
        foreach ($parameter in 'Path', 'LiteralPath', 'ImageUrl') { @{ Parameter = $parameter; Value = $null }, @{ Parameter = $parameter; Value = @() }, @{ Parameter = $parameter; Value = '' } }
    ) {
        $given = @{ $Parameter = $Value }
        { New-NanoBananaTask -Prompt 'in snow' @given } | Should -Throw -ErrorId 'ImageParameterEmpty*' -ExpectedMessage "*-$Parameter*"
        Get-CallCount Crun submit | Should -Be 0
    }

    It 'refuses <What>, which is neither an image nor a prompt' -ForEach @{ What = 'a number'; Value = 42 }, @{ What = 'a process'; Value = (Get-Process -Id $PID) } {
        $Value | New-NanoBananaTask -Prompt x -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        @($problems).Count | Should -Be 1
        Get-CallCount Crun submit | Should -Be 0
    }

    It 'carries columns that no parameter reads, without a warning' {
        $tasks = 1..3 | ForEach-Object { [pscustomobject]@{ Prompt = "p$_"; Colour = 'red'; Folder = 'x' } } |
            New-NanoBananaTask -WarningVariable warnings
        $tasks.Tag.Colour | Should -Be 'red', 'red', 'red'
        $warnings | Should -BeNullOrEmpty
    }

    It 'submits nothing for an empty pipeline' {
        @() | New-NanoBananaTask -Prompt 'a lake' | Should -BeNullOrEmpty
        Get-ChildItem "$TestDrive/*.webp" | New-NanoBananaTask -Prompt 'a lake' | Should -BeNullOrEmpty
        Get-CallCount Crun submit | Should -Be 0
    }

    It 'refuses a record without a prompt, and does the others' {
        $tasks = [pscustomobject]@{ Prompt = '' }, [pscustomobject]@{ Prompt = 'a lake' } |
            New-NanoBananaTask -ErrorVariable problems -ErrorAction SilentlyContinue
        $tasks.Prompt | Should -Be 'a lake'
        $problems | Get-ErrorId | Should -Be 'PromptMissing'
    }

    It 'sends the fields of -Option as they are, and refuses those of its own' {
        $null = New-NanoBananaTask 'a lake' -Option @{ seed = 7; deep = @{ list = 1, 2 } }
        $sent = (Invoke-Control tasks).sent
        ($sent.input.seed ?? $sent.seed) | Should -Be 7
        New-NanoBananaTask 'a lake' -Option @{ prompt = 'other' } -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'OptionReserved'
    }
}
