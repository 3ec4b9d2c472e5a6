BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $script:secret = ConvertTo-Key 'kie-hmac-key'
    $null = Start-NanoBananaEmulator -TaskDuration 0.5 -CallbackSecret $secret
    $script:local = 'http://127.0.0.1:0/hooks'

    function Get-Delivery {
        <# The emulator's record once it has that many entries. #>
        param([int] $Count)
        $clock = [Diagnostics.Stopwatch]::StartNew()
        do { $record = @(Invoke-Control callbacks) } until ($record.Count -ge $Count -or $clock.Elapsed.TotalSeconds -gt 20)
        $record
    }

    function Get-Signature {
        <# kie's signature, made here: base64 of HMAC-SHA256 over "task id.Unix seconds". #>
        [OutputType([hashtable])]
        param([string] $Id, [string] $Key = 'kie-hmac-key', [int] $Skew = 0)
        $time = [DateTimeOffset]::UtcNow.ToUnixTimeSeconds() + $Skew
        $mac = [Security.Cryptography.HMACSHA256]::HashData([Text.Encoding]::UTF8.GetBytes($Key), [Text.Encoding]::UTF8.GetBytes("$Id.$time"))
        @{ 'x-webhook-timestamp' = "$time"; 'x-webhook-signature' = [Convert]::ToBase64String($mac) }
    }

    function Test-Port {
        <# Whether something listens there. #>
        [OutputType([bool])]
        param([string] $Prefix)
        $client = [Net.Sockets.TcpClient]::new()
        try { $client.Connect('127.0.0.1', ([uri]$Prefix).Port); $true } catch { $false } finally { $client.Dispose() }
    }
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'A callback listener' {
    BeforeEach {
        $null = Invoke-Control reset POST
        $script:listener = Start-NanoBananaCallbackListener $local -Secret $secret
    }

    AfterEach { if (Get-NanoBananaCallbackListener) { Stop-NanoBananaCallbackListener } }

    It 'wakes Wait for tasks of <_>, without one poll' -ForEach 'Pixazo', 'NanoBananaApi', 'Crun', 'Apikley' {
        $ended = 1..5 | ForEach-Object { [pscustomobject]@{ Prompt = "p$_" } } | New-NanoBananaTask -Profile "emulator-$_" | Wait-NanoBananaTask -PollInterval 1h -Timeout 30
        $ended.State | Should -Be (@('Succeeded') * 5)
        Get-CallCount $_ query | Should -Be 5
        (Get-NanoBananaCallbackListener).Received | Should -Be 5
        (Get-Delivery 5).answer | Sort-Object -Unique | Should -Be 200
    }

    It 'a failed task is heard of too' {
        Use-Fault 'task-fails'
        (New-NanoBananaTask x | Wait-NanoBananaTask -PollInterval 1h -Timeout 30).State | Should -Be 'Failed'
    }

    It 'forged and repeated callbacks of <_> change nothing' -ForEach 'Pixazo', 'NanoBananaApi', 'Crun', 'Apikley' {
        Use-Fault 'callback-forged', 'callback-duplicate'
        $tasks = 1..3 | ForEach-Object { [pscustomobject]@{ Prompt = "p$_" } } | New-NanoBananaTask -Profile "emulator-$_"
        $ended = $tasks | Wait-NanoBananaTask -PollInterval 1h -Timeout 30
        $ended.State | Should -Be (@('Succeeded') * 3)
        $ended.Images.Count | Should -Be 3
        $null = Get-Delivery 9
        $listener.Received, $listener.Repeated, $listener.Refused | Should -Be 6, 3, 0
        Get-CallCount $_ query | Should -BeLessOrEqual 6 -Because 'a forged one may cost a query, a repeated one none'
    }

    It 'a wrongly signed one is refused, and the task ends by asking' {
        Use-Fault 'callback-wrong-signature'
        (New-NanoBananaTask x -Profile emulator-apikley | Wait-NanoBananaTask -PollInterval 1s -Timeout 30).State | Should -Be 'Succeeded'
        (Get-Delivery 1).answer | Should -Be 401
        $listener.Received, $listener.Refused | Should -Be 0, 1
    }

    It 'a callback that never comes costs nothing but time' {
        Use-Fault 'callback-lost'
        (New-NanoBananaTask x | Wait-NanoBananaTask -PollInterval 1s -Timeout 30).State | Should -Be 'Succeeded'
    }

    It 'gives way to the address of the user, and to that of the profile' {
        $task = New-NanoBananaTask x -CallbackUrl 'https://me.example/asked'
        $crun = @{ Provider = 'Crun'; BaseUri = (Get-NanoBananaProfile emulator-crun).BaseUri; SessionOnly = $true }
        Set-NanoBananaProfile mine @crun -ApiKey (ConvertTo-Key (Get-NanoBananaEmulator).Key) -CallbackUrl 'https://me.example/profile'
        try { $task, (New-NanoBananaTask x -Profile mine) | Wait-NanoBananaTask -PollInterval 100ms | Out-Null }
        finally { Remove-NanoBananaProfile mine -Confirm:$false }
        $record = Get-Delivery 2
        $record.to | Should -Be 'https://me.example/asked', 'https://me.example/profile'
        $record.kind | Should -Be 'skipped', 'skipped'
        $listener.Received | Should -Be 0
    }

    It 'keeps the secret part of its addresses out of everything that can be read' {
        $task = New-NanoBananaTask x -Profile emulator-crun -Verbose 4>&1
        $ended = $task | Where-Object { $_.PSTypeNames -contains 'NanoBanana.ImageTask' } | Wait-NanoBananaTask -PollInterval 1h -Timeout 30
        "$($task -join "`n")" | Should -Match '/hooks/crun/\*{8}'
        $sent = (Invoke-Control tasks)[0].sent.callback_url
        $sent | Should -Match '/nbcb_'
        $readable = @($task; $ended; $listener; Get-NanoBananaCallbackListener; Get-NanoBananaTask) | ForEach-Object { "$_"; $_ | Format-List * | Out-String; $_ | ConvertTo-Json -Depth 5 -WarningAction Ignore }
        "$readable" | Should -Not -Match 'nbcb_'
        # by another process: closing any handle of the database drops the locks that this one holds
        $stored = Invoke-PowerShell -NoProfile -Command "Get-ChildItem '$env:NANOBANANA_HOME/store.db*' | ForEach-Object { (Get-Content `$_ -Raw -Encoding latin1) -replace '[^ -~]' }"
        ("$stored" -match 'nano-banana'), ("$stored" -match 'nbcb_') | Should -Be $true, $false
    }

    It 'serves all runspaces of the process' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$(Get-ModulePath)'; New-NanoBananaTask x -Profile emulator-crun | Wait-NanoBananaTask -PollInterval 1h -Timeout 30; Remove-Module NanoBanana.PowerShell")
            $shell.Invoke().State | Should -Be 'Succeeded'
            $listener.Received | Should -Be 1
            Test-Port $listener.Prefix | Should -BeTrue -Because 'another runspace that removes the module did not start it'
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'a second start is an error that names the first' {
        Start-NanoBananaCallbackListener $local -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'CallbackListenerRunning'
        $problems[0].Exception.Message | Should -BeLike "*$($listener.Prefix)*"
    }

    It 'Stop frees its port, and tasks are asked for in turn again' {
        Stop-NanoBananaCallbackListener
        Test-Port $listener.Prefix | Should -BeFalse
        Get-NanoBananaCallbackListener | Should -BeNullOrEmpty
        (New-NanoBananaTask x | Wait-NanoBananaTask -PollInterval 100ms).State | Should -Be 'Succeeded'
        @(Invoke-Control callbacks) | Should -HaveCount 0
        Stop-NanoBananaCallbackListener -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Get-ErrorId | Should -Be 'CallbackListenerNotRunning'
        (Start-NanoBananaCallbackListener $listener.Prefix).Prefix | Should -Be $listener.Prefix
    }

    It 'Remove-Module frees its port' {
        Remove-Module NanoBanana.PowerShell
        try { Test-Port $listener.Prefix | Should -BeFalse }
        finally { Import-Module (Get-ModulePath) }
        Get-NanoBananaCallbackListener | Should -BeNullOrEmpty
    }
}

