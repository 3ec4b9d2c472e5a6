BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $script:canary = 'canary-' + [guid]::NewGuid().ToString('N')

    # the key itself, and the forms in which tools write one
    $utf16 = [Text.Encoding]::Unicode.GetBytes($canary)
    $script:forms = @{
        'plain'     = $canary
        'base64'    = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($canary)).Substring(0, 40)
        'UTF-16'    = [Text.Encoding]::Latin1.GetString($utf16)
        'UTF-16 64' = [Convert]::ToBase64String($utf16).Substring(0, 40)
        'hex'       = [Convert]::ToHexString($utf16)
    }

    function Find-Canary {
        <# Every file below a folder, the secret store included, that shows the key in one of these forms. #>
        param([string] $Path)
        foreach ($file in Get-ChildItem $Path -Recurse -File -Force) {
            $text = [Text.Encoding]::Latin1.GetString([IO.File]::ReadAllBytes($file))
            foreach ($form in $forms.Keys) {
                if ($text.Contains($forms[$form], [StringComparison]::OrdinalIgnoreCase)) { "$($file.FullName): $form" }
            }
        }
    }
}

Describe 'A key that is looked for everywhere' {
    It 'is found nowhere after the whole pipeline at five gateways, and after failures of every kind' {
        $folder = New-Item -ItemType Directory "$TestDrive/canary"
        $script = {
            param($module, $folder, $canary)
            $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
            Import-Module $module -Verbose:$false -Debug:$false
            $null = Start-Transcript "$folder/transcript.txt"
            $key = [Net.NetworkCredential]::new('', $canary).SecurePassword
            $emulator = Start-NanoBananaEmulator -TaskDuration 0 -Key $canary
            $made = [Collections.Generic.List[object]]::new()
            foreach ($provider in 'Pixazo', 'NanoBananaApi', 'Crun', 'Apikley', 'AigptImage') {
                $base = (Get-NanoBananaProfile "emulator-$provider").BaseUri
                Set-NanoBananaProfile $provider $provider -BaseUri $base -ApiKey $key -UploadHeader @{ 'X-Auth' = $canary } -UploadUri "$($emulator.Uri)images/{name}" -UploadTo HttpPut
                $made.Add((Get-NanoBananaProfile $provider))
                $made.Add((Test-NanoBananaProfile $provider))
                $tasks = New-NanoBananaTask 'a lake' -Profile $provider | Wait-NanoBananaTask -PollInterval 50ms
                $made.AddRange(@($tasks))
                # the whole FileInfo leads to the drive and everything on it
                $made.AddRange(@($tasks | Save-NanoBananaImage -Destination "$folder/out" -Sidecar -Embed | Select-Object FullName, TaskId, Url, Source, Sha256))
                foreach ($fault in 'status-401', 'status-500', 'reset-after-body', 'truncated-json') {
                    $null = Invoke-RestMethod -Method Put "$($emulator.Uri)emulator/faults" -ContentType application/json -Body (ConvertTo-Json @{ faults = @("${fault}:$provider*1") }) -Verbose:$false -Debug:$false
                    $made.AddRange(@(New-NanoBananaTask "fault $fault" -Profile $provider -ErrorAction Continue -WarningAction Continue))
                    $made.AddRange(@(Get-NanoBananaCredit $provider -ErrorAction Continue))
                }
                $null = Invoke-RestMethod -Method Delete "$($emulator.Uri)emulator/faults" -Verbose:$false -Debug:$false
            }
            # a wrong key, repeated in the error of the gateway; a port without a listener; plain HTTP if it is not allowed
            Set-NanoBananaProfile wrong Crun -BaseUri (Get-NanoBananaProfile emulator-crun).BaseUri -ApiKey ([Net.NetworkCredential]::new('', "$canary-wrong").SecurePassword)
            New-NanoBananaTask x -Profile wrong -ErrorAction Continue
            Set-NanoBananaProfile nobody Crun -BaseUri http://127.0.0.1:9 -ApiKey $key
            Get-NanoBananaCredit nobody -ErrorAction Continue
            try { Set-NanoBananaProfile plain Crun -ApiKey $canary } catch { $_ | Format-List * -Force }

            $made | Export-Clixml "$folder/made.xml" -Depth 10
            $made | ConvertTo-Json -Depth 10 -WarningAction SilentlyContinue | Set-Content "$folder/made.json"
            $made | Format-List * -Force | Out-String -Width 4000
            $Error | Format-List * -Force | Out-String -Width 4000 | Set-Content "$folder/errors.txt"
            $Error | ForEach-Object { $_ | Get-Error | Out-String -Width 4000 } | Add-Content "$folder/errors.txt"
            $Error | Export-Clixml "$folder/errors.xml" -Depth 3
            Export-NanoBananaProfile "$folder/profiles.json" -Name * -ErrorAction Continue
            Get-NanoBananaTask -WarningAction SilentlyContinue | Export-NanoBananaReport -Path "$folder/report.html"
            "errors: $($Error.Count), made: $($made.Count)"
            Stop-NanoBananaEmulator
            $null = Stop-Transcript
        }
        Set-Content "$TestDrive/canary.ps1" $script
        # the key comes by a file: a command line would be in transcripts by itself
        Set-Content "$TestDrive/key.txt" $canary -NoNewline
        $streams = Invoke-PowerShell -NoProfile -NonInteractive -Command "& '$TestDrive/canary.ps1' '$(Get-ModulePath)' '$folder' (Get-Content '$TestDrive/key.txt' -Raw) *>&1 | Out-String -Width 4000"
        $streams | Set-Content "$folder/streams.txt"
        "$streams" | Should -Match 'errors: \d\d, made: \d\d'

        # the emulator's key is shown by itself, as it may be: nothing else was asked for it
        Find-Canary $folder | Should -BeNullOrEmpty
        Find-Canary $env:NANOBANANA_HOME | Should -BeNullOrEmpty
        (Get-Content "$env:NANOBANANA_HOME/secrets.json" -Raw) | Should -Match 'NanoBanana.Crun.ApiKey'
    }
}
