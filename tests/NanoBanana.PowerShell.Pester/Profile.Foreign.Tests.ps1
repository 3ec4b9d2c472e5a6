<# Keys that are sent only to addresses that the user linked them to. Each test fails on 438ef55, where the import sent keys to the file's addresses. #>
BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $script:secret = 'sk-live-0123456789'

    function Set-ForeignFile {
        <# What an attacker might send: profiles whose keys would go to his address. #>
        param([hashtable] $Settings)
        $entry = @{ name = 'work'; provider = 'Crun'; baseUri = 'https://api.crun.ai/' }
        $Settings.Keys | ForEach-Object { $entry[$_] = $Settings[$_] }
        @{ version = 1; default = $null; profiles = @($entry) } | ConvertTo-Json -Depth 5 | Set-Content "$TestDrive/foreign.json"
    }

    function Invoke-Fresh {
        <# Another process with the same home, which cannot ask. #>
        param([string] $Script)
        Invoke-PowerShell -NoProfile -NonInteractive -Command "Import-Module '$(Get-ModulePath)'; $Script"
    }
}

Describe 'An imported profile' {
    AfterEach { Remove-Item $env:NANOBANANA_HOME -Recurse -Force -ErrorAction Ignore }

    It 'needs consent for <What>' -ForEach @(
        @{ What = 'a base URI'; Settings = @{ baseUri = 'https://elsewhere.example/' }; Says = 'elsewhere.example' }
        @{ What = 'a key variable'; Settings = @{ key = @{ kind = 'Environment'; name = 'AWS_SECRET_ACCESS_KEY' } }; Says = 'AWS_SECRET_ACCESS_KEY' }
        @{ What = 'a proxy'; Settings = @{ proxy = 'http://proxy.example:8080/' }; Says = 'proxy.example' }
        @{ What = 'certificates'; Settings = @{ customCA = '/tmp/ca.pem' }; Says = 'ca.pem' }
    ) {
        Set-NanoBananaProfile work Crun -ApiKey (ConvertTo-Key $secret)
        Set-ForeignFile $Settings
        $refused = Invoke-Fresh "Import-NanoBananaProfile '$TestDrive/foreign.json' -Force -Confirm:`$false -ErrorVariable e -ErrorAction SilentlyContinue; `$e.FullyQualifiedErrorId; `$e.Exception.Message; (Get-NanoBananaProfile work).KeySource" | Out-String
        $refused | Should -Match 'ConfirmationNeeded,'
        $refused | Should -Match ([regex]::Escape($Says))
        $refused | Should -Match 'Store'
        Import-NanoBananaProfile "$TestDrive/foreign.json" -Force -AllowForeignAddress -WarningAction Ignore
        $now = Get-NanoBananaProfile work
        "$($now.BaseUri) $($now.KeySource) $($now.Proxy) $($now.CustomCA)" | Should -Match ([regex]::Escape($Says) + '|Store')
    }

    It 'keeps the caps that are there, and says so' {
        Set-NanoBananaProfile work Crun -ApiKey (ConvertTo-Key $secret) -DailyBudget '5 USD' -MonthlyBudget '20 USD'
        Set-ForeignFile @{ dailyBudget = '500 USD' }
        Import-NanoBananaProfile "$TestDrive/foreign.json" -Force -WarningVariable warnings -WarningAction SilentlyContinue
        $now = Get-NanoBananaProfile work
        "$($now.DailyBudget), $($now.MonthlyBudget), $($now.HasKey)" | Should -Be '5 USD, 20 USD, True'
        "$warnings" | Should -Match 'daily budget.*5 USD.*monthly budget.*20 USD'
    }

    It 'does not get the key of the environment for another address' {
        $null = Start-NanoBananaEmulator -TaskDuration 0
        try {
            $env:NANOBANANA_CRUN_API_KEY = $secret
            Set-ForeignFile @{ baseUri = (Get-NanoBananaProfile emulator-crun).BaseUri }
            Import-NanoBananaProfile "$TestDrive/foreign.json" -AllowForeignAddress -WarningAction Ignore
            { New-NanoBananaTask x -Profile work -ErrorAction Stop } | Should -Throw -ErrorId 'KeyMissing*'
            Get-CallCount Crun submit | Should -Be 0
        }
        finally {
            Remove-Item Env:NANOBANANA_CRUN_API_KEY
            Stop-NanoBananaEmulator
        }
    }
}

