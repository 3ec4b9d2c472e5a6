<#
.SYNOPSIS
    An Azure Function that receives the callbacks of gateways, verifies them, and puts the ids of their tasks into a queue.
.DESCRIPTION
    A callback is only a hint. The reader of the queue queries the gateway: Get-NanoBananaTask -Id $id | Save-NanoBananaImage.
    If NANOBANANA_CALLBACK_SECRET is set in the settings of the app, callbacks without a valid signature are refused.
#>
param($Request, $TriggerMetadata)

$ErrorActionPreference = 'Stop'
Import-Module NanoBanana.PowerShell
Write-Verbose "Invocation $($TriggerMetadata.InvocationId)"

# the body must be as it was received, not as the host parsed it
$read = @{ Body = $Request.RawBody; Headers = $Request.Headers }
if ($env:NANOBANANA_CALLBACK_SECRET) {
    $read.Secret = [Net.NetworkCredential]::new('', $env:NANOBANANA_CALLBACK_SECRET).SecurePassword
}

try {
    $callback = ConvertFrom-NanoBananaCallback @read
    Push-OutputBinding -Name Finished -Value (ConvertTo-Json -Compress -InputObject @{ id = $callback.Id; provider = $callback.Provider; verified = $callback.Verified })
    $status = 200
}
catch {
    # the reply does not say why: the sender may be anyone
    Write-Warning $_.Exception.Message
    $status = if ($_.FullyQualifiedErrorId -match '^Callback(Signature|Timestamp)') { 401 } else { 400 }
}

Push-OutputBinding -Name Response -Value @{ StatusCode = $status }
