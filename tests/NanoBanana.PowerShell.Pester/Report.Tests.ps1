BeforeAll {
    Set-StrictMode -Version Latest
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.2 -Fault 'task-fails:Crun*1'
    $script:photos = 'one', 'two', 'three' | ForEach-Object { Write-TestImage "$TestDrive/$_.png" -Width 40 -Height 30 }
    $script:tasks = $photos | New-NanoBananaTask '<script>alert(1)</script>' | Wait-NanoBananaTask -PollInterval 100ms
    $script:files = $tasks | Save-NanoBananaImage "$TestDrive/saved" -ErrorAction SilentlyContinue

    function Get-ReportPath { Join-Path $TestDrive "$([guid]::NewGuid()).html" }
    function Get-Card {
        # an article is one task
        param([string] $Path)
        [regex]::Matches((Get-Content -LiteralPath $Path -Raw), '(?s)<article .*?</article>').Value
    }
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'Export-NanoBananaReport' {
    BeforeEach { $script:path = Get-ReportPath }

    It 'shows each piped task, before and after, and the reason of a failure' {
        $tasks | Export-NanoBananaReport $path | Should -BeNullOrEmpty
        $cards = Get-Card $path
        $cards.Count | Should -Be 3
        @($cards -match 'data-state="Succeeded"').Count | Should -Be 2
        foreach ($card in $cards -match 'data-state="Succeeded"') {
            [regex]::Matches($card, 'src="data:image/jpeg;base64,').Count | Should -Be 2
            $card | Should -Match 'href="\./saved/(one|two|three)\.png"'
        }
        $failed = $tasks | Where-Object State -EQ 'Failed'
        $cards -match 'data-state="Failed"' | Should -BeLike "*$($failed.Failure.Reason)*"
    }

    It 'writes a prompt as text' {
        $tasks | Export-NanoBananaReport $path
        Get-Content $path -Raw | Should -Not -Match '<script>alert'
        (Get-Card $path)[0] | Should -Match '&lt;script&gt;alert\(1\)&lt;/script&gt;'
    }

    It 'knows the task of a saved image' {
        $files | Export-NanoBananaReport $path
        $cards = Get-Card $path
        $cards.Count | Should -Be 2
        $cards[0] | Should -Match '&lt;script&gt;'
        $cards[0] | Should -Match '>Crun<'
    }

    It 'knows an image that was found on disk by its content' {
        $copy = Copy-Item $files[0].FullName "$TestDrive/renamed.png" -PassThru
        $copy | Export-NanoBananaReport $path
        Get-Card $path | Should -Match $files[0].TaskId
    }

    It 'shows tasks and their files as one' {
        @($tasks) + $files | Export-NanoBananaReport $path
        (Get-Card $path).Count | Should -Be 3
    }

    It 'takes tasks and files that came back from <Form>' -ForEach @(
        @{ Form = 'JSON'; Through = { $input | ConvertTo-Json -Depth 6 | ConvertFrom-Json } }
        @{ Form = 'Clixml'; Through = { $input | Export-Clixml "$TestDrive/x.xml"; Import-Clixml "$TestDrive/x.xml" } }
    ) {
        $tasks | & $Through | Export-NanoBananaReport $path
        (Get-Card $path).Count | Should -Be 3
        $files | Select-Object FullName, TaskId, Source | & $Through | Export-NanoBananaReport $path -Force
        (Get-Card $path).Count | Should -Be 2
    }

    It 'takes what the journal lists, ids, and tasks that are not saved yet' {
        $unsaved = New-NanoBananaTask 'a lake' | Wait-NanoBananaTask -PollInterval 100ms
        Get-NanoBananaTask | Export-NanoBananaReport $path
        (Get-Card $path).Count | Should -BeGreaterThan 3
        $unsaved.Id | Export-NanoBananaReport $path -Force
        Get-Card $path | Should -Match 'Not saved yet'
    }

    It 'leaves a file that exists as it is, and replaces it with -Force' {
        Set-Content $path 'mine'
        { $tasks | Export-NanoBananaReport $path } | Should -Throw -ErrorId 'ReportExists*'
        Get-Content $path | Should -Be 'mine'
        $tasks | Export-NanoBananaReport $path -Force
        (Get-Card $path).Count | Should -Be 3
    }

    It '-PassThru gives the file, and -Title is its heading' {
        $file = $tasks | Export-NanoBananaReport $path -Title 'A & B' -PassThru
        $file | Should -BeOfType IO.FileInfo
        $file.FullName | Should -Be $path
        Get-Content $path -Raw | Should -Match '<h1 dir="auto">A &amp; B</h1>'
    }

    It '-LiteralPath takes a name as it is, and a folder is made' {
        $file = $tasks | Export-NanoBananaReport -LiteralPath "$TestDrive/deep/[a]/*.html" -PassThru
        $file.Name | Should -Be '*.html'
    }

    It 'a relative path begins in the current location' {
        Push-Location $TestDrive
        try { ($tasks | Export-NanoBananaReport ./here.html -PassThru).FullName | Should -Be (Join-Path $TestDrive here.html) } finally { Pop-Location }
    }

    It 'refuses <Name> as a path' -ForEach @(
        @{ Name = 'a folder'; Value = { "$TestDrive" } }
        @{ Name = 'another drive'; Value = { 'Env:x' } }
        @{ Name = 'a wildcard that finds nothing'; Value = { "$TestDrive/none*.html" } }
    ) {
        { $tasks | Export-NanoBananaReport (& $Value) } | Should -Throw -ErrorId 'InvalidReportPath*'
    }

    It 'one bad item is one error, and the others are written' {
        $text = New-Item "$TestDrive/$([guid]::NewGuid()).txt" -Value 'text'
        $files[0], $text, (Get-Date), $files[1] | Export-NanoBananaReport $path -ErrorVariable problems -ErrorAction SilentlyContinue
        @($problems | Get-ErrorId) | Should -Be 'ImageTypeNotSupported', 'NotATask'
        (Get-Card $path).Count | Should -Be 2
    }

    It 'writes none where nothing was piped' {
        @() | Export-NanoBananaReport $path -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Get-ErrorId | Should -Be 'ReportEmpty'
        $path | Should -Not -Exist
    }

    It 'asks the gateway nothing' {
        $calls = Invoke-Control requests | ConvertTo-Json -Depth 5
        $tasks | Export-NanoBananaReport $path
        Invoke-Control requests | ConvertTo-Json -Depth 5 | Should -Be $calls
    }

    It '-Show opens nothing without a user, and says so' {
        $shown = Invoke-PowerShell -NoProfile -NonInteractive -Command "Import-Module '$(Get-ModulePath)'; Get-Item '$($files[0].FullName)' | Export-NanoBananaReport '$path' -Show 3>&1"
        $shown -join ' ' | Should -BeLike '*not opened, because this session is not interactive*'
        $path | Should -Exist
    }
}
