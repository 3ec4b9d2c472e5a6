BeforeAll {
    . "$PSScriptRoot/Support.ps1"

    # another module that brings its own, other version of what this one needs
    $script:names = 'Polly.Core', 'AWSSDK.Core', 'Microsoft.Bcl.TimeProvider'
    Add-Type -TypeDefinition 'public static class LoadsTheCompiler { }'
    $platform = [Microsoft.CodeAnalysis.MetadataReference]::CreateFromFile([object].Assembly.Location)
    $library = [Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions]::new('DynamicallyLinkedLibrary')
    foreach ($name in $names) {
        # Add-Type would give the assembly its own name
        $tree = [Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree]::ParseText('[assembly: System.Reflection.AssemblyVersion("1.2.3.4")] public static class Foreign { }')
        $compilation = [Microsoft.CodeAnalysis.CSharp.CSharpCompilation]::Create($name, [Microsoft.CodeAnalysis.SyntaxTree[]]$tree, [Microsoft.CodeAnalysis.MetadataReference[]]$platform, $library)
        $file = [IO.File]::Create("$TestDrive/$name.dll")
        $compilation.Emit($file).Success | Should -BeTrue
        $file.Dispose()
    }

    $script:foreign = "foreach (`$name in '$($names -join "', '")') { [void][Reflection.Assembly]::LoadFrom(`"$TestDrive/`$name.dll`") }"
    $script:own = @"
Import-Module '$(Get-ModulePath)'
`$null = Start-NanoBananaEmulator -TaskDuration 0
`$state = (New-NanoBananaTask 'a lake' | Wait-NanoBananaTask -PollInterval 50ms).State
Stop-NanoBananaEmulator
"@
    $script:tell = @'
[AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -match '^(Polly|AWSSDK|NanoBanana|Microsoft.Bcl.TimeProvider|System.Text.Json)' } | ForEach-Object {
    $name = $_.GetName()
    '{0}|{1}|{2}' -f $name.Name, $name.Version, [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name
}
"state|$state"
'@

    function Invoke-Fresh {
        param([string[]] $Script)
        # .NET compiles ahead, on its own thread, what earlier processes have used, and loads assemblies for it: not with this
        $env:DOTNET_MultiCoreJitMinNumCpus = 'ff'
        try { $lines = Invoke-PowerShell -NoProfile -NonInteractive -Command ($Script -join "`n") }
        finally { Remove-Item Env:DOTNET_MultiCoreJitMinNumCpus }
        $script:loaded = $lines | Where-Object { $_ -match '^.+\|.+\|' } | ForEach-Object {
            $name, $version, $context = $_ -split '\|'
            [pscustomobject]@{ Name = $name; Version = $version; Context = $context }
        }
        $script:state = ($lines -match '^state\|') -replace '^state\|'
    }
}

Describe 'Another module with another version of the dependencies' {
    It 'does not meet ours, whichever comes <Order>' -ForEach @(
        @{ Order = 'first' }
        @{ Order = 'last' }
    ) {
        $scripts = if ($Order -eq 'first') { $foreign, $own, $tell } else { $own, $foreign, $tell }
        Invoke-Fresh $scripts

        $state | Should -Be 'Succeeded'
        $ours = $loaded | Where-Object Context -EQ 'NanoBanana.PowerShell'
        $ours.Name | Should -Contain 'NanoBanana.Client'
        $ours.Name | Should -Contain 'Polly.Core'
        ($ours | Where-Object Name -EQ 'Polly.Core').Version | Should -Not -Be '1.2.3.4'
        foreach ($name in $names) {
            @($loaded | Where-Object { $_.Name -eq $name -and $_.Version -eq '1.2.3.4' }).Context | Should -Be 'Default'
        }
    }

    It 'finds only the cmdlets of this module in its own context' {
        Invoke-Fresh $own, $tell
        ($loaded | Where-Object { $_.Context -eq 'Default' -and $_.Name -notlike 'System.*' }).Name | Should -Be 'NanoBanana.PowerShell'
    }

    It 'importing the module loads no more than these: the core comes with the first command' {
        Invoke-Fresh "Import-Module '$(Get-ModulePath)'", $tell
        $loaded.Name | Where-Object { $_ -notlike 'System.*' } | Should -Be 'NanoBanana.PowerShell'
    }

    It 'is not served by ours: another module that lacks Polly.Core still lacks it' {
        $lines = Invoke-PowerShell -NoProfile -NonInteractive -Command "$own; try { [Reflection.Assembly]::Load('Polly.Core') } catch { 'in vain' }"
        $lines | Should -Contain 'in vain'
    }
}

Describe 'The System.Text.Json of PowerShell' {
    It 'serves both' {
        Invoke-Fresh $own, $tell
        @($loaded | Where-Object Name -EQ 'System.Text.Json').Context | Should -Be 'Default'
    }
}
