BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.2
    $script:photo = Write-TestImage "$TestDrive/photo.jpg"
    $script:task = $photo | New-NanoBananaTask 'a hat: red/blue' -AspectRatio 1:1 -OutputFormat png | Wait-NanoBananaTask -PollInterval 100ms
    $script:pair = New-NanoBananaTask 'two lakes' -Count 2 -Profile emulator-nanobananaapi | Wait-NanoBananaTask -PollInterval 100ms

    function Get-Folder { Join-Path $TestDrive ([guid]::NewGuid()) }
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'Save-NanoBananaImage' {
    BeforeEach {
        $null = Invoke-Control faults DELETE
        $script:folder = Get-Folder
    }

    It 'creates the destination, also a deep one, and leaves nothing but the file there' {
        $file = $task | Save-NanoBananaImage -Destination "$folder/a/b"
        $file.FullName | Should -Be ([IO.Path]::Combine($folder, 'a', 'b', 'photo.png'))
        (Get-ChildItem $folder -Recurse -File -Force).FullName | Should -Be $file.FullName
    }

    It 'saves to the current folder without -Destination' {
        $null = New-Item -ItemType Directory $folder
        Push-Location $folder
        try { ($task | Save-NanoBananaImage).DirectoryName | Should -Be $folder } finally { Pop-Location }
    }

    It 'the file says where it comes from' {
        $file = $task | Save-NanoBananaImage $folder
        $file.TaskId, $file.Url | Should -Be $task.Id, $task.Images[0].Url
        $file.Source | Should -Be $photo.FullName
        $file.Sha256 | Should -Be (Get-FileHash $file.FullName).Hash
        $file | Should -BeOfType IO.FileInfo
    }

    It 'saves only to folders of the file system' {
        { $task | Save-NanoBananaImage Env:out } | Should -Throw -ErrorId 'SaveFailed,*'
    }

    It 'the file is one as Get-Item gives it, with a table of its own' {
        $file = $task | Save-NanoBananaImage $folder
        $item = Get-Item -LiteralPath $file.FullName
        $item.PSObject.Properties.Name | Should -BeIn $file.PSObject.Properties.Name
        foreach ($name in 'PSPath', 'PSParentPath', 'PSChildName', 'PSDrive', 'PSProvider', 'PSIsContainer', 'Mode') {
            $file.$name | Should -Be $item.$name -Because $name
        }
        $file | Out-String | Should -Match "Folder: $([regex]::Escape($folder))[\s\S]*Name +Size +Pixels +Provider +Cost[\s\S]*photo\.png +\d+ KB +\d+x\d+ +Crun"
        $file | Remove-Item
        $file.FullName | Should -Not -Exist
        $file.Sha256 | Should -BeNullOrEmpty
        $file.UnixStat | Should -BeNullOrEmpty
    }

    It 'a saved file can be edited again' {
        $next = $task | Save-NanoBananaImage $folder | New-NanoBananaTask 'again'
        $next.Source | Should -Be (Join-Path $folder photo.png)
    }

    It 'names files by -Name <Name>' -ForEach @(
        @{ Name = '{Id}'; Expected = { $task.Id } }
        @{ Name = '{Source}-{Provider}-{Index}'; Expected = { 'photo-Crun-1' } }
        @{ Name = '{Prompt:5}'; Expected = { 'a hat' } }
        @{ Name = 'x {source} y'; Expected = { 'x photo y' } }
    ) {
        ($task | Save-NanoBananaImage $folder -Name $Name).BaseName | Should -Be (& $Expected)
    }

    It 'makes a safe name of what a prompt holds' {
        $file = $task | Save-NanoBananaImage $folder -Name '{Prompt} {AspectRatio}'
        $file.DirectoryName | Should -Be $folder
        $file.Name | Should -Not -Match '[:/\\]'
        $file.Name | Should -BeLike 'a hat*red*blue*.png'
    }

    It 'refuses a template with an open brace, and lists the fields' -ForEach @{ Name = '{Id' } {
        { $task | Save-NanoBananaImage $folder -Name $Name } | Should -Throw -ErrorId 'InvalidNameTemplate*' -ExpectedMessage '*{Source}, {Id}, {Index}*'
        Test-Path $folder | Should -BeFalse
    }

    It 'numbers the images of one task' {
        $files = $pair | Save-NanoBananaImage $folder
        $files.BaseName | Should -Be 'two lakes-1', 'two lakes-2'
        ($files.Sha256 | Sort-Object -Unique).Count | Should -Be 2
    }

    It 'gives a taken name a number, and leaves the first file as it is' {
        $first = $task | Save-NanoBananaImage $folder
        Set-Content $first.FullName 'mine'
        ($task, $task | Save-NanoBananaImage $folder).Name | Sort-Object | Should -Be 'photo (1).png', 'photo (2).png'
        Get-Content $first.FullName | Should -Be 'mine'
    }

    It 'loses none of many images that want the same name at the same time' {
        # an image that came inside the reply needs no download: the moves into place come all at once
        $inline = New-NanoBananaTask 'a lake' -Profile emulator-pixazo -Inline | Wait-NanoBananaTask -PollInterval 100ms
        foreach ($round in 1..25) {
            $files = @($inline) * 8 | Save-NanoBananaImage "$folder/$round"
            ($files.FullName | Sort-Object -Unique).Count | Should -Be 8
            (Get-ChildItem "$folder/$round" -Force).Count | Should -Be 8
        }
    }

    It '-Force replaces the file' {
        $first = $task | Save-NanoBananaImage $folder
        Set-Content $first.FullName 'mine'
        ($task | Save-NanoBananaImage $folder -Force).Name | Should -Be 'photo.png'
        ($first | Get-ImageFact).TaskId | Should -Be $task.Id
        (Get-ChildItem $folder -Force).Count | Should -Be 1
    }

    It 'takes the extension from the bytes' {
        $jpeg = New-NanoBananaTask 'a lake' -OutputFormat jpeg | Wait-NanoBananaTask -PollInterval 100ms
        ($jpeg | Save-NanoBananaImage $folder).Extension | Should -Be '.jpg'
    }

    It 'saves an image that came inside the reply, at Pixazo' {
        $inline = New-NanoBananaTask 'a lake' -Profile emulator-pixazo -Inline | Wait-NanoBananaTask -PollInterval 100ms
        $file = $inline | Save-NanoBananaImage $folder
        ($file | Get-ImageFact).TaskId | Should -Be $inline.Id
        $file.Url.Length | Should -BeLessThan 200 -Because 'a picture is no address'
    }

    It 'writes one error for a failed task, and saves the others' {
        Use-Fault 'task-fails:Crun*1'
        $failed = New-NanoBananaTask 'a lake' | Wait-NanoBananaTask -PollInterval 100ms
        $files = $task, $failed, $task | Save-NanoBananaImage $folder -ErrorVariable problems -ErrorAction SilentlyContinue
        $files.Count | Should -Be 2
        @($problems).Count | Should -Be 1
        $problems[0] | Get-ErrorId | Should -Be $failed.Failure.Reason
        $problems[0].Exception.Message | Should -BeLike "*$($failed.Id)*"
    }

    It 'passes a planned task through, and reports an open one' {
        $planned = [pscustomobject]@{ Id = $null; Provider = 'Crun'; State = 'Planned' }
        ($planned | Save-NanoBananaImage $folder).State | Should -Be 'Planned'
        $open = New-NanoBananaTask 'a lake'
        $open | Save-NanoBananaImage $folder -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'TaskNotReady'
        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*Wait-NanoBananaTask*'
    }

    It 'saves a task that has ended since it was kept, by the object and by the id' {
        $kept = New-NanoBananaTask 'a lake'
        $null = $kept | Wait-NanoBananaTask
        $kept.State | Should -Be 'Pending'
        ($kept | Save-NanoBananaImage $folder).TaskId | Should -Be $kept.Id
        ($kept.Id | Save-NanoBananaImage $folder).TaskId | Should -Be $kept.Id
    }

    It 'passes an unknown task through with an error' {
        $unknown = [pscustomobject]@{ Id = $null; IntentId = 'abc'; Provider = 'Crun'; State = 'Unknown'; Failure = [pscustomobject]@{ Reason = 'OutcomeUnknown' } }
        ($unknown | Save-NanoBananaImage $folder -ErrorVariable problems -ErrorAction SilentlyContinue).State | Should -Be 'Unknown'
        $problems | Get-ErrorId | Should -Be 'TaskOutcomeUnknown'
    }

    It 'saves what stays damaged, with a warning and a property' {
        Use-Fault 'truncated-image'
        $file = $task | Save-NanoBananaImage $folder -WarningVariable words -WarningAction SilentlyContinue
        $file.IsWhole | Should -BeFalse
        $words | Should -BeLike '*may be incomplete*'
    }

    It 'keeps what is no image in a file of its own' {
        Use-Fault 'html-image'
        $task | Save-NanoBananaImage $folder -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'DownloadWebPage'
        (Get-ChildItem $folder -Force).Extension | Should -Be '.txt'
        $problems[0].Exception.Message | Should -BeLike "*$((Get-ChildItem $folder).Name)*"
    }

    It 'writes one image to one file, in another format' {
        $file = $task | Save-NanoBananaImage -OutFile "$folder/hero.webp" -ConvertTo webp -MaxSize 64
        $file.Name | Should -Be 'hero.webp'
        $file.IsWhole | Should -BeTrue
        [Text.Encoding]::ASCII.GetString([IO.File]::ReadAllBytes($file)[8..11]) | Should -Be 'WEBP'
        $task | Save-NanoBananaImage -OutFile "$folder/hero.gif" -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Get-ErrorId | Should -Be 'OutFileEnding'
        { $task | Save-NanoBananaImage $folder -Quality 80 -ErrorAction Stop } | Should -Throw -ErrorId 'QualityNotUsed*'
    }

    It 'stops at -MaxSize' {
        $task | Save-NanoBananaImage $folder -MaxSize 1000 -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'DownloadTooLarge'
        Get-ChildItem $folder -Force | Should -BeNullOrEmpty
    }

    It 'says where a folder cannot be made' {
        $task | Save-NanoBananaImage "$photo/below" -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'SaveFailed'
        $problems[0].Exception.Message | Should -BeLike '*photo.jpg*'
    }

    It 'asks <_> for a fresh link where one has expired' -ForEach 'Pixazo', 'NanoBananaApi', 'Crun', 'Apikley', 'AigptImage' {
        $made = New-NanoBananaTask 'a lake' -Profile "emulator-$_".ToLowerInvariant() | Wait-NanoBananaTask -PollInterval 100ms
        Use-Fault 'expired-links'
        $file = $made | Save-NanoBananaImage $folder
        ($file | Get-ImageFact).TaskId | Should -Be $made.Id
        $file.Url | Should -Not -Be $made.Images[0].Url
    }

    It 'knows a task that it saved before, and fetches nothing' {
        $made = New-NanoBananaTask 'a lake' | Wait-NanoBananaTask -PollInterval 100ms
        $first = $made | Save-NanoBananaImage $folder
        $calls = Get-CallCount Crun download
        ($made | Save-NanoBananaImage $folder).FullName | Should -Be $first.FullName
        Get-CallCount Crun download | Should -Be $calls
    }

    It '-PreserveFolder mirrors the sub-folders of the sources below <Root>' -ForEach @(
        @{ Root = 'the current folder'; Given = @{}; Expected = 'in/2024/a.png', 'in/b.png' }
        @{ Root = '-SourceRoot'; Given = @{ SourceRoot = 'in' }; Expected = '2024/a.png', 'b.png' }
    ) {
        $null = New-Item -ItemType Directory $folder
        Push-Location $folder
        try {
            $tasks = 'in/2024/a.jpg', 'in/b.jpg' | ForEach-Object { Write-TestImage "$folder/$_" } | New-NanoBananaTask 'again' -OutputFormat png | Wait-NanoBananaTask -PollInterval 100ms
            $files = $tasks | Save-NanoBananaImage out -PreserveFolder @Given
            $files.FullName | Sort-Object | Should -Be ($Expected | ForEach-Object { [IO.Path]::GetFullPath("$folder/out/$_") })
        }
        finally { Pop-Location }
    }

    It '-Sidecar says beside the image how it was made' {
        $file = $task | Save-NanoBananaImage $folder -Sidecar
        $sidecar = Get-Content "$($file.FullName).json" -Raw | ConvertFrom-Json
        $sidecar.taskId, $sidecar.prompt, $sidecar.provider, $sidecar.sha256 | Should -Be $task.Id, $task.Prompt, 'Crun', $file.Sha256
        $sidecar.source | Should -Be $photo.FullName
    }

    It '-Embed writes prompt and task id into a <Format>' -ForEach @{ Format = 'png'; Field = 'Description' }, @{ Format = 'jpeg'; Field = 'Prompt' } {
        $made = New-NanoBananaTask "a red hat, `u{1F3A9}" -OutputFormat $Format | Wait-NanoBananaTask -PollInterval 100ms
        $file = $made | Save-NanoBananaImage $folder -Embed
        $fact = $file | Get-ImageFact
        $fact.Format, $fact.TaskId, $fact.$Field | Should -Be $Format, $made.Id, $made.Prompt
        (Get-FileHash $file).Hash | Should -Be $file.Sha256
    }

    It 'refuses a result at <Url>' -ForEach @(
        @{ Url = 'https://[::ffff:127.0.0.1]/x'; Id = 'DownloadAddressRefused' }
        @{ Url = 'https://100.64.0.1/x'; Id = 'DownloadAddressRefused' }
        @{ Url = 'https://198.18.0.1/x'; Id = 'DownloadAddressRefused' }
        @{ Url = 'https://[64:ff9b::7f00:1]/x'; Id = 'DownloadAddressRefused' }
        @{ Url = 'https://localhost/x'; Id = 'DownloadAddressRefused' }
        @{ Url = 'http://cdn.example.com/x'; Id = 'DownloadRefused' }
    ) {
        $strange = [pscustomobject]@{ Id = 'x'; Provider = 'Crun'; Profile = 'of-another-machine'; State = 'Succeeded'; Images = @([pscustomobject]@{ Url = $Url; Index = 1 }) }
        $strange | Save-NanoBananaImage $folder -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be $Id
        Get-ChildItem $folder -Force -ErrorAction Ignore | Should -BeNullOrEmpty
    }
}