Describe 'Where a listener listens' {
    AfterEach { if (Get-NanoBananaCallbackListener) { Stop-NanoBananaCallbackListener } }

    It 'is this machine behind a public address' {
        $listener = Start-NanoBananaCallbackListener https://me.example/hooks -Prefix http://127.0.0.1:0/
        $listener.PublicUri, $listener.IsLoopback | Should -Be 'https://me.example/hooks', $true
        $null = New-NanoBananaTask x -Profile emulator-pixazo
        (Get-Delivery 1)[-1].to | Should -Match '^https://me.example/hooks/pixazo/nbcb_'
    }

    It 'is given the address by which it can be reached from elsewhere' {
        $null = Start-NanoBananaCallbackListener https://me.example/hooks -Prefix http://+:0/ -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeLike '*from other machines without TLS*'
    }

    It 'refuses <Uri> <Prefix> as <Id>' -ForEach @(
        @{ Uri = 'http://me.example/'; Prefix = 'http://127.0.0.1:0/'; Id = 'InvalidCallbackUrl' }
        @{ Uri = 'https://me.example/?x=1'; Prefix = 'http://127.0.0.1:0/'; Id = 'InvalidCallbackUrl' }
        @{ Uri = 'https://me.example/'; Prefix = 'https://127.0.0.1:0/'; Id = 'InvalidListenerPrefix' }
        @{ Uri = 'https://me.example/'; Prefix = 'http://me.example:0/'; Id = 'InvalidListenerPrefix' }
    ) {
        Start-NanoBananaCallbackListener $Uri -Prefix $Prefix -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be $Id
        $problems[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }
}

Describe 'ConvertFrom-NanoBananaCallback' {
    BeforeAll {
        $script:apikley = '{"code":200,"msg":"ok","data":{"taskId":"t-1","state":"success","resultJson":"{\"resultUrls\":[\"https://cdn.example.com/1.jpg\"]}"}}'
        $script:crun = '{"task_id":"t-2","status":"failed","result":{"code":501,"message":"no luck","media_urls":[]}}'
    }

    It 'reads text, bytes and what is piped' {
        foreach ($callback in (ConvertFrom-NanoBananaCallback $apikley), (ConvertFrom-NanoBananaCallback ([Text.Encoding]::UTF8.GetBytes($apikley))), ($apikley | ConvertFrom-NanoBananaCallback)) {
            $callback.Id, $callback.Provider, $callback.ClaimedState, $callback.ClaimedImages[0], $callback.Verified | Should -Be 't-1', 'Apikley', 'Succeeded', 'https://cdn.example.com/1.jpg', 'None'
        }
        ($crun | ConvertFrom-NanoBananaCallback).ClaimedFailure | Should -Be 'no luck'
    }

    It 'verifies a signature, also while the secret is being replaced' {
        $headers = Get-Signature t-1
        (ConvertFrom-NanoBananaCallback $apikley -Headers $headers -Secret $secret).Verified | Should -Be 'Signature'
        (ConvertFrom-NanoBananaCallback $apikley $headers -Secret (ConvertTo-Key 'new'), $secret).Verified | Should -Be 'Signature'
    }

    It 'refuses <Name> as <Id>, and the next one is read' -ForEach @(
        @{ Name = 'another secret'; Id = 'CallbackSignatureInvalid'; Make = { Get-Signature t-1 -Key 'other' } }
        @{ Name = 'another task'; Id = 'CallbackSignatureInvalid'; Make = { Get-Signature t-3 } }
        @{ Name = 'no signature'; Id = 'CallbackSignatureInvalid'; Make = { @{} } }
        @{ Name = 'two signatures'; Id = 'CallbackSignatureInvalid'; Make = { $two = Get-Signature t-1; $two['x-webhook-signature'] = @($two['x-webhook-signature']) * 2; $two } }
        @{ Name = 'an old one'; Id = 'CallbackTimestampInvalid'; Make = { Get-Signature t-1 -Skew -400 } }
        @{ Name = 'one of tomorrow'; Id = 'CallbackTimestampInvalid'; Make = { Get-Signature t-1 -Skew 86400 } }
    ) {
        ConvertFrom-NanoBananaCallback $apikley -Headers (& $Make) -Secret $secret -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be $Id
        $problems[0].TargetObject | Should -Be 't-1'
    }

    It 'takes an old one where the tolerance says so' {
        (ConvertFrom-NanoBananaCallback $apikley -Headers (Get-Signature t-1 -Skew -400) -Secret $secret -Tolerance 10m).Id | Should -Be 't-1'
    }

    It 'with a secret, an unsigned gateway is refused: its shape must not be a way around' {
        ConvertFrom-NanoBananaCallback $crun -Secret $secret -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'CallbackSignatureInvalid'
    }

    It 'what cannot be read is one error, and the others are read' {
        $read = '{', '', '[]', $crun, (' ' * 1MB + $crun), $apikley | ConvertFrom-NanoBananaCallback -ErrorVariable problems -ErrorAction SilentlyContinue
        $read.Id | Should -Be 't-2', 't-1'
        $problems | Get-ErrorId | Should -Be 'CallbackMalformed', 'CallbackMalformed', 'CallbackMalformed', 'CallbackTooLarge'
        @{ task_id = 't-2' } | ConvertFrom-NanoBananaCallback -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].Exception.Message | Should -BeLike '*Hashtable*instead of the raw text*'
    }

    It 'its claims are not believed downstream: the task is asked for' {
        $task = New-NanoBananaTask 'a lake' -Profile emulator-crun | Wait-NanoBananaTask -PollInterval 100ms
        $lie = '{"task_id":"' + $task.Id + '","status":"success","result":{"media_urls":["https://evil.example/1.png"]}}' | ConvertFrom-NanoBananaCallback
        $asked = $lie | Get-NanoBananaTask
        $asked.Prompt, $asked.State | Should -Be 'a lake', 'Succeeded'
        $asked.Images.Url | Should -Not -Match 'evil'
        $lie | Wait-NanoBananaTask | ForEach-Object { $_.Images.Url } | Should -Not -Match 'evil'
        $lie | Save-NanoBananaImage -Destination "$TestDrive/lie" -ErrorVariable problems -ErrorAction SilentlyContinue | Get-Content -Raw | Should -Not -Match 'evil'
    }
}
