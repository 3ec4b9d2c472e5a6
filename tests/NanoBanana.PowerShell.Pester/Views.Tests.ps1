BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $script:emulator = Start-NanoBananaEmulator -TaskDuration 0.2
    $script:photo = Write-TestImage "$TestDrive/photo.jpg"
    $script:objects = @{
        Task     = $photo | New-NanoBananaTask 'in snow' -AspectRatio 16:9 | Wait-NanoBananaTask -PollInterval 100ms
        Open     = New-NanoBananaTask 'a lake'
        Failed   = New-NanoBananaTask 'a [refuse] lake' | Wait-NanoBananaTask -PollInterval 100ms
        Price    = Get-NanoBananaPrice Pixazo | Select-Object -First 1
        NoPrice  = Get-NanoBananaPrice Crun
        Profile  = Get-NanoBananaProfile emulator-crun
        Provider = Get-NanoBananaProvider Crun
        Model    = (Get-NanoBananaProvider Crun).Models[0]
        Credit   = Get-NanoBananaCredit emulator-crun
        Emulator = $emulator
        Listener = Start-NanoBananaCallbackListener http://127.0.0.1:0/hooks
    }

    function Get-Copy {
        <# As the object looks in another process; the emulator is of this one. #>
        param($Value)
        $Value | Export-Clixml "$TestDrive/copy.xml"
        Import-Clixml "$TestDrive/copy.xml"
    }
}

AfterAll {
    Stop-NanoBananaCallbackListener
    Stop-NanoBananaEmulator
}

