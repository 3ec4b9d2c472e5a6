BeforeDiscovery {
    . "$PSScriptRoot/HelpPages.ps1"
    $script:blocks = Get-ReadmeBlock
}

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    . "$PSScriptRoot/HelpPages.ps1"
}

Describe 'The commands below "<Title>" in README.md' -ForEach $script:blocks {
    BeforeAll {
        $env:NANOBANANA_HOME = "$TestDrive/home-of-readme"
        $script:folder = New-Item -ItemType Directory "$TestDrive/readme" -Force
        Copy-Item "$PSScriptRoot/../../samples/photos" $folder -Recurse
        Copy-Item "$folder/photos/*.jpg" $folder
    }

    AfterAll {
        if (Get-NanoBananaCallbackListener) { Stop-NanoBananaCallbackListener }
        if (Get-NanoBananaEmulator) { Stop-NanoBananaEmulator }
        Remove-Item "$TestDrive/home-of-readme", $folder -Recurse -Force -ErrorAction Ignore
        $env:NANOBANANA_HOME = "$TestDrive/home"
    }

    It 'run' -Skip:([bool]$_.NotRun) -Tag @($_.NotRun | Where-Object { $_ }) {
        $code = $_.Code -replace 'Import-Module NanoBanana\.PowerShell', "Import-Module '$(Get-ModulePath)'"
        if ($code -notmatch 'Start-NanoBananaEmulator') { $null = Start-NanoBananaEmulator -TaskDuration 100ms }
        $code = $code -replace ' -Show\b' # there is no user to look
        # what a block takes from the one before it
        $tasks = if ($code -match '^\$tasks \|') { "`$tasks = Get-ChildItem photos/*.* | New-NanoBananaTask -Prompt 'on marble' | Wait-NanoBananaTask`n" }
        Invoke-HelpExample "$tasks$code" $folder | Should -BeNullOrEmpty
    }
}

Describe 'The commands in README.md, from the first steps to the end, in one session' {
    It 'run with the emulator that the first steps start' {
        $env:NANOBANANA_HOME = "$TestDrive/home-of-readme"
        $folder = New-Item -ItemType Directory "$TestDrive/readme" -Force
        Copy-Item "$PSScriptRoot/../../samples/photos" $folder -Recurse
        try {
            $run = Get-ReadmeBlock | Where-Object { -not $_.NotRun } | Select-Object -Skip 1
            $run[0].Title | Should -Be 'First steps'
            $code = ($run.Code -join "`n") -replace 'Import-Module NanoBanana\.PowerShell' -replace ' -Show\b'
            Invoke-HelpExample "`$PSDefaultParameterValues['Start-NanoBananaEmulator:TaskDuration'] = '100ms'`n$code" $folder | Should -BeNullOrEmpty
        }
        finally {
            if (Get-NanoBananaCallbackListener) { Stop-NanoBananaCallbackListener }
            if (Get-NanoBananaEmulator) { Stop-NanoBananaEmulator }
            Remove-Item "$TestDrive/home-of-readme", $folder -Recurse -Force -ErrorAction Ignore
            $env:NANOBANANA_HOME = "$TestDrive/home"
        }
    }
}

Describe 'The blocks that are not run' {
    It 'are there, so that the list has no row too many' {
        $NotRunInReadme.Keys | Where-Object { $_ -notin (Get-ReadmeBlock).Title } | Should -BeNullOrEmpty
    }
}
