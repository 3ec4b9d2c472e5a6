BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'Get-NanoBananaProvider' {
    It 'describes all five, by any case of their names' {
        (Get-NanoBananaProvider).Name | Should -Be $Providers
        (Get-NanoBananaProvider pixazo, CRUN).Name | Should -Be 'Pixazo', 'Crun'
        ('apikley' | Get-NanoBananaProvider).Name | Should -Be 'Apikley'
        (Get-NanoBananaProvider -Name crun | Get-NanoBananaProvider).Name | Should -Be 'Crun'
        $made = Set-NanoBananaProfile my-studio Pixazo -SessionOnly -PassThru
        ($made | Get-NanoBananaProvider).Name | Should -Be 'Pixazo'
        Remove-NanoBananaProfile my-studio -Confirm:$false
    }

    It 'shows what <_> accepts' -ForEach 'Pixazo', 'NanoBananaApi', 'Crun', 'Apikley', 'AigptImage' {
        $provider = Get-NanoBananaProvider $_
        $provider.BaseUri.Scheme | Should -Be 'https'
        $provider.KeyVariable | Should -Be "NANOBANANA_$($_.ToUpperInvariant())_API_KEY"
        $provider.Models.Operation | Sort-Object -Unique | Should -Be 'Edit', 'Generate'
        ($provider.Models | Where-Object Operation -EQ 'Generate').AspectRatios | Should -Contain '21:9'
        ($provider.Models | Where-Object { $_.Family -eq 'nano-banana' -and -not $_.Economy }).MaxPromptLength | Sort-Object -Unique | Should -Be ($_ -eq 'Apikley' ? 5000 : 20000)
    }

    It 'is what New obeys: a prompt of just the allowed length goes through, at <_>' -ForEach 'Pixazo', 'NanoBananaApi', 'Crun', 'Apikley', 'AigptImage' {
        $limit = (Get-NanoBananaProvider $_).Models[0].MaxPromptLength
        (New-NanoBananaTask ('x' * $limit) -Profile "emulator-$_").State | Should -Be 'Pending'
    }

    It 'an unknown name is one error that lists the five, and the others are described' {
        $found = 'Pixazo', 'Nobody', 'Crun' | Get-NanoBananaProvider -ErrorVariable problems -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'Pixazo', 'Crun'
        $problems | Get-ErrorId | Should -Be 'UnknownProvider'
        $problems[0].Exception.Message | Should -BeLike "*Nobody*$($Providers -join ', ')*"
    }
}

Describe 'Get-NanoBananaCredit' {
    BeforeEach { $null = Invoke-Control reset POST }

    It 'reports the balance, and what a task cost, at <_>' -ForEach 'NanoBananaApi', 'Crun', 'Apikley' {
        $before = Get-NanoBananaCredit "emulator-$_"
        $before.Provider, $before.Profile, $before.Currency, $before.Balance | Should -Be $_, "emulator-$_", 'credits', 1000000
        $null = New-NanoBananaTask x -Profile "emulator-$_"
        (Get-NanoBananaCredit "emulator-$_").Balance | Should -Be 999996
    }

    It '<_> documents no way, and the error names the gateways that do' -ForEach 'Pixazo', 'AigptImage' {
        Get-NanoBananaCredit "emulator-$_" -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'CreditNotOffered'
        $problems[0].Exception.Message | Should -BeLike "$_*NanoBananaApi, Crun, Apikley*"
    }

    It 'takes piped profiles, and one that cannot does not stop the others' {
        $credits = Get-NanoBananaProfile emulator-* | Get-NanoBananaCredit -ErrorVariable problems -ErrorAction SilentlyContinue
        $credits.Provider | Sort-Object | Should -Be 'Apikley', 'Crun', 'NanoBananaApi'
        @($problems).Count | Should -Be 2
    }

    It 'asks with the chosen profile without a name' {
        (Get-NanoBananaCredit).Provider | Should -Be 'Crun'
    }
}
