<#
.SYNOPSIS
    What the test files share: the built module, the emulator's control service, and small but whole test images.
#>
. "$PSScriptRoot/TestImages.ps1"
. "$PSScriptRoot/../../src/PowerShell.ps1"

$script:ProgressPreference = 'SilentlyContinue'
$script:Providers = 'Pixazo', 'NanoBananaApi', 'Crun', 'Apikley', 'AigptImage'

# nothing of the user who runs the tests may change their outcome, and nothing of theirs may be touched
$env:NANOBANANA_HOME = "$TestDrive/home"
Get-ChildItem Env:NANOBANANA_*_API_KEY, Env:NANOBANANA_PROFILE -ErrorAction Ignore | Remove-Item

function Get-ModulePath {
    [OutputType([string])]
    param()
    if ($env:NANOBANANA_MODULE) { $env:NANOBANANA_MODULE } else { [IO.Path]::GetFullPath("$PSScriptRoot/../../out/NanoBanana.PowerShell") }
}

Import-Module (Get-ModulePath)

function Invoke-Control {
    <# The emulator's control service: what it counted, and how it shall behave. #>
    param([string] $Path, [string] $Method = 'GET', [hashtable] $Body)
    $request = @{ Uri = "$((Get-NanoBananaEmulator).Uri)emulator/$Path"; Method = $Method }
    if ($Body) { $request += @{ Body = ConvertTo-Json -InputObject $Body; ContentType = 'application/json' } }
    # a list comes as one object
    $reply = Invoke-RestMethod @request
    $reply
}

function Use-Fault {
    param([string[]] $Name)
    $null = Invoke-Control faults -Method PUT -Body @{ faults = $Name }
}

function Get-CallCount {
    [OutputType([int])]
    param([string] $Provider, [string] $Operation)
    $counts = (Invoke-Control requests).PSObject.Properties[$Provider]
    if ($counts -and $counts.Value.PSObject.Properties[$Operation]) { $counts.Value.$Operation } else { 0 }
}

function Get-Charge {
    param([string] $Provider = '*')
    (Invoke-Control ledger).charges | Where-Object provider -Like $Provider
}

function Start-PowerShell {
    <# A PowerShell in a separate process, which is the engine itself and no shim; its streams are the caller's to read. #>
    [OutputType([Diagnostics.Process])]
    param([string[]] $ArgumentList, [string[]] $Before)
    $program, $first = @($Before) + @(Get-PowerShellCommand) | Where-Object { $_ }
    $start = [Diagnostics.ProcessStartInfo]::new($program)
    @($first) + '-NoProfile', '-NonInteractive' + $ArgumentList | Where-Object { $_ } | ForEach-Object { $start.ArgumentList.Add($_) }
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    [Diagnostics.Process]::Start($start)
}

function ConvertTo-Key {
    [OutputType([securestring])]
    param([string] $Text)
    [Net.NetworkCredential]::new('', $Text).SecurePassword
}

function Get-ErrorId {
    <# The ids of error records without the name of the command. #>
    [OutputType([string])]
    param([Parameter(ValueFromPipeline)] [Management.Automation.ErrorRecord] $Record)
    process { $Record.FullyQualifiedErrorId -replace ',.*' }
}

function Wait-Until {
    <# Waits for a condition outside of the test, and fails if it does not come. #>
    param([scriptblock] $Condition, [double] $Seconds = 20)
    $clock = [Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($clock.Elapsed.TotalSeconds -gt $Seconds) { throw "Not within $Seconds seconds: $Condition" }
        [Threading.Thread]::Yield() | Out-Null
    }
}

function Invoke-Quietly {
    <# Runs a command in a host that shows nothing: -WhatIf writes to the host, wherever the streams are redirected. #>
    param([string] $Script)
    $shell = [powershell]::Create()
    try {
        $shell.AddScript("Import-Module '$(Get-ModulePath)'; `$null = Start-Transcript '$TestDrive/host.txt' -UseMinimalHeader; try { $Script } finally { `$null = Stop-Transcript }").Invoke()
    }
    finally {
        $shell.Dispose()
    }
    $script:hostText = Get-Content -LiteralPath "$TestDrive/host.txt" -Raw
}
