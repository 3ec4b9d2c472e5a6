BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.2
    $script:photo = Write-TestImage "$TestDrive/photo.jpg"
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'A submit whose outcome is unknown' {
    BeforeEach { $null = Invoke-Control reset POST }

    It '<Provider>, <Fault>: one Unknown task, one error, one submit, at most one charge' -ForEach @(
        foreach ($provider in 'Pixazo', 'NanoBananaApi', 'Crun', 'Apikley') {
            @{ Provider = $provider; Fault = 'error-after-accept'; Charges = 1 }
            @{ Provider = $provider; Fault = 'no-id'; Charges = 1 }
            # Pixazo's id is in the half that came
            if ($provider -ne 'Pixazo') { @{ Provider = $provider; Fault = 'truncated-json'; Charges = 1 } }
            @{ Provider = $provider; Fault = 'empty-200'; Charges = 0 }
            @{ Provider = $provider; Fault = 'html-502'; Charges = 0 }
            @{ Provider = $provider; Fault = 'status-500'; Charges = 0 }
        }
    ) {
        Use-Fault "${Fault}:$Provider"
        $task = $photo | New-NanoBananaTask 'in snow' -Profile "emulator-$Provider" -ErrorVariable problems -ErrorAction SilentlyContinue

        $task.State, $task.Id, $task.Prompt | Should -Be 'Unknown', $null, 'in snow'
        $task.IntentId | Should -Not -BeNullOrEmpty
        $task.Failure.Reason, $task.Failure.MayHaveBeenCharged | Should -Be 'OutcomeUnknown', $true
        @($problems).Count | Should -Be 1
        $problems | Get-ErrorId | Should -Be 'OutcomeUnknown'
        $problems[0].Exception.Message | Should -BeLike "*$Provider*may have been charged*"
        $problems[0].Exception.Message | Should -BeLike "*$($task.IntentId)*"
        $problems[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Get-CallCount $Provider submit | Should -Be 1
        @(Get-Charge $Provider).Count | Should -Be $Charges
        (Get-NanoBananaTask -Profile "emulator-$Provider" | Where-Object IntentId -EQ $task.IntentId).State | Should -Be 'Unknown'
    }

    It 'Pixazo, truncated-json: the half that came names the task, which is kept and charged once' {
        Use-Fault 'truncated-json:Pixazo*1'
        $task = $photo | New-NanoBananaTask 'in snow' -Profile emulator-pixazo -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -BeNullOrEmpty
        ($task | Wait-NanoBananaTask -PollInterval 100ms).State | Should -Be 'Succeeded'
        Get-CallCount Pixazo submit | Should -Be 1
        @(Get-Charge Pixazo).taskId | Should -Be $task.Id
    }

    It 'AigptImage, <_>: sends the same request again, and is charged once' -ForEach 'error-after-accept*1', 'no-id*1', 'truncated-json*1', 'empty-200*2' {
        Use-Fault ($_ -replace '\*', ':AigptImage*')
        $task = $photo | New-NanoBananaTask 'in snow' -Profile emulator-aigptimage -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -BeNullOrEmpty
        ($task | Wait-NanoBananaTask -PollInterval 100ms).State | Should -Be 'Succeeded'
        Get-CallCount AigptImage submit | Should -Be (1 + [int]($_ -replace '.*\*'))
        $charges = @(Get-Charge AigptImage)
        $charges.Count | Should -Be 1
        $charges[0].taskId | Should -Be $task.Id
    }

    It '<_>: is settled by a reply that names the task, and by no other' -ForEach 'Pixazo', 'NanoBananaApi', 'Crun', 'Apikley' {
        $emulated = Get-NanoBananaProfile "emulator-$_"
        $emulated | Set-NanoBananaProfile -Name other -ApiKey (ConvertTo-Key (Get-NanoBananaEmulator).Key) -SessionOnly
        $place = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $answering = [powershell]::Create()
        try {
            Use-Fault "no-id:$_*1"
            $task = New-NanoBananaTask 'in snow' -Profile other -ErrorAction SilentlyContinue

            # a proxy, say, that answers every request with a success that says nothing
            $place.Start()
            $null = $answering.AddScript({
                    param($place)
                    $body = '{"code":200,"msg":"success","message":"success","data":{}}'
                    while ($true) {
                        $client = $place.AcceptTcpClient()
                        $null = $client.GetStream().Read([byte[]]::new(65536), 0, 65536)
                        $client.GetStream().Write([Text.Encoding]::ASCII.GetBytes("HTTP/1.1 200 OK`r`nContent-Type: application/json`r`nContent-Length: $($body.Length)`r`nConnection: close`r`n`r`n$body"))
                        $client.Dispose()
                    }
                }).AddArgument($place).BeginInvoke()
            Set-NanoBananaProfile other -BaseUri "http://$($place.LocalEndpoint)" -SessionOnly
            Resolve-NanoBananaTask $task.IntentId -Id 'mistyped' -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $problems | Get-ErrorId | Should -Be 'UnreadableReply'
            (Get-NanoBananaTask -Profile other -IncludeEmulator | Where-Object IntentId -EQ $task.IntentId).State | Should -Be 'Unknown'

            Set-NanoBananaProfile other -BaseUri $emulated.BaseUri -SessionOnly
            (Resolve-NanoBananaTask $task.IntentId -Id (Get-Charge $_).taskId | Wait-NanoBananaTask -PollInterval 100ms).State | Should -Be 'Succeeded'
        }
        finally {
            $place.Stop()
            $answering.Dispose()
            Remove-NanoBananaProfile other -Confirm:$false
        }
    }

    It 'the others of the batch go through' {
        Use-Fault 'error-after-accept:Crun*1'
        $tasks = 1..5 | ForEach-Object { [pscustomobject]@{ Prompt = "p$_" } } | New-NanoBananaTask -ErrorVariable problems -ErrorAction SilentlyContinue
        $tasks.Prompt | Should -Be 'p1', 'p2', 'p3', 'p4', 'p5'
        # they are sent at the same time: the fault strikes whichever comes first
        $tasks.State | Sort-Object | Should -Be 'Pending', 'Pending', 'Pending', 'Pending', 'Unknown'
        @($problems).Count | Should -Be 1
        $tasks | Wait-NanoBananaTask -PollInterval 100ms | Save-NanoBananaImage "$TestDrive/out" -ErrorAction SilentlyContinue |
            Where-Object { $_ -is [IO.FileInfo] } | Should -HaveCount 4
        Get-CallCount Crun submit | Should -Be 5
    }

    It 'a submit that was turned away is sent again (<Fault>)' -ForEach @{ Fault = 'rate-limit:Crun*1' }, @{ Fault = 'too-many-active:Crun*1' } {
        Use-Fault $Fault
        (New-NanoBananaTask 'a lake').State | Should -Be 'Pending'
        Get-CallCount Crun submit | Should -Be 2
        @(Get-Charge Crun).Count | Should -Be 1
    }

    It 'a refused one is not sent again: <Code> is <Id>' -ForEach @(
        @{ Code = 400; Id = 'BadRequest' }, @{ Code = 401; Id = 'Unauthorized' }, @{ Code = 402; Id = 'InsufficientCredits' }, @{ Code = 403; Id = 'Forbidden' }
        @{ Code = 404; Id = 'NotFound' }, @{ Code = 409; Id = 'Conflict' }, @{ Code = 413; Id = 'PayloadTooLarge' }, @{ Code = 422; Id = 'ValidationFailed' }
        @{ Code = 433; Id = 'SubKeyQuotaExceeded' }
    ) {
        foreach ($provider in $Providers) {
            Use-Fault "status-${Code}:$provider"
            New-NanoBananaTask 'a lake' -Profile "emulator-$provider" -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $problems | Get-ErrorId | Should -Be $Id -Because "of $provider"
            $problems[0].Exception.Message | Should -BeLike "*$provider*"
            Get-CallCount $provider submit | Should -Be 1
        }
    }

    It '<Code> inside a 200 is <Id>, as a status it is unknown' -ForEach @{ Code = 501; Id = 'GenerationFailed' }, @{ Code = 505; Id = 'FeatureDisabled' } {
        Use-Fault "status-$Code"
        foreach ($provider in 'NanoBananaApi', 'Apikley') {
            New-NanoBananaTask 'a lake' -Profile "emulator-$provider" -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $problems | Get-ErrorId | Should -Be $Id -Because "of $provider"
        }
        (New-NanoBananaTask 'a lake' -Profile emulator-pixazo -ErrorAction SilentlyContinue).State | Should -Be 'Unknown'
    }

    It 'follows no redirect' {
        Use-Fault 'redirect:Crun'
        New-NanoBananaTask 'a lake' -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'UnexpectedRedirect'
        Get-CallCount Crun redirected | Should -Be 0
    }
}
