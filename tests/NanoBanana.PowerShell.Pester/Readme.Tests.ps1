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
        Copy-Item "$PSScriptRoot/../../samples/photos" $folder -Recurse -Exclude *.md
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

Describe 'The first steps' {
    It 'stop the emulator that they start, so that its profiles are not in the way later' {
        @(Get-ReadmeBlock | Where-Object { $_.Title -eq 'First steps' })[0].Code | Should -Match '(?s)Start-NanoBananaEmulator.*Stop-NanoBananaEmulator'
    }
}

Describe 'The blocks that are not run' {
    It 'are there, so that the list has no row too many' {
        $NotRunInReadme.Keys | Where-Object { $_ -notin (Get-ReadmeBlock).Title } | Should -BeNullOrEmpty
    }
}
