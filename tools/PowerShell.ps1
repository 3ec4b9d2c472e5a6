<#
.SYNOPSIS
    Starts the PowerShell that runs a script again, in a process of its own.
.DESCRIPTION
    (Get-Process -Id $PID).Path is the .NET host, and not a pwsh, where PowerShell is a .NET tool or an engine in a folder.
#>

function Get-PowerShellCommand {
    <# The program and its first arguments. #>
    [OutputType([string])]
    param()
    foreach ($name in 'pwsh', 'pwsh.exe') {
        if (Test-Path -LiteralPath "$PSHOME/$name" -PathType Leaf) { return "$PSHOME/$name" }
    }
    [Environment]::ProcessPath
    "$PSHOME/pwsh.dll"
}

function Invoke-PowerShell {
    <# Takes the arguments, and the pipeline input, of pwsh. #>
    $program, $first = Get-PowerShellCommand
    $arguments = @($first) + $args
    if ($MyInvocation.ExpectingInput) { $input | & $program @arguments } else { & $program @arguments }
}
