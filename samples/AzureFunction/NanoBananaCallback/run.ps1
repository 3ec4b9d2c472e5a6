<#
.SYNOPSIS
    An Azure Function that gateways call back: verifies what came, and puts the task's id into a queue.
.DESCRIPTION
    A callback is a hint. Whoever reads the queue asks the gateway: Get-NanoBananaTask -Id $id | Save-NanoBananaImage.
    Where NANOBANANA_CALLBACK_SECRET is set in the app's settings, callbacks without a valid signature are refused.
#>
param($Request, $TriggerMetadata)

$ErrorActionPreference = 'Stop'
Import-Module NanoBanana.PowerShell
Write-Verbose "Invocation $($TriggerMetadata.InvocationId)"

# the signature is made over the bytes as they were received, not over what the host made of them
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
    # no word of why to a stranger
    Write-Warning $_.Exception.Message
    $status = if ($_.FullyQualifiedErrorId -match '^Callback(Signature|Timestamp)') { 401 } else { 400 }
}

Push-OutputBinding -Name Response -Value @{ StatusCode = $status }