Describe 'Views' {
    BeforeEach { $Error.Clear() }

    It 'the table of <Name> has its columns' -ForEach @(
        @{ Name = 'Task'; Columns = 'Id', 'Provider', 'State', 'Took', 'Cost', 'Source and prompt'; Cells = 'Crun +Succeeded +\d+\.\d s', 'photo\.jpg: in snow' }
        @{ Name = 'Open'; Columns = 'Id', 'State'; Cells = 'Pending', 'a lake' }
        @{ Name = 'Failed'; Columns = 'Id', 'State'; Cells = , 'Failed' }
        @{ Name = 'Price'; Columns = 'Provider', 'Model', 'Operation', 'Ratio', 'Amount', 'Currency', 'Certainty', 'Width', 'Height', 'Pixels', 'Factor'; Cells = '1:1 +0\.06', 'USD +Exact', '1024 +1024 +1048576' }
        @{ Name = 'NoPrice'; Columns = 'Provider', 'Certainty'; Cells = 'Crun', 'Unknown' }
        @{ Name = 'Profile'; Columns = 'Name', 'Provider', 'Default', 'Key from', 'Key', 'BaseUri'; Cells = 'emulator-crun +Crun', 'Session', 'http://127' }
        @{ Name = 'Provider'; Columns = 'Name', 'Models', 'Upload', 'Credit', 'BaseUri'; Cells = 'Crun', 'google/nano-banana' }
        @{ Name = 'Model'; Columns = 'Provider', 'Model', 'Operation', 'Images', 'Count', 'Formats', 'Ratios'; Cells = 'google/nano-banana', 'png' , '16:9' }
        @{ Name = 'Credit'; Columns = 'Profile', 'Provider', 'Balance', 'Currency'; Cells = 'emulator-crun +Crun', 'credits' }
        @{ Name = 'Emulator'; Columns = 'Uri', 'Key', 'Tasks', 'Charges', 'Profiles'; Cells = 'http://127', 'emulator-' }
        @{ Name = 'Listener'; Columns = 'Prefix', 'Signed', 'Received', 'Repeated', 'Refused', 'PublicUri'; Cells = 'http://127', '/hooks' }
    ) {
        $lines = $objects[$Name] | Format-Table | Out-String -Width 200
        $header, $null, $rows = $lines -replace '\e\[[\d;]*m' -split '\r?\n' -ne ''
        $at = -1
        foreach ($column in $Columns) {
            $next = $header.IndexOf($column, $at + 1)
            $next | Should -BeGreaterThan $at -Because "the header '$header' should have '$column'"
            $at = $next
        }
        $Cells | ForEach-Object { "$rows" | Should -Match $_ }
        $Error | Should -BeNullOrEmpty
    }

    It 'the list of <Name> has <Property>' -ForEach @(
        @{ Name = 'Task'; Property = 'Id', 'Provider', 'Profile', 'Model', 'Operation', 'State', 'Prompt', 'Source', 'AspectRatio', 'OutputFormat', 'Count', 'SubmittedAt', 'CompletedAt', 'Duration', 'Images', 'Failure', 'Cost', 'IntentId' }
        @{ Name = 'Failed'; Property = 'Id', 'State', 'Failure' }
        @{ Name = 'Price'; Property = 'Provider', 'Model', 'Operation', 'AspectRatio', 'Width', 'Height', 'Pixels', 'ScaleFactor', 'Amount', 'Currency', 'Certainty', 'Source', 'AsOf' }
        @{ Name = 'Profile'; Property = 'Name', 'Provider', 'BaseUri', 'KeySource', 'HasKey', 'IsDefault' }
        @{ Name = 'Provider'; Property = 'Name', 'BaseUri', 'KeyVariable', 'Models' }
        @{ Name = 'Emulator'; Property = 'Uri', 'Port', 'Key', 'Tasks', 'Charges', 'Faults' }
    ) {
        $text = $objects[$Name] | Format-List | Out-String -Width 200
        $shown = [regex]::Matches($text -replace '\e\[[\d;]*m', '(?m)^(\w+) +:').ForEach({ $_.Groups[1].Value })
        $Property | ForEach-Object { $shown | Should -Contain $_ }
        $Error | Should -BeNullOrEmpty
    }

    It '<_> has these properties by contract, as values that survive a copy' -ForEach 'Task', 'Failed', 'Price', 'Profile', 'Provider', 'Credit' {
        $value = $objects[$_]
        $copy = Get-Copy $value
        $copy.PSObject.TypeNames[0] | Should -BeLike 'Deserialized.NanoBanana.*'
        ($copy | Format-Table | Out-String -Width 200) | Should -Be ($value | Format-Table | Out-String -Width 200)
        $json = $value | ConvertTo-Json -Depth 5 | ConvertFrom-Json
        foreach ($name in $value.PSObject.Properties.Name -match '^(State|Provider|Operation|Certainty|Name)$') {
            $json.$name | Should -BeExactly $value.$name
            $copy.$name | Should -BeExactly $value.$name
        }
    }

    It 'renders in strict mode, too (<_>)' -ForEach 'Task', 'Open', 'Failed', 'Price', 'NoPrice', 'Profile', 'Provider', 'Model', 'Credit', 'Emulator', 'Listener' {
        $plain = $objects[$_] | Format-Table | Out-String -Width 200
        Set-StrictMode -Version Latest
        ($objects[$_] | Format-Table | Out-String -Width 200) | Should -Be $plain
        $objects[$_] | Format-List | Out-String | Should -Not -BeNullOrEmpty
        $Error | Should -BeNullOrEmpty
    }

    It 'each list in <_> can be indexed' -ForEach 'Task', 'Open', 'Failed', 'Profile', 'Provider', 'Model', 'Emulator', 'Listener' {
        foreach ($property in $objects[$_].PSObject.Properties) {
            if ($property.Value -is [Collections.IEnumerable] -and $property.Value -isnot [string]) {
                $first = $null
                foreach ($first in $property.Value) { break }
                [object]::ReferenceEquals($property.Value[0], $first) -or $property.Value[0] -eq $first | Should -BeTrue -Because "$($property.Name)[0] is the first, not the list"
            }
        }
    }

    It 'a task that came back by <_> can be indexed' -ForEach 'query', 'JSON' {
        $pair = New-NanoBananaTask x -Count 2 -Profile emulator-nanobananaapi | Wait-NanoBananaTask -PollInterval 100ms
        $back = if ($_ -eq 'JSON') { $pair | ConvertTo-Json -Depth 5 | ConvertFrom-Json | Get-NanoBananaTask } else { $pair | Get-NanoBananaTask }
        $back.Images[1].Url | Should -Be $pair.Images[1].Url
        $back.Images[1].Index | Should -Be 2
    }
}
