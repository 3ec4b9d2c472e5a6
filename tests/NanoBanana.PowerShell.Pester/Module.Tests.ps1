BeforeDiscovery {
    . "$PSScriptRoot/Support.ps1"
    $script:cmdlets = (Get-Module NanoBanana.PowerShell).ExportedCmdlets.Values
}

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $script:manifest = "$(Get-ModulePath)/NanoBanana.PowerShell.psd1"
    # Import-PowerShellDataFile takes no $PSEdition, which the manifest needs
    $script:data = & ([scriptblock]::Create((Get-Content $manifest -Raw)))
}

Describe 'The module' {
    It 'has a valid manifest, with a version' {
        $tested = Test-ModuleManifest $manifest -ErrorAction Stop
        $tested.Version | Should -BeGreaterThan ([version]'0.0.0')
        $tested.Description, $tested.Author, $tested.PrivateData.PSData.LicenseUri | ForEach-Object { $_ | Should -Not -BeNullOrEmpty }
    }

    It 'exports nothing by wildcard, and no more than cmdlets' {
        foreach ($kind in 'CmdletsToExport', 'FunctionsToExport', 'AliasesToExport', 'VariablesToExport') {
            "$($data[$kind])" | Should -Not -Match '\*'
        }
        $module = Get-Module NanoBanana.PowerShell
        $module.ExportedFunctions.Count + $module.ExportedVariables.Count | Should -Be 0
    }

    It 'exports each cmdlet that its assembly has' {
        $assembly = (Get-Command New-NanoBananaTask).ImplementingType.Assembly
        $written = $assembly.GetExportedTypes().ForEach({ $_.GetCustomAttributes([Management.Automation.CmdletAttribute], $false) }).ForEach({ "$($_.VerbName)-$($_.NounName)" })
        $data.CmdletsToExport | Sort-Object | Should -Be ($written | Sort-Object)
        (Get-Module NanoBanana.PowerShell).ExportedCmdlets.Keys | Sort-Object | Should -Be ($data.CmdletsToExport | Sort-Object)
    }

    It 'ships each file that its manifest names' {
        $data.FormatsToProcess + $data.TypesToProcess + $data.RootModule + $data.NestedModules | ForEach-Object { Join-Path (Split-Path $manifest) $_ | Should -Exist }
        Join-Path (Split-Path $manifest) Core | Get-ChildItem -Filter System.Management.Automation.dll | Should -BeNullOrEmpty
    }

    It 'can be removed and imported again, in the same process' {
        $null = Start-NanoBananaEmulator -TaskDuration 0
        try {
            $before = New-NanoBananaTask 'a lake'
            Remove-Module NanoBanana.PowerShell
            Get-Command New-NanoBananaTask -ErrorAction Ignore -Module NanoBanana.PowerShell | Should -BeNullOrEmpty
            Import-Module $manifest -ErrorAction Stop
            (Get-NanoBananaEmulator).Tasks | Should -Be 1
            ($before | Wait-NanoBananaTask -PollInterval 100ms).State | Should -Be 'Succeeded'
            (New-NanoBananaTask 'another' | Get-NanoBananaTask).State | Should -Be 'Succeeded'
            ($before | Format-Table | Out-String -Width 200) | Should -Match 'Submitted +Cost +Prompt'
        }
        finally {
            Stop-NanoBananaEmulator
        }
    }

    It 'is found by autoloading from a module path' {
        $copy = New-Item -ItemType Directory "$TestDrive/modules"
        Copy-Item (Get-ModulePath) "$copy/NanoBanana.PowerShell" -Recurse
        $found = Get-Module -ListAvailable "$copy/NanoBanana.PowerShell"
        $found.ExportedCmdlets.Keys | Sort-Object | Should -Be ($data.CmdletsToExport | Sort-Object)
    }
}

Describe '<_>' -ForEach $script:cmdlets {
    It 'has an approved verb and the noun of the module' {
        (Get-Verb).Verb | Should -Contain $_.Verb
        $_.Noun | Should -BeLike 'NanoBanana?*'
        $_.Noun | Should -Not -BeLike '*s'
    }

    It 'says what it gives, and its help can be asked for' {
        $_.OutputType | Should -Not -BeNullOrEmpty
        (Get-Help $_.Name).Syntax | Should -Not -BeNullOrEmpty
    }

    It 'names its parameters as the others do' {
        $own = $_.Parameters.Values | Where-Object { $_.Name -notin [Management.Automation.PSCmdlet]::CommonParameters + [Management.Automation.PSCmdlet]::OptionalCommonParameters }
        foreach ($parameter in $own) {
            $parameter.Name | Should -MatchExactly '^[A-Z][A-Za-z0-9]+$'
            $parameter.Name | Should -Not -Match 'Password|Token' -Because 'secrets are called ApiKey or UploadHeader'
        }
        $types = @{ Profile = 'String|String\[\]'; ThrottleLimit = 'Int32'; Timeout = 'TimeSpan'; ApiKey = 'SecureString'; Force = 'SwitchParameter'; PassThru = 'SwitchParameter'; AspectRatio = 'String' }
        foreach ($parameter in $own | Where-Object { $types.ContainsKey($_.Name) }) {
            $parameter.ParameterType.Name | Should -Match "^($($types[$parameter.Name]))$"
        }
    }

    It 'supports -WhatIf where it changes what lasts' {
        # what it reads from a file is only given
        $changes = $_.Name -ne 'Import-NanoBananaTask'
        if ($changes -and $_.Verb -in 'New', 'Set', 'Remove', 'Save', 'Publish', 'Rename', 'Import', 'Export', 'Resolve', 'Repair', 'Approve', 'Deny', 'Stop') { $_.Parameters.Keys | Should -Contain 'WhatIf' }
        else { $_.Parameters.Keys | Should -Not -Contain 'WhatIf' }
    }

    It 'reads each time as a duration' {
        $_.Parameters.Values | Where-Object { $_.ParameterType -in [timespan], [Nullable[timespan]] } | ForEach-Object {
            $_.Attributes.Where({ $_ -is [Management.Automation.ArgumentTransformationAttribute] }) | Should -Not -BeNullOrEmpty -Because "$($_.Name) of 2 would be two ticks"
        }
    }
}
