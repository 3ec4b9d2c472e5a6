<#
    samples/LiveCheck, with an emulator of another process as the gateway, and a gateway that answers in ten other ways.
#>
BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $script:check = [IO.Path]::GetFullPath("$PSScriptRoot/../../samples/LiveCheck/Invoke-LiveCheck.ps1")
    $script:pathBefore = $env:PSModulePath
    $env:PSModulePath = (Split-Path (Get-ModulePath)) + [IO.Path]::PathSeparator + $env:PSModulePath

    function Start-Gateway {
        <# An emulator in a separate process. #>
        param([string] $Shape)
        $script:gateway = Start-PowerShell '-Command', "Import-Module '$(Get-ModulePath)'; `$emulator = Start-NanoBananaEmulator -TaskDuration 300ms -Shape $Shape; `"`$(`$emulator.Uri) `$(`$emulator.Key)`"; `$null = [Console]::In.ReadLine()"
        $script:uri, $env:LIVE_KEY = $gateway.StandardOutput.ReadLine() -split ' '
    }

    function Stop-Gateway {
        $gateway.Kill()
        $gateway.Dispose()
    }

    function Add-LiveProfile {
        param([string] $Provider, [string] $Address)
        Set-NanoBananaProfile "live-$Provider" $Provider -BaseUri $Address -KeyVariable LIVE_KEY -PricePerImage '0.02 USD'
    }

    $script:common = @{ MaxCost = '5 USD'; IUnderstandThisCostsMoney = $true; ReportPath = "$TestDrive/report.md"; Prompt = 'a secret apple' }
}

AfterAll {
    $env:PSModulePath = $pathBefore
    Remove-Item Env:LIVE_KEY -ErrorAction Ignore
}

Describe 'A gateway that answers as the emulator does' {
    AfterEach { Stop-Gateway }

    It 'is found to have no difference, in the form <_>' -ForEach 'Documented', 'Live' {
        Start-Gateway $_
        foreach ($provider in $Providers) { Add-LiveProfile $provider "$uri$($provider.ToLowerInvariant())" }
        & $check @common -Profile $Providers.ForEach({ "live-$_" }) | Should -BeNullOrEmpty
        $report = Get-Content "$TestDrive/report.md" -Raw
        [regex]::Matches($report, '; 0 differences') | Should -HaveCount 5
        [regex]::Matches($report, '(?m)^edit, ended:$') | Should -HaveCount 5
        [regex]::Matches($report, '(?m)resultUrls : list|media_urls? : list') | Should -Not -BeNullOrEmpty
        foreach ($secret in $env:LIVE_KEY, 'secret apple', '127.0.0.1') { $report | Should -Not -Match ([regex]::Escape($secret)) }
    }
}

Describe 'A gateway that answers in ten other ways' {
    BeforeAll {
        Start-Gateway Documented

        # forwards to the emulator, and changes what comes back
        $script:proxy = [Net.HttpListener]::new()
        $free = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $free.Start()
        $script:address = "http://127.0.0.1:$($free.LocalEndpoint.Port)/"
        $free.Stop()
        $proxy.Prefixes.Add($address)
        $proxy.Start()
        $script:shell = [powershell]::Create().AddScript({
                param($Proxy, $Target)
                while ($Proxy.IsListening) {
                    try { $context = $Proxy.GetContext() } catch { return }
                    $request = @{ Uri = "$Target$($context.Request.RawUrl)"; Method = $context.Request.HttpMethod; SkipHttpErrorCheck = $true; Headers = @{ 'X-API-KEY' = $context.Request.Headers['X-API-KEY'] } }
                    if ($context.Request.HasEntityBody) { $request += @{ Body = [IO.StreamReader]::new($context.Request.InputStream).ReadToEnd(); ContentType = 'application/json' } }
                    $reply = Invoke-WebRequest @request
                    $json = ConvertFrom-Json $reply.Content -AsHashtable
                    $status = 200
                    if ($request.Method -eq 'POST') {
                        $status = 201
                        $json.message = 'created'
                        $json.data.queue = 3
                    }
                    elseif ($json.data.status -eq 'success') {
                        $json.data.create_at = $json.data.create_at * 1000
                        $json.data.complete_at = [DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ')
                        $json.data.duration_s = "$($json.data.duration_s)"
                        $json.data.Remove('credits')
                        $json.data.provider = $null
                        $json.data.param = ConvertTo-Json $json.data.param -Compress
                        $json.data.result.usage = @()
                    }
                    $bytes = [Text.Encoding]::UTF8.GetBytes((ConvertTo-Json $json -Depth 9 -Compress))
                    $context.Response.StatusCode = $status
                    $context.Response.ContentType = 'application/json'
                    $context.Response.OutputStream.Write($bytes, 0, $bytes.Length)
                    $context.Response.Close()
                }
            }).AddArgument($proxy).AddArgument("$($uri)crun")
        $null = $shell.BeginInvoke()
        Add-LiveProfile Crun $address
    }

    AfterAll {
        $proxy.Close()
        $shell.Dispose()
        Stop-Gateway
    }

    It 'has all ten named, for text to image and for edit' {
        $found = & $check @common -Profile live-Crun
        foreach ($operation in 'text to image', 'edit') {
            $text = ($found | Where-Object Stage -Like "$operation,*").Difference
            $expected = @(
                'HTTP status: word ''201'' in place of word ''200'''
                '$.message: word ''created'' in place of word ''success'''
                '$.data.queue is new: number'
                '$.data.create_at: time in milliseconds in place of time in seconds'
                '$.data.complete_at: time with a zone in place of time in seconds'
                '$.data.duration_s: number in a text in place of number'
                '$.data.credits is missing (number)'
                '$.data.provider: null in place of text'
                '$.data.param: JSON in a text in place of object'
                '$.data.result.usage: empty list in place of object'
            )
            foreach ($each in $expected) { $text | Should -Contain $each }
            @($text).Count | Should -Be 10
        }
    }
}

Describe 'What the check refuses' {
    BeforeEach { $script:requests = @{ Profile = 'live-Crun'; ReportPath = "$TestDrive/none.md" } }

    It 'nothing is sent without consent' {
        { & $check @requests -MaxCost '5 USD' } | Should -Throw '*-IUnderstandThisCostsMoney*'
        "$TestDrive/none.md" | Should -Not -Exist
    }

    It 'nothing is sent over the cap' {
        Start-Gateway Documented
        try {
            Add-LiveProfile Crun "$($uri)crun"
            & $check @requests -MaxCost '0.01 USD' -IUnderstandThisCostsMoney -WarningAction SilentlyContinue | Should -BeNullOrEmpty
            (Invoke-RestMethod "$($uri)emulator/ledger").charges | Should -BeNullOrEmpty
            # one task fits, and the edit does not
            & $check @requests -MaxCost '0.03 USD' -IUnderstandThisCostsMoney -WarningAction SilentlyContinue | Should -BeNullOrEmpty
            @((Invoke-RestMethod "$($uri)emulator/ledger").charges) | Should -HaveCount 1
            Get-Content "$TestDrive/none.md" -Raw | Should -Match 'Not checked: BudgetExceeded'
        }
        finally { Stop-Gateway }
    }
}
