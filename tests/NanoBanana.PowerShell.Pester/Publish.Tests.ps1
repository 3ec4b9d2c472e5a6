BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $script:emulator = Start-NanoBananaEmulator -TaskDuration 0.1
    $script:files = 1..3 | ForEach-Object { Write-TestImage "$TestDrive/photo $_.jpg" -Width (8 * $_) -Height 8 }
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'Publish-NanoBananaImage' {
    It 'uploads once with <_>, and gives links that can be fetched' -ForEach 'emulator-pixazo', 'emulator-nanobananaapi', 'emulator-crun', 'emulator-apikley', 'emulator-aigptimage' {
        $first = Get-ChildItem $TestDrive/*.jpg | Publish-NanoBananaImage -Profile $_ -NoUploadCache
        @($first).Count | Should -Be 3
        $first.Path | Should -Be (Get-ChildItem $TestDrive/*.jpg).FullName
        foreach ($image in $first) {
            $got = Invoke-WebRequest -Uri $image.Url
            (Get-FileHash -InputStream $got.RawContentStream).Hash | Should -Be $image.Sha256
        }
        $null = Get-ChildItem $TestDrive/*.jpg | Publish-NanoBananaImage -Profile $_
        $before = (Invoke-RestMethod "$($emulator.Uri)emulator/requests" | ConvertTo-Json -Compress) -replace '"download":\d+,?'
        $null = Get-ChildItem $TestDrive/*.jpg | Publish-NanoBananaImage -Profile $_
        (Invoke-RestMethod "$($emulator.Uri)emulator/requests" | ConvertTo-Json -Compress) -replace '"download":\d+,?' | Should -Be $before
    }

    It 'takes the profile from the record, and the others continue after a bad one' {
        $records = $files[0].FullName, "$TestDrive/missing.jpg", $files[2].FullName | ForEach-Object { [pscustomobject]@{ Path = $_; Profile = 'emulator-apikley' } }
        $uploaded = $records | Publish-NanoBananaImage -NoUploadCache -ErrorVariable problems -ErrorAction SilentlyContinue
        $uploaded.Path | Should -Be $files[0].FullName, $files[2].FullName
        $uploaded.Url | Should -BeLike '*apikley*'
        $problems | Get-ErrorId | Should -Be 'ImageNotFound'
        (Publish-NanoBananaImage $files[0], "$TestDrive/missing.jpg", $files[2] -ErrorAction SilentlyContinue).Count | Should -Be 2
    }

    It 'uploads nothing with -WhatIf' {
        $charges = Invoke-RestMethod "$($emulator.Uri)emulator/requests" | ConvertTo-Json -Compress
        Get-ChildItem $TestDrive/*.jpg | Publish-NanoBananaImage -NoUploadCache -WhatIf | Should -BeNullOrEmpty
        Invoke-RestMethod "$($emulator.Uri)emulator/requests" | ConvertTo-Json -Compress | Should -Be $charges
    }

    It 'says UploadTargetMissing where the gateway takes no uploads' {
        $errors = @()
        Get-ChildItem $TestDrive/*.jpg | Publish-NanoBananaImage -Profile emulator-pixazo -UploadTo Provider -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors.FullyQualifiedErrorId | Should -BeLike 'UploadTargetMissing,*'
        $errors.Count | Should -Be 3
    }

    It 'names the targets where -UploadTo is none of them' {
        { Publish-NanoBananaImage $files[0] -UploadTo Ftp } | Should -Throw '*Provider, S3, AzureBlob, HttpPut*'
    }
}

Describe 'New-NanoBananaTask -UploadTo' {
    It 'takes the URL that a script block returns' {
        $to = { param($file) $null = Invoke-RestMethod -Method Put "$($emulator.Uri)host/mine-$($file.Name)" -InFile $file.FullName; "$($emulator.Uri)host/mine-$([uri]::EscapeDataString($file.Name))" }
        $tasks = Get-ChildItem $TestDrive/*.jpg | New-NanoBananaTask -Prompt x -Profile emulator-pixazo -UploadTo $to | Wait-NanoBananaTask
        $tasks.State | Should -Be 'Succeeded', 'Succeeded', 'Succeeded'
    }

    It 'does not run a script block again for what it uploaded in an earlier command' {
        $script:runs = 0
        $to = { param($file) $script:runs++; $null = Invoke-RestMethod -Method Put "$($emulator.Uri)host/once-$($file.Length)" -InFile $file.FullName; "$($emulator.Uri)host/once-$($file.Length)" }
        Get-ChildItem $TestDrive/*.jpg | New-NanoBananaTask -Prompt x -Profile emulator-pixazo -UploadTo $to | Should -HaveCount 3
        $runs | Should -Be 3
        Get-ChildItem $TestDrive/*.jpg | New-NanoBananaTask -Prompt y -Profile emulator-pixazo -UploadTo $to | Should -HaveCount 3
        $runs | Should -Be 3
        Get-ChildItem $TestDrive/*.jpg | New-NanoBananaTask -Prompt z -Profile emulator-pixazo -UploadTo $to -NoUploadCache | Should -HaveCount 3
        $runs | Should -Be 6
    }

    It 'continues with the batch after a file that the script block does not take' {
        $to = { param($file) if ($file.Name -like '*2*') { throw 'not this one' }; $null = Invoke-RestMethod -Method Put "$($emulator.Uri)host/$($file.Length)" -InFile $file.FullName; "$($emulator.Uri)host/$($file.Length)" }
        $errors = @()
        $tasks = Get-ChildItem $TestDrive/*.jpg | New-NanoBananaTask -Prompt x -Profile emulator-pixazo -UploadTo $to -ErrorVariable errors -ErrorAction SilentlyContinue
        @($tasks).Count | Should -Be 2
        $errors | Get-ErrorId | Should -Be 'UploadScriptFailed'
        $errors[0].Exception.Message | Should -BeLike '*not this one*'
    }

    It 'reports the progress of its uploads, and ends the bar' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$(Get-ModulePath)'; Get-ChildItem '$TestDrive/*.jpg' | New-NanoBananaTask -Prompt x -Profile emulator-crun -NoUploadCache -ThrottleLimit 1").Invoke()
            $bar = @($shell.Streams.Progress | Where-Object Activity -Like 'Submitting*')
            $bar.StatusDescription -join ' ' | Should -BeLike '*uploaded (*MB)*'
            $bar[-1].RecordType | Should -Be Completed
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'gives one error a file where the script block <Name>' -ForEach @(
        @{ Name = 'throws'; To = { throw 'no way' }; Id = 'UploadScriptFailed' }
        @{ Name = 'returns nothing'; To = { }; Id = 'UploadScriptNoUrl' }
        @{ Name = 'returns no URL'; To = { 'here' }; Id = 'UploadScriptNoUrl' }
        @{ Name = 'returns plain http'; To = { 'http://example.com/a.png' }; Id = 'InvalidImageUrl' }
    ) {
        $errors = @()
        $tasks = $emulator.Tasks
        Get-ChildItem $TestDrive/*.jpg | New-NanoBananaTask -Prompt x -UploadTo $To -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $errors.Count | Should -Be 3
        $errors.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $emulator.Tasks | Should -Be $tasks
    }

    It 'reports what -StripMetadata removed, and leaves the file as it is' {
        $bytes = [IO.File]::ReadAllBytes($files[0])
        $comment = [byte[]](0xFF, 0xFE, 0, 8) + [Text.Encoding]::ASCII.GetBytes('SECRET')
        $marked = "$TestDrive/marked.jpeg"
        [IO.File]::WriteAllBytes($marked, [byte[]]($bytes[0..1] + $comment + $bytes[2..($bytes.Length - 1)]))
        $hash = (Get-FileHash $marked).Hash
        $output = Publish-NanoBananaImage $marked -Profile emulator-pixazo -StripMetadata -NoUploadCache -Verbose 4>&1
        ($output | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }).Message -join ' ' | Should -BeLike '*a comment removed*'
        $image = $output | Where-Object { $_ -isnot [System.Management.Automation.VerboseRecord] }
        [Text.Encoding]::Latin1.GetString((Invoke-WebRequest $image.Url).Content) | Should -Not -Match 'SECRET'
        (Get-FileHash $marked).Hash | Should -Be $hash
    }
}

Describe 'Set-NanoBananaProfile -UploadTo' {
    It 'keeps the query of -UploadUri for <Kind> as a secret, and uses it' -ForEach @(
        @{ Kind = 'HttpPut'; More = @{} }
        @{ Kind = 'AzureBlob'; More = @{ UploadReadSas = 'sp=r' } }
    ) {
        $settings = @{ UploadTo = $Kind; UploadUri = "$($emulator.Uri)host/kept?sp=cw&sig=SECRET"; SessionOnly = $true; PassThru = $true }
        if ($More.UploadReadSas) { $settings.UploadReadSas = ConvertTo-Key $More.UploadReadSas }
        $made = Set-NanoBananaProfile kept Pixazo -BaseUri "$($emulator.Uri)pixazo" @settings
        $made.UploadUri | Should -Be "$($emulator.Uri)host/kept"
        $shown = Get-NanoBananaProfile kept
        ($shown | Format-List * -Force | Out-String) + ($shown | ConvertTo-Json -Depth 5) | Should -Not -Match 'SECRET'
        $image = Publish-NanoBananaImage $files[0] -Profile kept -NoUploadCache
        $image.Url | Should -Not -Match 'SECRET'
        (Invoke-WebRequest $image.Url).StatusCode | Should -Be 200
        Remove-NanoBananaProfile kept -Confirm:$false
    }

    It 'takes no password in <Name>' -ForEach @(
        @{ Name = '-UploadUri'; Settings = @{ UploadUri = 'https://me:SECRET@dav.example/{name}' } }
        @{ Name = '-UploadPublicUri'; Settings = @{ UploadUri = 'https://dav.example/{name}'; UploadPublicUri = 'https://dav.example/?sig=SECRET' } }
    ) {
        $errors = @()
        Set-NanoBananaProfile wrong Pixazo @Settings -SessionOnly -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors | Get-ErrorId | Should -Be 'InvalidProfile'
        $errors[0].Exception.Message | Should -Not -Match 'SECRET'
        Get-NanoBananaProfile w* | Should -BeNullOrEmpty
    }

    It 'shows the settings and no secret' {
        $key = ConvertTo-Key 'SECRETKEY'
        $made = Set-NanoBananaProfile s3 Crun -UploadTo s3 -UploadBucket images -UploadCredential ([pscredential]::new('SECRETID', $key)) -SessionOnly -PassThru
        $made.UploadTo, $made.UploadBucket | Should -Be 'S3', 'images'
        $made | Format-List * -Force | Out-String | Should -Not -Match 'SECRET'
        $made | ConvertTo-Json -Depth 5 | Should -Not -Match 'SECRET'
        Remove-NanoBananaProfile s3 -Confirm:$false
    }
}
