BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.2
    $script:folder = "$TestDrive/in"
    $script:strange = 'with space.jpg', "M`u{FC}nchen.png", 'a[1].jpg', 'a1.jpg'
    $strange | ForEach-Object { Write-TestImage "$folder/$_" } | Out-Null
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'Files and paths as input of New-NanoBananaTask' {
    It 'takes the files of Get-ChildItem, whatever their names' {
        $tasks = Get-ChildItem $folder | New-NanoBananaTask -Prompt x
        ($tasks.Source | Sort-Object) | Should -Be (($strange | ForEach-Object { [IO.Path]::Combine($folder, $_) }) | Sort-Object)
        $tasks.Operation | Should -Be (@('Edit') * 4)
    }

    It 'saves each under the name of its source' {
        $saved = Get-ChildItem $folder | New-NanoBananaTask -Prompt x -OutputFormat png | Wait-NanoBananaTask -PollInterval 100ms |
            Save-NanoBananaImage -Destination "$TestDrive/out[1]"
        ($saved.Name | Sort-Object) | Should -Be ('a[1].png', 'a1.png', "M`u{FC}nchen.png", 'with space.png' | Sort-Object)
        (Get-ChildItem -LiteralPath "$TestDrive/out[1]").Count | Should -Be 4
    }

    It 'expands wildcards of piped strings' {
        $tasks = "$folder/*.jpg" | New-NanoBananaTask -Prompt x
        ($tasks.Source | Split-Path -Leaf | Sort-Object) | Should -Be ('a[1].jpg', 'a1.jpg', 'with space.jpg' | Sort-Object)
    }

    It 'makes one task of each path of -Path' {
        $tasks = New-NanoBananaTask x -Path "$folder/M*.png", "$folder/with space.jpg"
        $tasks.Source | Split-Path -Leaf | Should -Be "M`u{FC}nchen.png", 'with space.jpg'
    }

    It 'reads brackets as a wildcard in -Path and as they are in -LiteralPath' {
        (New-NanoBananaTask x -Path "$folder/a[1].jpg").Source | Split-Path -Leaf | Should -Be 'a1.jpg'
        (New-NanoBananaTask x -LiteralPath "$folder/a[1].jpg").Source | Split-Path -Leaf | Should -Be 'a[1].jpg'
        (Get-Item -LiteralPath "$folder/a[1].jpg" | New-NanoBananaTask x).Source | Split-Path -Leaf | Should -Be 'a[1].jpg'
    }

    It 'takes relative paths and paths of a drive' {
        Push-Location $folder
        try { (New-NanoBananaTask x -Path ./a1.jpg).State | Should -Be 'Pending' } finally { Pop-Location }
        ('TestDrive:/in/a1.jpg' | New-NanoBananaTask x).State | Should -Be 'Pending'
    }

    It 'takes http and https strings and Uri objects as addresses' {
        $kept = New-NanoBananaTask x -Path "$folder/a1.jpg" -Profile emulator-aigptimage | Wait-NanoBananaTask -PollInterval 100ms
        $url = $kept.Images[0].Url
        $tasks = $url, [uri]$url, 'https://example.com/photo.jpg' | New-NanoBananaTask x
        $tasks.Source | Should -Be $url, $url, 'https://example.com/photo.jpg'
        (New-NanoBananaTask x -ImageUrl $url, 'https://example.com/b.png').Source | Should -Be $url, 'https://example.com/b.png'
    }

    It 'refuses http of another machine, and addresses of another kind' {
        'http://example.com/photo.jpg', 'ftp://example.com/photo.jpg' |
            New-NanoBananaTask x -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems.Count | Should -Be 2
        $problems[0] | Get-ErrorId | Should -Be 'InvalidImageUrl'
        $problems[0].Exception.Message | Should -BeLike '*http://example.com/photo.jpg*'
        New-NanoBananaTask x -ImageUrl 'ftp://example.com/photo.jpg' -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'InvalidImageUrl'
    }

    It 'writes one error for a folder and one for a missing path, and does the others' {
        $null = New-Item -ItemType Directory "$TestDrive/mixed/sub" -Force
        Write-TestImage "$TestDrive/mixed/good.png"
        $tasks = @(Get-ChildItem "$TestDrive/mixed") + "$TestDrive/mixed/none.jpg" + "$TestDrive/mixed/*.webp" |
            New-NanoBananaTask x -ErrorVariable problems -ErrorAction SilentlyContinue
        $tasks.Source | Split-Path -Leaf | Should -Be 'good.png'
        $problems | Get-ErrorId | Sort-Object | Should -Be 'ImageNotFound', 'ImageNotFound', 'ImageUnreadable'
        ($problems | Where-Object FullyQualifiedErrorId -Like 'ImageUnreadable*').Exception.Message | Should -BeLike '*sub*it is a folder*'
        ($problems.Exception.Message -join "`n") | Should -BeLike '*none.jpg*'
    }

    It 'refuses a path that is not of the file system' {
        'Env:PATH' | New-NanoBananaTask x -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'ImageUnreadable'
        $problems[0].Exception.Message | Should -BeLike '*Environment*'
    }

    It 'uploads the same file once in a pipeline' {
        $null = Invoke-Control reset POST
        $file = Get-Item -LiteralPath "$folder/a1.jpg"
        $tasks = $file, $file, $file | New-NanoBananaTask x -Profile emulator-apikley
        $tasks.Count | Should -Be 3
        Get-CallCount Apikley submit | Should -Be 3
        Get-CallCount Apikley upload | Should -Be 1
    }
}
