BeforeDiscovery {
    $script:resourceGet = [bool](Get-Module -ListAvailable Microsoft.PowerShell.PSResourceGet)
}

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $env:MSBUILDDISABLENODEREUSE = '1'
    $script:version = (Get-Module NanoBanana.PowerShell).Version

    function Invoke-Packing {
        param([string] $OutputPath)
        $output = Invoke-PowerShell -NoProfile -NonInteractive -File "$PSScriptRoot/../../build.ps1" -Task Package -OutputPath $OutputPath
        if ($LASTEXITCODE -ne 0) { throw ($output -join "`n") }
    }
    Invoke-Packing "$TestDrive/first"
    $script:zip = "$TestDrive/first/NanoBanana.PowerShell.$version.zip"
    $script:nupkg = "$TestDrive/first/NanoBanana.PowerShell.$version.nupkg"
    $script:bill = "$TestDrive/first/NanoBanana.PowerShell.$version.cdx.json"
    $script:sums = "$TestDrive/first/SHA256SUMS"

    $script:job = @'
$ErrorActionPreference = 'Stop'
$null = Start-NanoBananaEmulator -TaskDuration 0
try { (New-NanoBananaTask 'a lake' | Wait-NanoBananaTask -PollInterval 50ms | Save-NanoBananaImage -Destination $args[0]).FullName }
finally { Stop-NanoBananaEmulator }
(Get-Module NanoBanana.PowerShell).ModuleBase
'@
}

Describe 'The package' {
    It 'is the same, byte for byte, when it is made again' {
        Invoke-Packing "$TestDrive/again"
        foreach ($package in $zip, $nupkg, $bill, $sums) {
            (Get-FileHash "$TestDrive/again/$(Split-Path $package -Leaf)").Hash | Should -Be (Get-FileHash $package).Hash
        }
    }

    It 'has what a gallery asks for, and no debug leftovers' {
        Expand-Archive $nupkg "$TestDrive/nupkg"
        $nuspec = [xml](Get-Content "$TestDrive/nupkg/NanoBanana.PowerShell.nuspec" -Raw)
        $nuspec.package.metadata.version | Should -Be $version
        -split $nuspec.package.metadata.tags | Should -Contain 'PSModule'
        foreach ($field in 'projectUrl', 'copyright', 'releaseNotes', 'description', 'license') { $nuspec.package.metadata.$field | Should -Not -BeNullOrEmpty }
        $names = (Get-ChildItem "$TestDrive/nupkg" -Recurse -File).Name
        $names | Should -Contain 'THIRD-PARTY-NOTICES.txt'
        $names | Should -Contain 'LICENSE'
        $names | Where-Object { $_ -match '\.(pdb|xml|deps\.json)$' -and $_ -notlike '*-Help.xml' -and $_ -ne '[Content_Types].xml' } | Should -BeNullOrEmpty
    }

    It 'names in its notices each library that is not ours' {
        Expand-Archive $zip "$TestDrive/notices"
        $notices = Get-Content (Get-ChildItem "$TestDrive/notices" -Recurse -Filter THIRD-PARTY-NOTICES.txt) -Raw
        foreach ($library in (Get-ChildItem "$TestDrive/notices" -Recurse -Filter *.dll).BaseName | Sort-Object -Unique | Where-Object { $_ -notlike 'NanoBanana.*' }) {
            $notices | Should -Match ([regex]::Escape($library))
        }
    }

    It 'has a bill of materials that names each library of the package, with its licence' {
        $components = (Get-Content $bill -Raw | ConvertFrom-Json).components
        $components.Count | Should -BeGreaterThan 20
        Expand-Archive $zip "$TestDrive/bill"
        # the native libraries of SQLite and Skia come with these packages
        foreach ($library in (Get-ChildItem "$TestDrive/bill" -Recurse -Filter *.dll).BaseName | Sort-Object -Unique | Where-Object { $_ -notlike 'NanoBanana.*' -and $_ -notin 'e_sqlite3', 'libSkiaSharp', 'SQLitePCLRaw.batteries_v2' }) {
            $components.name | Should -Contain $library
        }
        $components.Where({ -not $_.licenses }).name | Should -BeNullOrEmpty
        Get-Content $bill -Raw | Should -Not -Match ([regex]::Escape((Resolve-Path "$PSScriptRoot/../..").Path))
    }

    It 'has checksums that fit' {
        $lines = Get-Content $sums
        $lines.Count | Should -BeGreaterOrEqual 3
        foreach ($line in $lines) {
            $hash, $name = $line -split '  ', 2
            (Get-FileHash "$TestDrive/first/$name").Hash | Should -Be $hash
        }
    }

    It 'names no folder of the machine that made it' {
        Expand-Archive $zip "$TestDrive/folders"
        $root = [regex]::Escape((Resolve-Path "$PSScriptRoot/../..").Path)
        foreach ($file in Get-ChildItem "$TestDrive/folders" -Recurse -File | Where-Object { $_.Name -like 'NanoBanana.*' }) {
            [Text.Encoding]::Latin1.GetString([IO.File]::ReadAllBytes($file)) | Should -Not -Match $root
        }
    }

    It 'does the main job from a module path' {
        Expand-Archive $zip "$TestDrive/modules"
        $env:PSModulePath, $before = "$TestDrive/modules", $env:PSModulePath
        try {
            Set-Content "$TestDrive/job.ps1" $job
            $image, $base = Invoke-PowerShell -NoProfile -NonInteractive -File "$TestDrive/job.ps1" "$TestDrive/out"
        }
        finally {
            $env:PSModulePath = $before
        }
        $image | Should -Exist
        $base | Should -Be (Resolve-Path "$TestDrive/modules/NanoBanana.PowerShell").Path
    }

    It 'is installed by PSResourceGet from a folder' -Skip:(-not $resourceGet) -Tag 'needs the module Microsoft.PowerShell.PSResourceGet' {
        Register-PSResourceRepository -Name nanobanana-package -Uri "$TestDrive/first" -Trusted
        try {
            $null = New-Item -ItemType Directory "$TestDrive/saved"
            Save-PSResource NanoBanana.PowerShell -Repository nanobanana-package -Path "$TestDrive/saved"
            "$TestDrive/saved/NanoBanana.PowerShell/$version/NanoBanana.PowerShell.psd1" | Should -Exist
        }
        finally {
            Unregister-PSResourceRepository nanobanana-package
        }
    }
}
