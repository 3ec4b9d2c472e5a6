BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $script:secret = 'sk-live-0123456789'

    function Assert-ListsProfile {
        param([scriptblock] $Script, [string] $Id, [string[]] $Name)
        $failure = $Script | Should -Throw -ErrorId "$Id*" -PassThru
        $Name | ForEach-Object { $failure.Exception.Message | Should -BeLike "*$_*" }
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }
}

Describe 'Profiles' {
    AfterEach {
        Remove-Item Env:NANOBANANA_*_API_KEY, Env:NANOBANANA_PROFILE -ErrorAction Ignore
        Get-NanoBananaProfile | Remove-NanoBananaProfile -Confirm:$false
    }

    It 'a new one needs a provider, and gets its address' {
        { Set-NanoBananaProfile mine -SessionOnly -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidProfile*' -ExpectedMessage '*mine*Pixazo, NanoBananaApi, Crun*'
        $made = Set-NanoBananaProfile mine -Provider crun -ApiKey (ConvertTo-Key $secret) -SessionOnly -PassThru
        $made.Name, $made.Provider, $made.HasKey, $made.KeySource, $made.IsDefault | Should -Be 'mine', 'Crun', $true, 'Session', $false
        $made.BaseUri | Should -Be (Get-NanoBananaProvider Crun).BaseUri
    }

    It 'gives nothing without -PassThru, and changes nothing with -WhatIf' {
        Set-NanoBananaProfile mine Crun -SessionOnly | Should -BeNullOrEmpty
        Invoke-Quietly 'Set-NanoBananaProfile mine -AspectRatio 16:9 -SessionOnly -WhatIf' | Should -BeNullOrEmpty
        $hostText | Should -BeLike '*What if: *mine*'
        (Get-NanoBananaProfile mine).AspectRatio | Should -BeNullOrEmpty
    }

    It 'a change keeps the other settings, and the key' {
        Set-NanoBananaProfile mine Crun -AspectRatio 16:9 -OutputFormat jpg -Model google/nano-banana-v2 -ApiKey (ConvertTo-Key $secret) -SessionOnly
        Set-NanoBananaProfile MINE -AspectRatio 1:1 -UploadUri 'https://example.com/{name}' -UploadHeader @{ 'x-token' = $secret } -SessionOnly
        $now = Get-NanoBananaProfile mine
        $now.AspectRatio, $now.OutputFormat, $now.Model, $now.HasKey, $now.Provider | Should -Be '1:1', 'jpeg', 'google/nano-banana-v2', $true, 'Crun'
        $now.UploadUri, $now.UploadHeaders | Should -Be 'https://example.com/{name}', 'x-token'
        @(Get-NanoBananaProfile).Count | Should -Be 1
    }

    It 'refuses <What>' -ForEach @(
        @{ What = 'an unknown provider'; Options = @{ Provider = 'Nobody' }; Id = 'UnknownProvider'; Says = '*Nobody*' }
        @{ What = 'an address without https'; Options = @{ Provider = 'Crun'; BaseUri = 'http://example.com' }; Id = 'InvalidProfile'; Says = '*http://example.com*https*' }
        @{ What = 'a password in the address'; Options = @{ Provider = 'Crun'; BaseUri = 'https://me:pw@crun.example' }; Id = 'InvalidProfile'; Says = '*password*-ApiKey*' }
        @{ What = 'a query in the address'; Options = @{ Provider = 'Crun'; BaseUri = 'https://crun.example/?a=b' }; Id = 'InvalidProfile'; Says = '*query*' }
        @{ What = 'a password in the proxy'; Options = @{ Provider = 'Crun'; Proxy = 'http://me:pw@proxy.example:8080' }; Id = 'InvalidProfile'; Says = '*proxy*HTTPS_PROXY*' }
        @{ What = 'an unknown model'; Options = @{ Provider = 'Crun'; Model = 'banana-9' }; Id = 'UnknownModel'; Says = '*google/nano-banana*' }
        @{ What = 'an unknown ratio'; Options = @{ Provider = 'Crun'; AspectRatio = '7:3' }; Id = 'InvalidProfile'; Says = '*7:3*16:9*' }
        @{ What = 'a format that the provider lacks'; Options = @{ Provider = 'Crun'; OutputFormat = 'webp' }; Id = 'InvalidProfile'; Says = '*webp*' }
    ) {
        { Set-NanoBananaProfile mine @Options -SessionOnly -ErrorAction Stop } | Should -Throw -ErrorId "$Id*" -ExpectedMessage $Says
        Get-NanoBananaProfile | Should -BeNullOrEmpty
    }

    It 'lists with wildcards, and names those there are where one is missing' {
        'one', 'two', 'three' | ForEach-Object { Set-NanoBananaProfile $_ Crun -SessionOnly }
        (Get-NanoBananaProfile t*).Name | Should -Be 'three', 'two'
        Get-NanoBananaProfile x* | Should -BeNullOrEmpty
        Assert-ListsProfile { Get-NanoBananaProfile four -ErrorAction Stop } -Id ProfileNotFound -Name 'four', 'one', 'three', 'two'
    }

    It 'removes by name and from the pipeline' {
        'one', 'two', 'three' | ForEach-Object { Set-NanoBananaProfile $_ Crun -SessionOnly }
        Get-NanoBananaProfile t* | Remove-NanoBananaProfile -Confirm:$false
        (Get-NanoBananaProfile).Name | Should -Be 'one'
        Invoke-Quietly 'Remove-NanoBananaProfile one -WhatIf' | Should -BeNullOrEmpty
        @(Get-NanoBananaProfile).Count | Should -Be 1
        Assert-ListsProfile { Remove-NanoBananaProfile two -Confirm:$false -ErrorAction Stop } -Id ProfileNotFound -Name 'two', 'one'
    }

    It '-Default moves the default' {
        Set-NanoBananaProfile one Crun -Default -SessionOnly
        Set-NanoBananaProfile two Pixazo -Default -SessionOnly
        (Get-NanoBananaProfile | Where-Object IsDefault).Name | Should -Be 'two'
        Remove-NanoBananaProfile two -Confirm:$false
        Get-NanoBananaProfile | Where-Object IsDefault | Should -BeNullOrEmpty
    }

    It 'is chosen by name, variable, default, being the only one, or a key in the environment' {
        function Get-Chosen { (Get-NanoBananaPrice -Path https://example.com/a.jpg @args -ErrorAction Stop).Provider }
        Assert-ListsProfile { Get-Chosen } -Id ProfileRequired -Name 'no profiles yet'
        $env:NANOBANANA_CRUN_API_KEY = $secret
        Get-Chosen | Should -Be 'Crun'
        $env:NANOBANANA_PIXAZO_API_KEY = $secret
        Assert-ListsProfile { Get-Chosen } -Id ProfileRequired -Name 'Crun', 'Pixazo'
        Set-NanoBananaProfile first Apikley -SessionOnly
        Set-NanoBananaProfile second AigptImage -Default -SessionOnly
        Get-Chosen | Should -Be 'AigptImage'
        $env:NANOBANANA_PROFILE = 'first'
        Get-Chosen | Should -Be 'Apikley'
        Get-Chosen -Profile second | Should -Be 'AigptImage'
        $env:NANOBANANA_PROFILE = 'nobody'
        Assert-ListsProfile { Get-Chosen } -Id ProfileNotFound -Name 'nobody', 'first', 'second'
    }

    It 'the only profile needs no name' {
        Set-NanoBananaProfile only Apikley -SessionOnly
        (Get-NanoBananaPrice -Path https://example.com/a.jpg).Provider | Should -Be 'Apikley'
    }

    It 'a key in the environment is the key of a profile that has none' {
        Set-NanoBananaProfile mine Crun -SessionOnly
        (Get-NanoBananaProfile mine).HasKey | Should -BeFalse
        $env:NANOBANANA_CRUN_API_KEY = $secret
        $now = Get-NanoBananaProfile mine
        $now.HasKey, $now.KeySource | Should -Be $true, 'NANOBANANA_CRUN_API_KEY'
    }

    It 'takes a setting away where it is given as $null' {
        Set-NanoBananaProfile mine Crun -AspectRatio 16:9 -DailyBudget '5 USD' -NoPromptInJournal -SessionOnly
        Set-NanoBananaProfile mine -DailyBudget $null -AspectRatio $null -NoPromptInJournal:$false -SessionOnly
        $now = Get-NanoBananaProfile mine
        $now.DailyBudget, $now.AspectRatio, $now.NoPromptInJournal | Should -Be $null, $null, $false
    }
}

Describe 'Keys' {
    AfterEach { Get-NanoBananaProfile | Remove-NanoBananaProfile -Confirm:$false }

    It 'no view, copy or stream shows one' {
        Set-NanoBananaProfile mine Crun -ApiKey (ConvertTo-Key $secret) -UploadUri 'https://example.com/{name}' -UploadHeader @{ 'x-token' = "$secret-header" } -SessionOnly -Verbose *>&1 |
            Out-String | Should -Not -Match $secret
        $mine = Get-NanoBananaProfile mine
        $mine | Export-Clixml "$TestDrive/profile.xml" -Depth 10
        $shown = @(
            $mine | Format-List * -Force | Out-String -Width 500
            $mine | Format-Table * -Force | Out-String -Width 500
            $mine | ConvertTo-Json -Depth 10 -WarningAction SilentlyContinue
            $mine | Format-Custom -Depth 8 | Out-String -Width 500
            "$mine"
            Get-Content "$TestDrive/profile.xml" -Raw
        ) -join "`n"
        $shown | Should -Match 'mine'
        $shown | Should -Not -Match $secret
    }

    It 'the error of a wrong key does not show it' {
        $null = Start-NanoBananaEmulator
        try {
            Set-NanoBananaProfile mine Crun -BaseUri (Get-NanoBananaProfile emulator-crun).BaseUri -ApiKey (ConvertTo-Key $secret) -SessionOnly
            New-NanoBananaTask x -Profile mine -ErrorVariable problems -ErrorAction SilentlyContinue -Verbose 4>&1 | Out-String | Should -Not -Match $secret
            $problems.Count | Should -Be 1
            $problems | Get-Error | Out-String -Width 500 | Should -Not -Match $secret
        }
        finally {
            Stop-NanoBananaEmulator
        }
    }

    It '-ApiKey takes a SecureString only' {
        (Get-Command Set-NanoBananaProfile).Parameters['ApiKey'].ParameterType | Should -Be ([securestring])
        # PowerShell's own refusal would repeat the text
        $failure = { Set-NanoBananaProfile mine Crun -ApiKey $secret -SessionOnly } | Should -Throw -ErrorId 'ParameterArgumentTransformationError*' -PassThru
        $failure | Get-Error | Out-String -Width 500 | Should -Not -Match "'$secret'"
    }
}
