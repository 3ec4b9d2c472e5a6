BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.2
    $script:good = Write-TestImage "$TestDrive/good.jpg"
    $script:eleven = 1..11 | ForEach-Object { Write-TestImage "$TestDrive/eleven/$_.png" }

    $whole = [IO.File]::ReadAllBytes($good.FullName)
    [IO.File]::WriteAllBytes("$TestDrive/truncated.jpg", $whole[0..($whole.Length - 20)])
    Set-Content "$TestDrive/text.jpg" 'This is no image.'
    [IO.File]::WriteAllBytes("$TestDrive/large.jpg", $whole + [byte[]]::new(11MB))
    Set-Content "$TestDrive/empty.png" '' -NoNewline

    function Submit-Batch {
        <# The bad item between two good ones, in one pipeline. #>
        param([hashtable] $Bad, [string] $Provider)
        $Bad.Prompt ??= 'bad'
        $items = @{ Prompt = 'first'; Path = $good }, $Bad, @{ Prompt = 'last'; Path = $good } | ForEach-Object { [pscustomobject]$_ }
        $script:tasks = $items | New-NanoBananaTask -Profile "emulator-$Provider" -ErrorVariable script:problems -ErrorAction SilentlyContinue
    }
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'One bad item in a batch, at <_>' -ForEach 'Pixazo', 'NanoBananaApi', 'Crun', 'Apikley', 'AigptImage' {
    BeforeAll {
        $provider = $_
        # who edits in no ratio says so before it looks at the ratio
        $script:ratioError = $provider -eq 'Pixazo' ? 'OptionNotSupported' : 'InvalidAspectRatio'
    }

    It '<What> is the one error <Id>, and the others go through' -ForEach @(
        @{ What = 'a truncated JPEG'; Bad = { @{ Path = "$TestDrive/truncated.jpg" } }; Id = 'ImageTruncated'; Says = '*truncated.jpg*jpeg*' }
        @{ What = 'text named .jpg'; Bad = { @{ Path = "$TestDrive/text.jpg" } }; Id = 'ImageTypeNotSupported'; Says = '*text.jpg*not a JPEG, PNG or WebP*' }
        @{ What = 'an empty file'; Bad = { @{ Path = "$TestDrive/empty.png" } }; Id = 'ImageTypeNotSupported'; Says = '*empty.png*' }
        @{ What = 'a missing path'; Bad = { @{ Path = "$TestDrive/missing.jpg" } }; Id = 'ImageNotFound'; Says = '*missing.jpg*' }
        @{ What = 'a file of 11 MB'; Bad = { @{ Path = "$TestDrive/large.jpg" } }; Id = 'ImageTooLarge'; Says = '*large.jpg*11,5*10,485,760*' }
        @{ What = 'eleven images'; Bad = { @{ Path = $eleven.FullName } }; Id = 'TooManyImages'; Says = '11 source images*at most*' }
        @{ What = 'a prompt of 20,001 characters'; Bad = { @{ Prompt = 'x' * 20001; Path = $good } }; Id = 'PromptTooLong'; Says = '*20,001*at most*000*' }
        @{ What = 'the ratio 7:3'; Bad = { @{ AspectRatio = '7:3'; Path = $good } }; Id = { $ratioError }; Says = { "*$($provider -eq 'Pixazo' ? 'AspectRatio' : '7:3*16:9')*" } }
        @{ What = 'the format bmp'; Bad = { @{ OutputFormat = 'bmp'; Path = $good } }; Id = { $provider -eq 'NanoBananaApi' ? 'OptionNotSupported' : 'InvalidOutputFormat' }; Says = { "*$($provider -eq 'NanoBananaApi' ? 'OutputFormat' : 'bmp*png, jpeg')*" } }
        @{ What = 'an unknown model'; Bad = { @{ Model = 'banana-9'; Path = $good } }; Id = 'UnknownModel'; Says = '*banana-9*The models: *nano-banana*' }
        @{ What = 'no prompt'; Bad = { @{ Prompt = ' '; Path = $good } }; Id = 'PromptMissing'; Says = '*prompt is required*' }
    ) {
        $wanted = $Id -is [scriptblock] ? (& $Id) : $Id
        Submit-Batch -Bad (& $Bad) -Provider $provider

        $tasks.Prompt | Should -Be 'first', 'last'
        @($problems).Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be "$wanted,NanoBanana.PowerShell.Commands.NewNanoBananaTaskCommand"
        $problems[0].Exception.Message | Should -BeLike ($Says -is [scriptblock] ? (& $Says) : $Says)
        $problems[0].Exception.Message | Should -Not -Match '[{}]' -Because 'a message is no raw reply'
        $problems[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $problems[0].TargetObject | Should -Not -BeNullOrEmpty
        $problems[0].CategoryInfo.Category | Should -Not -Be 'NotSpecified'
    }

    It 'eleven images with -Combine are the one error TooManyImages, which says how many it takes' {
        $eleven | New-NanoBananaTask -Prompt x -Combine -Profile "emulator-$provider" -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'TooManyImages'
        $problems[0].Exception.Message | Should -BeLike "11 source images*at most $($provider -eq 'Crun' ? 8 : 10)*"
    }
}

Describe 'Who would take the value' {
    It 'names the providers with longer prompts' {
        New-NanoBananaTask ('x' * 5001) -Profile emulator-apikley -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems[0].Exception.Message | Should -BeLike '*5,001*at most 5,000*'
    }

    It 'names the providers that make several images' {
        New-NanoBananaTask x -Count 2 -Profile emulator-crun -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'OptionNotSupported'
        $problems[0].Exception.Message | Should -BeLike '*-Count*Pixazo, NanoBananaApi*'
        New-NanoBananaTask x -Count 5 -Profile emulator-nanobananaapi -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'InvalidCount'
    }

    It 'names the providers with -<Option>' -ForEach @(
        @{ Option = 'Watermark'; Value = 'me'; Who = 'NanoBananaApi' }
        @{ Option = 'Inline'; Value = $true; Who = 'Pixazo' }
        @{ Option = 'DisableSafetyCheck'; Value = $true; Who = 'AigptImage' }
    ) {
        $given = @{ $Option = $Value }
        New-NanoBananaTask x -Profile emulator-apikley @given -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'OptionNotSupported'
        $problems[0].Exception.Message | Should -BeLike "*-$Option*$Who*"
        (New-NanoBananaTask x -Profile "emulator-$Who" @given).Provider | Should -Be $Who
    }
}