Describe 'A key' {
    AfterEach { Remove-Item $env:NANOBANANA_HOME -Recurse -Force -ErrorAction Ignore }

    It 'with <What> is refused' -ForEach @(
        @{ What = 'a line end'; Key = "sk-01234`r`nX-Evil: 1" }
        @{ What = 'a letter beyond ASCII'; Key = 'sk-0123é56789' }
        @{ What = 'seven characters'; Key = 'sk-0123' }
        @{ What = 'nothing but spaces'; Key = '   ' }
    ) {
        $failure = { Set-NanoBananaProfile work Crun -ApiKey (ConvertTo-Key $Key) -ErrorAction Stop } | Should -Throw -ErrorId 'KeyNotUsable*' -PassThru
        $failure.Exception.Message | Should -Not -Match '0123'
        Get-NanoBananaProfile | Should -BeNullOrEmpty
    }

    It 'of a folder that others can write, or a file that others can read, is not used' -Skip:$IsWindows {
        Set-NanoBananaProfile work Crun -BaseUri http://127.0.0.1:9 -ApiKey (ConvertTo-Key $secret)
        chmod 777 $env:NANOBANANA_HOME
        $failure = { Get-NanoBananaCredit work -ErrorAction Stop } | Should -Throw -ErrorId 'HomeWritableByOthers*' -PassThru
        $failure.ErrorDetails.RecommendedAction | Should -BeLike "*chmod go-w '$env:NANOBANANA_HOME'*"
        chmod 700 $env:NANOBANANA_HOME
        chmod 644 "$env:NANOBANANA_HOME/secrets.key"
        { Get-NanoBananaCredit work -ErrorAction Stop } | Should -Throw -ErrorId 'KeyReadableByOthers*'
        chmod 600 "$env:NANOBANANA_HOME/secrets.key"
        { Get-NanoBananaCredit work -ErrorAction Stop } | Should -Throw -ErrorId 'ConnectionFailed*'
    }
}

Describe 'A secret that is given to <Command>' -ForEach @(
    @{ Command = 'Set-NanoBananaProfile'; Run = { Set-NanoBananaProfile x Nobody -ApiKey $args[0] -Passphrase $args[0] -UploadSas $args[0] -UploadReadSas $args[0] -UploadHeader @{ 'X-Auth' = $args[0] } -SessionOnly -ErrorAction Stop } }
    @{ Command = 'Set-NanoBananaStore'; Run = { Set-NanoBananaStore -ConnectionString $args[0] -ErrorAction Stop } }
    @{ Command = 'ConvertFrom-NanoBananaCallback'; Run = { ConvertFrom-NanoBananaCallback x -Secret $args[0], $args[0] -ErrorAction Stop } }
    @{ Command = 'Start-NanoBananaCallbackListener'; Run = { Start-NanoBananaCallbackListener http://example.com -Secret $args[0] -ErrorAction Stop } }
    @{ Command = 'Start-NanoBananaEmulator'; Run = { Start-NanoBananaEmulator -Fault nonsense -CallbackSecret $args[0] -ErrorAction Stop } }
) {
    It 'is not in the error record' {
        $failed = $null
        try { & $Run (ConvertTo-Key 'a-secret-0123') } catch { $failed = $_ }
        $failed.InvocationInfo.MyCommand.Name | Should -Be $Command
        $failed | Get-ErrorId | Should -Not -Be 'ParameterArgumentTransformationError'
        $failed.InvocationInfo.BoundParameters.Keys | Should -Not -Contain 'UploadHeader'
        $failed.InvocationInfo.BoundParameters.Values | ForEach-Object { $_ } | Where-Object { $_ -is [securestring] } | Should -BeNullOrEmpty
    }

    It 'as plain text is refused and not repeated' {
        $plain = 'a-secret-0123'
        $failed = $null
        try { & $Run $plain } catch { $failed = $_ }
        $failed.Exception.Message | Should -BeLike '*SecureString*'
        "$failed" + ($failed | Format-List * -Force | Out-String -Width 500) | Should -Not -Match $plain
    }
}

Describe 'An input image' {
    It 'that is a pipe is an error of its item, and nothing waits' -Skip:$IsWindows {
        $null = Start-NanoBananaEmulator -TaskDuration 0
        try {
            mkfifo "$TestDrive/a.png"
            { New-NanoBananaTask x -Path "$TestDrive/a.png" -ErrorAction Stop } | Should -Throw -ErrorId 'NotARegularFile*'
        }
        finally {
            Stop-NanoBananaEmulator
        }
    }
}
