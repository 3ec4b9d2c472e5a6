BeforeDiscovery {
    # installed by the upload tests and by .ci/run
    $script:folder = [IO.Path]::GetFullPath("$PSScriptRoot/../NanoBanana.Uploads.Tests/node")
    $script:missing = -not ((Get-Command node -ErrorAction Ignore) -and (Test-Path "$folder/node_modules/.package-lock.json"))
}

Describe 'A profile whose target is S3' -Skip:$missing -Tag 'needs Node.js and npm, and a run of the upload tests, which install s3rver' {
    BeforeAll {
        . "$PSScriptRoot/Support.ps1"
        $script:emulator = Start-NanoBananaEmulator -TaskDuration 0.1
        $script:files = 1..3 | ForEach-Object { Write-TestImage "$TestDrive/photo $_.jpg" -Width (8 * $_) -Height 8 }

        # s3rver ends with its standard input
        $start = [Diagnostics.ProcessStartInfo]::new('node')
        $start.ArgumentList.Add([IO.Path]::GetFullPath("$PSScriptRoot/../NanoBanana.Uploads.Tests/node/s3.js"))
        $start.ArgumentList.Add("$TestDrive/s3")
        $start.ArgumentList.Add('images')
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
        $script:server = [Diagnostics.Process]::Start($start)
        $script:uri = $server.StandardOutput.ReadLine() -replace '^.*(?=http)'

        function Use-S3 {
            param([string] $Secret = 'S3RVER', [string] $Bucket = 'images')
            Set-NanoBananaProfile s3 Pixazo -BaseUri "$($emulator.Uri)pixazo" -ApiKey (ConvertTo-Key $emulator.Key) -UploadTo S3 -UploadUri $uri -UploadBucket $Bucket -UploadPrefix in -UploadPathStyle `
                -UploadCredential ([pscredential]::new('S3RVER', (ConvertTo-Key $Secret))) -SessionOnly
        }
    }

    AfterAll {
        Remove-NanoBananaProfile s3 -Confirm:$false
        Stop-NanoBananaEmulator
        $server.StandardInput.Close()
        $null = $server.WaitForExit(10000)
        $server.Dispose()
    }

    It 'brings files to a gateway that has no upload, once' {
        Use-S3
        $saved = Get-ChildItem $TestDrive/*.jpg | New-NanoBananaTask -Prompt x -Profile s3 | Wait-NanoBananaTask | Save-NanoBananaImage -Destination "$TestDrive/out"
        @($saved).Count | Should -Be 3
        Invoke-RestMethod "$uri/-/puts" | Should -Be 3
        $null = Get-ChildItem $TestDrive/*.jpg | New-NanoBananaTask -Prompt y -Profile s3
        Invoke-RestMethod "$uri/-/puts" | Should -Be 3
    }

    It 'gives links that work without the credentials, for as long as they say' {
        Use-S3
        $image = Publish-NanoBananaImage $files[0] -Profile s3
        (Get-FileHash -InputStream (Invoke-WebRequest $image.Url).RawContentStream).Hash | Should -Be $image.Sha256
        $image.ExpiresAt | Should -BeGreaterThan ([datetimeoffset]::Now.AddHours(23))
    }

    It 'says <Id> for <Why>, once a file' -ForEach @(
        @{ Why = 'a wrong secret'; Id = 'UploadDenied'; Wrong = @{ Secret = 'WRONG-SECRET' } }
        @{ Why = 'a bucket that is not there'; Id = 'UploadPlaceNotFound'; Wrong = @{ Bucket = 'nowhere' } }
    ) {
        Use-S3 @Wrong
        $errors = @()
        Get-ChildItem $TestDrive/*.jpg | Publish-NanoBananaImage -Profile s3 -NoUploadCache -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $errors | Get-ErrorId | Should -Be $Id, $Id, $Id
        $errors | Out-String | Should -Not -Match 'WRONG-SECRET'
    }
}
