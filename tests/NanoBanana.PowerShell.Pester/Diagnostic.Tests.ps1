BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $emulator = Start-NanoBananaEmulator -TaskDuration 0.1
    $script:canaries = @{ key = $emulator.Key; prompt = 'canary-prompt-7f3a'; file = 'canary-file-7f3a'; query = 'canary-query-7f3a'; user = 'canary-user-7f3a'; upload = 'canary-upload-7f3a'; variable = 'canary-variable-7f3a' }
    $env:NANOBANANA_CANARY = $canaries.variable
    Set-NanoBananaProfile canary-profile-7f3a Crun -BaseUri "$($emulator.Uri)crun" -ApiKey (ConvertTo-Key $emulator.Key) -CallbackUrl "https://example.com/$($canaries.query)?token=$($canaries.query)" -UploadTo HttpPut -UploadUri "https://store.example.com/{name}?sig=$($canaries.upload)"
    $photo = Write-TestImage "$TestDrive/$($canaries.file).png"
    $Error.Clear()
    $photo | New-NanoBananaTask $canaries.prompt -Profile emulator-crun | Wait-NanoBananaTask | Save-NanoBananaImage -Destination "$TestDrive/$($canaries.file)"
    New-NanoBananaTask $canaries.prompt -Profile emulator-crun -AspectRatio $canaries.prompt -ErrorAction SilentlyContinue
    try { New-NanoBananaTask "$TestDrive/$($canaries.file).png" -Profile $canaries.user } catch { $global:Error.Count | Should -BeGreaterThan 0 }
    $script:bundle = Export-NanoBananaDiagnostic "$TestDrive/bundle.zip"
    Expand-Archive $bundle "$TestDrive/bundle"
}

AfterAll {
    Stop-NanoBananaEmulator
    Remove-NanoBananaProfile canary-profile-7f3a -Confirm:$false
    Remove-Item Env:NANOBANANA_CANARY
}

Describe 'Export-NanoBananaDiagnostic' {
    It 'says what a maintainer asks for first' {
        $part = @{}
        foreach ($file in Get-ChildItem "$TestDrive/bundle/*.json") { $part[$file.BaseName] = Get-Content $file -Raw | ConvertFrom-Json }
        $part.Keys | Sort-Object | Should -Be 'errors', 'profiles', 'store', 'timings', 'versions'
        $part.versions.powerShell | Should -Be "$($PSVersionTable.PSVersion)"
        $part.versions.variables | Should -Contain 'NANOBANANA_CANARY'
        ($part.profiles | Where-Object uploadTo -EQ HttpPut).address | Should -BeLike 'http://127.0.0.1:*'
        $part.errors.id | Should -Contain 'InvalidAspectRatio,NanoBanana.PowerShell.Commands.NewNanoBananaTaskCommand'
        ($part.errors | Where-Object id -Like 'InvalidAspectRatio*').stack | Should -Not -BeNullOrEmpty
    }

    It 'holds none of the user''s secrets and words: <_>' -ForEach 'key', 'prompt', 'file', 'query', 'user', 'upload', 'variable' {
        $bytes = [IO.File]::ReadAllBytes($bundle)
        $all = @($bytes) + @(Get-ChildItem "$TestDrive/bundle" -File | ForEach-Object { [IO.File]::ReadAllBytes($_) })
        $text = [Text.Encoding]::Latin1.GetString($all)
        $text.Length | Should -BeGreaterThan 1000
        $text | Should -Not -Match ([regex]::Escape($canaries[$_]))
        $text | Should -Not -Match 'canary-profile'
    }

    It 'leaves a file as it is without -Force' {
        Set-Content "$TestDrive/mine.zip" 'mine'
        Export-NanoBananaDiagnostic "$TestDrive/mine.zip" -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem | Get-ErrorId | Should -Be 'FileExists'
        Get-Content "$TestDrive/mine.zip" | Should -Be 'mine'
        (Export-NanoBananaDiagnostic "$TestDrive/mine.zip" -Force).Length | Should -BeGreaterThan 100
    }
}
