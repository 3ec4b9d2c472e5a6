BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.2
    $script:photos = Get-ChildItem "$PSScriptRoot/../../samples/photos/*" -Include *.jpg, *.png
    $script:photos += Write-TestImage "$TestDrive/in/wide.jpg" -Width 32 -Height 18
    $script:photos += Write-TestImage "$TestDrive/in/tall.png" -Width 18 -Height 32
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'Files in, images out' {
    It '<Provider> makes one whole <Format> of <Width> x <Height> for each file' -ForEach @(
        foreach ($provider in 'Crun', 'Apikley', 'AigptImage') {
            @{ Provider = $provider; Ratio = '16:9'; Width = 1920; Height = 1080; Format = 'png' }
            @{ Provider = $provider; Ratio = '1:1'; Width = 1024; Height = 1024; Format = 'jpeg' }
        }
        @{ Provider = 'NanoBananaApi'; Ratio = '16:9'; Width = 1920; Height = 1080 }
        @{ Provider = 'NanoBananaApi'; Ratio = '1:1'; Width = 1024; Height = 1024 }
    ) {
        $options = @{ Profile = "emulator-$Provider"; AspectRatio = $Ratio }
        if ($Format) { $options.OutputFormat = $Format }
        $saved = $photos | New-NanoBananaTask -Prompt 'on a marble table' @options | Wait-NanoBananaTask -PollInterval 100ms |
            Save-NanoBananaImage -Destination "$TestDrive/$Provider-$Width"

        $saved.Count | Should -Be $photos.Count
        ($saved.Source | Sort-Object) | Should -Be ($photos.FullName | Sort-Object)
        ($saved.Sha256 | Sort-Object -Unique).Count | Should -Be $photos.Count
        foreach ($file in $saved) {
            $file | Should -BeOfType IO.FileInfo
            $fact = $file | Get-ImageFact
            "$($fact.Width) x $($fact.Height)" | Should -Be "$Width x $Height"
            # without a choice, the emulated NanoBananaAPI delivers JPEG
            $fact.Format | Should -Be ($Format ?? 'jpeg')
            $file.Extension | Should -Be ($fact.Format -eq 'png' ? '.png' : '.jpg')
            $file.BaseName | Should -Be ([IO.Path]::GetFileNameWithoutExtension($file.Source[0]))
            $fact.TaskId | Should -Be $file.TaskId
            $fact.Prompt | Should -Be 'on a marble table'
            $file.Sha256 | Should -Be (Get-FileHash -LiteralPath $file.FullName).Hash
            $file.Url | Should -BeLike "http://127.0.0.1:*/$Provider/*"
        }
    }

    It 'gives each file the image of its own task (<_>)' -ForEach 'Pixazo', 'NanoBananaApi', 'Crun', 'Apikley', 'AigptImage' {
        $saved = $photos | New-NanoBananaTask -Prompt { "as a drawing: $($_.Name)" } -Profile "emulator-$_" |
            Wait-NanoBananaTask -PollInterval 100ms | Save-NanoBananaImage -Destination "$TestDrive/own-$_"

        $saved.Count | Should -Be $photos.Count
        foreach ($file in $saved) {
            ($file | Get-ImageFact).Prompt | Should -Be "as a drawing: $(Split-Path -Leaf $file.Source[0])"
        }
    }

    It 'Pixazo answers an edit in the ratio nearest to the input, as <Format>' -ForEach @{ Format = 'png' }, @{ Format = 'jpeg' } {
        $saved = $photos | New-NanoBananaTask -Prompt 'in the rain' -Profile emulator-pixazo -OutputFormat $Format |
            Wait-NanoBananaTask -PollInterval 100ms | Save-NanoBananaImage -Destination "$TestDrive/pixazo-$Format"

        $sizes = @{}
        $saved | ForEach-Object { $fact = $_ | Get-ImageFact; $sizes[$_.BaseName] = "$($fact.Width) x $($fact.Height) $($fact.Format)" }
        $sizes['wide'] | Should -Be "1920 x 1080 $Format"
        $sizes['tall'] | Should -Be "1080 x 1920 $Format"
        $sizes['rocket'] | Should -Be "1800 x 1200 $Format"
    }

    It 'names the gateways that have an option that the operation lacks' {
        $photos | New-NanoBananaTask -Prompt x -Profile emulator-pixazo -AspectRatio 16:9 -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be (@('OptionNotSupported') * $photos.Count)
        $problems[0].Exception.Message | Should -BeLike 'Pixazo * has no option -AspectRatio for Edit*NanoBananaApi, Crun, Apikley, AigptImage*'
        $photos[0] | New-NanoBananaTask -Prompt x -Profile emulator-nanobananaapi -OutputFormat png -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems[0].Exception.Message | Should -BeLike 'NanoBananaApi * has no option -OutputFormat for Edit*Pixazo, NanoBananaApi (-Model nano-banana-2), Crun, Apikley, AigptImage*'
    }
}

Describe 'Text in, image out' {
    It '<_> makes an image from a prompt alone' -ForEach 'Pixazo', 'NanoBananaApi', 'Crun', 'Apikley', 'AigptImage' {
        $task = New-NanoBananaTask 'a lake at dawn' -Profile "emulator-$_" -AspectRatio 21:9
        $task.Operation, $task.Provider, $task.Prompt, $task.AspectRatio | Should -Be 'Generate', $_, 'a lake at dawn', '21:9'
        $file = $task | Wait-NanoBananaTask -PollInterval 100ms | Save-NanoBananaImage -Destination "$TestDrive/text-$_"
        $fact = $file | Get-ImageFact
        $fact.Width, $fact.Height, $fact.Prompt, $fact.TaskId | Should -Be 2560, 1096, 'a lake at dawn', $task.Id
        $file.BaseName | Should -Be $task.Prompt
    }
}
