BeforeDiscovery {
    $script:missing = -not ((Get-Module -ListAvailable Microsoft.PowerShell.SecretManagement) -and (Get-Module -ListAvailable Microsoft.PowerShell.SecretStore))
}

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $script:secret = 'sk-vault-0123456789'

    function Invoke-Fresh {
        <# A process of its own, whose home is a throwaway folder: vaults are registered there. #>
        param([string] $Script)
        $lines = "Import-Module '$(Get-ModulePath)'", $Script -join "`n"
        Invoke-PowerShell -NoProfile -NonInteractive -Command $lines 2>&1
    }

    $script:saved = @{}
    foreach ($name in 'HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME') { $saved[$name] = [Environment]::GetEnvironmentVariable($name) }
    $env:HOME = "$TestDrive/vaulthome"
    $null = New-Item -ItemType Directory $env:HOME -Force
    Remove-Item Env:XDG_CONFIG_HOME, Env:XDG_DATA_HOME, Env:XDG_STATE_HOME -ErrorAction Ignore
}

AfterAll {
    foreach ($name in $saved.Keys) { [Environment]::SetEnvironmentVariable($name, $saved[$name]) }
}

Describe 'A key in a SecretManagement vault' -Skip:$missing -Tag 'needs the modules Microsoft.PowerShell.SecretManagement and SecretStore' {
    BeforeAll {
        Invoke-Fresh @'
Import-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore
Reset-SecretStore -Authentication None -Interaction None -Force -WarningAction SilentlyContinue
Register-SecretVault Open -ModuleName Microsoft.PowerShell.SecretStore
'@ | Should -BeNullOrEmpty
    }

    It 'is set, used by another process, rotated and removed' {
        Invoke-Fresh "Set-NanoBananaProfile work Crun -BaseUri http://127.0.0.1:9 -Vault Open -ApiKey (ConvertTo-SecureString $secret -AsPlainText -Force)" | Should -BeNullOrEmpty
        Invoke-Fresh '$p = Get-NanoBananaProfile work; $p.KeySource, $p.HasKey -join " "' | Should -Be 'Vault:Open True'
        # the key was read: nothing listens at that port
        Invoke-Fresh 'try { Get-NanoBananaCredit work -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }' | Should -Match '^ConnectionFailed'
        Invoke-Fresh '(Get-SecretInfo -Vault Open).Count' | Should -Be 1

        Invoke-Fresh 'Set-NanoBananaProfile work -ApiKey (ConvertTo-SecureString sk-new -AsPlainText -Force)' | Should -BeNullOrEmpty
        Invoke-Fresh 'Get-SecretInfo -Vault Open | ForEach-Object { Get-Secret $_.Name -Vault Open -AsPlainText }' | Should -Be 'sk-new'

        Invoke-Fresh 'Remove-NanoBananaProfile work -Confirm:$false' | Should -BeNullOrEmpty
        Invoke-Fresh '@(Get-SecretInfo -Vault Open).Count' | Should -Be 0
    }

    It 'is never in a file of ours' {
        Invoke-Fresh "Set-NanoBananaProfile filed Crun -Vault Open -ApiKey (ConvertTo-SecureString $secret -AsPlainText -Force)" | Should -BeNullOrEmpty
        Get-ChildItem $env:NANOBANANA_HOME -Recurse -File | Get-Content -Raw | Should -Not -Match $secret
        Test-Path "$env:NANOBANANA_HOME/secrets.json" | Should -BeFalse
        Invoke-Fresh 'Remove-NanoBananaProfile filed -Confirm:$false' | Should -BeNullOrEmpty
    }

    It 'a vault that is not registered is an error with its own id' {
        Invoke-Fresh "try { Set-NanoBananaProfile other Crun -Vault Nowhere -ApiKey (ConvertTo-SecureString x -AsPlainText -Force) -ErrorAction Stop } catch { `$_.FullyQualifiedErrorId; `$_.Exception.Message }" |
            Out-String | Should -Match '^VaultNotFound[\s\S]*Nowhere[\s\S]*Open'
        Get-NanoBananaProfile | Should -BeNullOrEmpty
    }

    It 'a locked vault without a console answers within 5 seconds, and never asks' {
        Invoke-Fresh "Set-NanoBananaProfile locked Crun -Vault Open -ApiKey (ConvertTo-SecureString $secret -AsPlainText -Force)" | Should -BeNullOrEmpty
        Invoke-Fresh 'Set-SecretStoreConfiguration -Authentication Password -Interaction Prompt -Password (ConvertTo-SecureString open -AsPlainText -Force) -Confirm:$false' | Should -BeNullOrEmpty
        $id, $seconds = Invoke-Fresh '$clock = [Diagnostics.Stopwatch]::StartNew(); try { Get-NanoBananaCredit locked -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }; $clock.Elapsed.TotalSeconds'
        $id | Should -Match '^VaultLocked'
        [double]$seconds | Should -BeLessThan 6
        # unlocked in the session, it serves
        Invoke-Fresh 'Unlock-SecretStore -Password (ConvertTo-SecureString open -AsPlainText -Force); (Test-NanoBananaProfile locked).Failure' | Should -Not -Match 'Vault'
    }
}
