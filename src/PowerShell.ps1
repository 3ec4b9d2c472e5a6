<#
.SYNOPSIS
    Starts the PowerShell that runs a script again, in a process of its own.
.DESCRIPTION
    Where PowerShell is a .NET tool or an engine in a folder, its process is dotnet, and the pwsh beside the engine is for one system only.
#>

function Get-PowerShellCommand {
    <# The program and its first arguments. #>
    [OutputType([string])]
    param()
    switch -Wildcard ([IO.Path]::GetFileName([Environment]::ProcessPath)) {
        'pwsh*' { return [Environment]::ProcessPath }
        'dotnet*' { return [Environment]::ProcessPath, "$PSHOME/pwsh.dll" }
        default { return 'pwsh' } # inside another program
    }
}

function Invoke-PowerShell {
    <# Takes the arguments, and the pipeline input, of pwsh. #>
    $program, $arguments = @(Get-PowerShellCommand) + $args
    if ($MyInvocation.ExpectingInput) { $input | & $program @arguments } else { & $program @arguments }
}
