BeforeDiscovery {
    . "$PSScriptRoot/Support.ps1"
    . "$PSScriptRoot/HelpPages.ps1"
    $script:cmdlets = (Get-Module NanoBanana.PowerShell).ExportedCmdlets.Keys | Sort-Object
    $script:examples = Get-HelpExample
    $script:hasPlatyPS = [bool](Get-Module -ListAvailable Microsoft.PowerShell.PlatyPS | Where-Object Version -GE ([version]'1.0.3'))
}

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    . "$PSScriptRoot/HelpPages.ps1"
    $script:pageNames = (Get-ChildItem "$HelpFolder/*-*.md").BaseName
}

Describe 'The help pages' {
    It 'are one a cmdlet' {
        $pageNames | Sort-Object | Should -Be ((Get-Module NanoBanana.PowerShell).ExportedCmdlets.Keys | Sort-Object)
    }

    It 'have nothing left to fill in, and no date that changes them every day' {
        Select-String -Path "$HelpFolder/*.md" -Pattern '\{\{ ?(Fill|Add|Insert)|^ms\.date' | Should -BeNullOrEmpty
    }

    It 'are what the shipped help was compiled from' -Skip:(-not $hasPlatyPS) -Tag 'needs the module Microsoft.PowerShell.PlatyPS 1.0.3' {
        Invoke-PowerShell -NoProfile -File "$HelpFolder/../Build-Help.ps1" -Path "$TestDrive/help.xml"
        Get-Content "$TestDrive/help.xml" -Raw | Should -BeExactly (Get-Content "$(Get-ModulePath)/en-US/NanoBanana.PowerShell.dll-Help.xml" -Raw) -Because 'after a change of a page, ./build.ps1 -Task Help is to be run'
    }

    It 'name only topics and cmdlets that there are' {
        $topics = (Get-ChildItem "$HelpFolder/about_*.md").BaseName
        $linked = Select-String -Path "$HelpFolder/*-*.md" -Pattern '^- \[(?!Online Version)([^\]]+)\]\(.*/([^/]+)\.md\)' | ForEach-Object { $_.Matches.Groups[1, 2].Value }
        $linked | Should -Not -BeNullOrEmpty
        $linked | Where-Object { $_ -notin $topics -and $_ -notin $pageNames } | Should -BeNullOrEmpty
    }
}

Describe 'The help of <_>' -ForEach $script:cmdlets {
    BeforeAll {
        $script:name = $_
        $script:command = Get-Command $name
        $script:page = Get-Content "$HelpFolder/$name.md" -Raw
        $script:help = Get-Help $name
    }

    It 'says what the cmdlet does, in the built module' {
        $help.Synopsis | Should -BeLike '*.'
        $help.Synopsis | Should -Not -Match '\r|\n'
        ($help.Description.Text -join ' ').Length | Should -BeGreaterThan 100
    }

    It 'describes each parameter, and none that there is not' {
        $common = [Management.Automation.PSCmdlet]::CommonParameters
        $own = $command.Parameters.Values.Where({ $_.Name -notin $common -and -not ($_.Attributes.DontShow -contains $true) }).Name
        [regex]::Matches($page, '(?m)^### -(\w+)').ForEach({ $_.Groups[1].Value }) | Sort-Object | Should -Be ($command.Parameters.Values.Name.Where({ $_ -notin $common }) | Sort-Object)
        foreach ($parameter in $own) {
            ((Get-Help $name -Parameter $parameter).description.Text -join '') | Should -Match '^\S.{15,}[.)]$' -Because "$parameter is to be described"
        }
    }

    It 'shows at least three examples, with code and words' {
        $shown = @($help.examples.example)
        $shown.Count | Should -BeGreaterOrEqual 3
        $shown | ForEach-Object { $_.code | Should -Not -BeNullOrEmpty; $_.remarks[0].Text | Should -Not -BeNullOrEmpty }
        (Get-Help $name -Examples | Out-String) | Should -Not -Match '```'
    }

    It 'has an address for -Online' {
        $command.HelpUri | Should -BeExactly "https://github.com/nanobanana-powershell/NanoBanana.PowerShell/blob/main/docs/en-US/$name.md"
        $page | Should -Match "(?m)^HelpUri: $([regex]::Escape($command.HelpUri))\r?$"
        @($help.relatedLinks.navigationLink)[0].uri | Should -BeExactly $command.HelpUri
    }

    It 'writes the syntax that the cmdlet has' {
        # PlatyPS breaks lines; the parameters and their order are what counts
        $written = [regex]::Matches(($page -split '## DESCRIPTION')[0], '(?s)```\r?\n(.*?)\r?\n```').ForEach({ $_.Groups[1].Value -replace '\s+', ' ' -replace ' \[<CommonParameters>\]' })
        $shown = $command.ParameterSets.ForEach({ "$name $_".Trim() -replace '\s+', ' ' -replace ' \[<CommonParameters>\]' })
        ($written | Sort-Object) | Should -Be ($shown | Sort-Object)
    }

    It 'shows in Get-Help the syntax of each parameter set' {
        $compiled = @($help.syntax.syntaxItem).ForEach({ "$(@($_.parameter.name | Sort-Object))" })
        $own = $command.ParameterSets.ForEach({ "$(@($_.Parameters.Name.Where({ $_ -notin [Management.Automation.PSCmdlet]::CommonParameters }) | Sort-Object))" })
        ($compiled | Sort-Object) | Should -Be ($own | Sort-Object)
    }
}

Describe 'The example "<Title>" of <Page>' -ForEach $script:examples {
    BeforeAll {
        $script:example = $_
        $env:NANOBANANA_HOME = "$TestDrive/home-of-examples"
        $script:folder = New-Item -ItemType Directory "$TestDrive/work" -Force
        Copy-Item "$PSScriptRoot/../../samples/photos" $folder -Recurse
        if ($example.Code -notmatch 'Start-NanoBananaEmulator') { $null = Start-NanoBananaEmulator -TaskDuration 100ms }
    }

    AfterAll {
        if (Get-NanoBananaCallbackListener) { Stop-NanoBananaCallbackListener }
        if (Get-NanoBananaEmulator) { Stop-NanoBananaEmulator }
        Remove-Item "$TestDrive/home-of-examples", $folder -Recurse -Force -ErrorAction Ignore
        $env:NANOBANANA_HOME = "$TestDrive/home"
    }

    It 'runs' -Skip:([bool]$_.NotRun) -Tag @($_.NotRun | Where-Object { $_ }) {
        $problems = Invoke-HelpExample $example.Code $folder
        $problems | Should -BeNullOrEmpty
    }
}

Describe 'The examples that are not run' {
    It 'are there, so that the list has no row too many' {
        $known = (Get-HelpExample).ForEach({ "$($_.Page): $($_.Title)" })
        $NotRun.Keys | Where-Object { $_ -notin $known } | Should -BeNullOrEmpty
    }
}
