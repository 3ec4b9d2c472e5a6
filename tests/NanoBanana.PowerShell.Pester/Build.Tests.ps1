BeforeDiscovery {
    $script:resourceGet = [bool](Get-Module -ListAvailable Microsoft.PowerShell.PSResourceGet)
}

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $env:MSBUILDDISABLENODEREUSE = '1'
    $script:root = [IO.Path]::GetFullPath("$PSScriptRoot/../..")

    # their own home for modules and repositories; packages are restored already
    $script:moved = if ($IsWindows) { @{} } else { @{ XDG_DATA_HOME = "$TestDrive/data"; XDG_CONFIG_HOME = "$TestDrive/config" } }
    $script:before = @{}
    foreach ($name in $moved.Keys) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $moved[$name])
    }

    function Invoke-Build {
        $script:output = Invoke-PowerShell -NoProfile -NonInteractive -File "$root/build.ps1" @args 2>&1 | ForEach-Object { "$_" }
        $LASTEXITCODE | Should -Be 0 -Because ($output -join "`n")
    }
}

AfterAll {
    $before.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $before[$_]) }
}

Describe 'build.ps1' {
    It '-Task Demo does the main job with all five gateways, and says where the images are' {
        Invoke-Build -Task Demo
        foreach ($provider in $Providers) {
            @($output -match "^emulator-$provider\s").Count | Should -Be 3 -Because $provider
        }
        $said = ($output -match '^15 charges for 15 tasks\. The images are in (.+)\.$') -replace '^.* in (.+)\.$', '$1'
        $said | Should -HaveCount 1
        @(Get-ChildItem $said -Recurse -Include *.png, *.jpg).Count | Should -BeGreaterOrEqual 15
    }

    It '-Task Install puts the module where Import-Module finds it' -Skip:$IsWindows -Tag 'needs a system whose user folders a test can move' {
        Invoke-Build -Task Install
        $base = Invoke-PowerShell -NoProfile -NonInteractive -Command '(Import-Module NanoBanana.PowerShell -PassThru).ModuleBase; (Get-NanoBananaProvider).Count'
        $LASTEXITCODE | Should -Be 0
        $base | Should -Be "$TestDrive/data/powershell/Modules/NanoBanana.PowerShell/$((Get-Module NanoBanana.PowerShell).Version)", '5'
        Invoke-Build -Task Install
    }
}

Describe 'A package in a folder' -Skip:($IsWindows -or -not $resourceGet) -Tag 'needs PSResourceGet, and a system whose user folders a test can move' {
    BeforeAll {
        $null = New-Item -ItemType Directory "$TestDrive/user/.local/share" -Force
        $script:work = New-Item -ItemType Directory "$TestDrive/work/out/package" -Force
        Invoke-Build -Task Package -OutputPath $work
        Copy-Item $work "$TestDrive/work/packages" -Recurse

        function Invoke-AtHome {
            <# Runs commands with another home. #>
            param([string] $Path, [string] $Command)
            $kept = $env:HOME
            Remove-Item Env:XDG_DATA_HOME, Env:XDG_CONFIG_HOME
            $env:HOME = $Path
            try { Invoke-PowerShell -NoProfile -NonInteractive -Command $Command 2>&1 }
            finally {
                $env:HOME = $kept
                $moved.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $moved[$_]) }
            }
        }

        function Install-FromText {
            <# Runs the commands in the folder; says if the module then is, and forgets the repository again. #>
            param([string] $Commands)
            $lines = "`$ErrorActionPreference = 'Stop'; Set-Location '$TestDrive/work'", $Commands,
                '(Get-Module -ListAvailable NanoBanana.PowerShell).ModuleBase', 'Uninstall-PSResource NanoBanana.PowerShell; Unregister-PSResourceRepository NanoBanana'
            # PSResourceGet knows no XDG_DATA_HOME
            Invoke-AtHome -Path "$TestDrive/user" -Command ($lines -join "`n")
        }
    }

    It 'is installed as README.md says' {
        $block = [regex]::Match((Get-Content "$root/README.md" -Raw), '(?s)```powershell\r?\n(Register-PSResourceRepository.*?)```').Groups[1].Value
        Install-FromText $block | Should -BeLike "$TestDrive/user/*/NanoBanana.PowerShell/*"
    }

    It 'is installed as samples/Automation/pipeline.yml says' {
        $step = [regex]::Match((Get-Content "$root/samples/Automation/pipeline.yml" -Raw), '(?s)run: \|\r?\n((?: {10}[^\n]+\n)+)').Groups[1].Value
        $step | Should -Match 'Install-PSResource'
        Install-FromText $step | Should -BeLike "$TestDrive/user/*/NanoBanana.PowerShell/*"
    }
}
