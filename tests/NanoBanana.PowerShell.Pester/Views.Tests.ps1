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
        Cost     = Measure-NanoBananaCost -IncludeEmulator | Select-Object -First 1
        Budget   = Get-NanoBananaBudget emulator-nanobananaapi
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
        @{ Name = 'Task'; Columns = 'State', 'Submitted', 'Cost', 'Prompt', 'Took'; Cells = 'Succeeded +just now', '4 credits photo\.jpg: in snow +\d+\.\d s' }
        @{ Name = 'Open'; Columns = 'State', 'Submitted'; Cells = 'Pending', 'unknown a lake|credits a lake' }
        @{ Name = 'Failed'; Columns = 'State', 'Submitted'; Cells = 'Failed', '\[ContentRefused\] a \[refuse\] lake' }
        @{ Name = 'Price'; Columns = 'Model', 'Operation', 'Ratio', 'Amount', 'Currency', 'Certainty', 'Size', 'Pixels', 'Factor'; Cells = '1:1 +0\.06', 'USD +Exact', '1024x1024 +1048576' }
        @{ Name = 'NoPrice'; Columns = 'Model', 'Certainty'; Cells = 'google/nano-banana', 'Unknown' }
        @{ Name = 'Profile'; Columns = 'Name', 'Provider', 'Default', 'Key', 'Key from', 'BaseUri'; Cells = 'emulator-crun +Crun', 'Session', 'http://127' }
        @{ Name = 'Provider'; Columns = 'Name', 'Upload', 'Credit', 'Models', 'BaseUri'; Cells = 'Crun', 'google/nano-banana' }
        @{ Name = 'Model'; Columns = 'Model', 'Operation', 'Images', 'Count', 'Formats', 'Ratios'; Cells = 'google/nano-banana', 'png' , '16:9' }
        @{ Name = 'Credit'; Columns = 'Profile', 'Provider', 'Balance', 'Currency'; Cells = 'emulator-crun +Crun', 'credits' }
        @{ Name = 'Emulator'; Columns = 'Uri', 'Key', 'Tasks', 'Charges', 'Profiles'; Cells = 'http://127', 'emulator-' }
        @{ Name = 'Budget'; Columns = 'Profile', 'Per', 'Cap', 'Spent', 'Reserved', 'Left', 'Unit', 'Uncounted'; Cells = 'emulator-nanobananaapi Day', 'emulator-nanobananaapi Month' }
        @{ Name = 'Listener'; Columns = 'Prefix', 'Received', 'Repeated', 'Refused', 'Signed', 'PublicUri'; Cells = 'http://127', '/hooks' }
    ) {
        $lines = $objects[$Name] | Format-Table | Out-String -Width 200
        $header, $null, $rows = $lines -replace '\e\[[\d;]*m' -split '\r?\n' -ne '' -notmatch '^ +Provider: \w+$'
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
        foreach ($name in @($value.PSObject.Properties.Name) -match '^(State|Provider|Operation|Certainty|Name)$') {
            $json.$name | Should -BeExactly $value.$name
            $copy.$name | Should -BeExactly $value.$name
        }
    }

    It 'renders in strict mode, too (<_>)' -ForEach 'Task', 'Open', 'Failed', 'Price', 'NoPrice', 'Profile', 'Provider', 'Model', 'Credit', 'Emulator', 'Budget', 'Listener' {
        $plain = $objects[$_] | Format-Table | Out-String -Width 200
        Set-StrictMode -Version Latest
        ($objects[$_] | Format-Table | Out-String -Width 200) | Should -Be $plain
        $objects[$_] | Format-List | Out-String | Should -Not -BeNullOrEmpty
        $Error | Should -BeNullOrEmpty
    }

    It 'at 80 columns, the table of <Name> has <Columns>, and no header is broken' -ForEach @(
        @{ Name = 'Task'; Columns = 'State', 'Submitted', 'Cost', 'Prompt', 'Took' }
        @{ Name = 'Price'; Columns = 'Model', 'Operation', 'Ratio', 'Amount', 'Currency', 'Certainty', 'Size' }
        @{ Name = 'Profile'; Columns = 'Name', 'Provider', 'Default', 'Key', 'Key from' }
        @{ Name = 'Provider'; Columns = 'Name', 'Upload', 'Credit', 'Models' }
        @{ Name = 'Model'; Columns = 'Model', 'Operation', 'Images', 'Count', 'Formats', 'Ratios' }
        @{ Name = 'Credit'; Columns = 'Profile', 'Provider', 'Balance', 'Currency' }
        @{ Name = 'Emulator'; Columns = 'Uri', 'Key', 'Tasks', 'Charges' }
        @{ Name = 'Cost'; Columns = 'Day', 'Profile', 'Tasks', 'Spent', 'Reserved', 'Unknown', 'Currency', 'Model' }
        @{ Name = 'Budget'; Columns = 'Profile', 'Per', 'Cap', 'Spent', 'Reserved', 'Left', 'Unit', 'Uncounted' }
        @{ Name = 'Listener'; Columns = 'Prefix', 'Received', 'Repeated', 'Refused', 'Signed', 'PublicUri' }
    ) {
        $lines = ($objects[$Name] | Format-Table | Out-String -Width 80) -replace '\e\[[\d;]*m' -split '\r?\n' -ne '' -notmatch '^ +Provider: \w+$'
        $lines[0] -split ' {1,}(?!from)' -ne '' | Should -Be $Columns
        $lines[1] | Should -Match '^[- ]+$' -Because 'a header that is broken takes two lines'
        $lines | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
    }

    It 'at 80 columns, a price shows the whole size of its image' {
        $objects.Price | Format-Table | Out-String -Width 80 | Should -Match " $($objects.Price.Width)x$($objects.Price.Height)\s"
    }

    It 'the list of a task shows the links of its images, and its reviews' {
        # a List has a ForEach of its own, which returns nothing
        ($objects.Task | Format-List | Out-String -Width 200) -replace '\e\[[\d;]*m' | Should -Match "Images +: $([regex]::Escape($objects.Task.Images[0].Url))"
        ($objects.Task | Approve-NanoBananaImage -PassThru | Format-List | Out-String) -replace '\e\[[\d;]*m' | Should -Match 'Review +: Approved'
    }

    It 'no property of a model or a price is shown as the source of a record' {
        Get-NanoBananaModel | Format-List * | Out-String -Width 300 | Should -Not -Match '\w \{ \w+ ='
        (Get-NanoBananaProvider).Models | Format-List * | Out-String -Width 300 | Should -Not -Match '\w \{ \w+ ='
    }

    It 'groups <Name> by provider' -ForEach @{ Name = 'Task' }, @{ Name = 'Price' }, @{ Name = 'Model' } {
        "$($objects[$Name] | Format-Table | Out-String)" -replace '\e\[[\d;]*m' | Should -Match "(?m)^   Provider: $($objects[$Name].Provider)\s*$"
    }

    It 'shows a cost at the right of its column' {
        $lines = ($objects.Task, $objects.Failed | Format-Table | Out-String -Width 120) -replace '\e\[[\d;]*m' -split '\r?\n'
        $end = ($lines -match '^State ')[0].IndexOf('Cost') + 4
        foreach ($line in $lines -match 'credits') { $line.Substring($end - 8, 9) | Should -Match '\d credits $|credits $' }
    }

    It 'shows a time <Minutes> minutes ago as <Text>' -ForEach @(
        @{ Minutes = 0; Text = 'just now' }, @{ Minutes = -5; Text = 'just now' }, @{ Minutes = 3; Text = '3 min ago' }
        @{ Minutes = 59; Text = '59 min ago' }, @{ Minutes = 120; Text = '2 h ago' }, @{ Minutes = 4320; Text = '3 d ago' }
    ) {
        # as it comes from another machine
        $task = Get-Copy $objects.Task
        $task.SubmittedAt = [DateTimeOffset]::UtcNow.AddMinutes(-$Minutes)
        $task | Format-Table | Out-String | Should -Match " $Text "
        $task | Format-List | Out-String | Should -Match "SubmittedAt .*\($Text\)"
    }

    It 'a wide view of <Name> says <Text>' -ForEach @{ Name = 'Task'; Text = 'Succeeded: in snow' }, @{ Name = 'Profile'; Text = 'emulator-crun' } {
        $objects[$Name] | Format-Wide | Out-String | Should -Match $Text
    }

    It 'colours states as $PSStyle.OutputRendering says' {
        $before = $PSStyle.OutputRendering
        try {
            $PSStyle.OutputRendering = 'Ansi'
            $objects.Task | Format-Table | Out-String | Should -Match '\e\[32mSucceeded\e\[0m'
            $objects.Failed | Format-List | Out-String | Should -Match '\e\[31mFailed\e\[0m'
            $PSStyle.OutputRendering = 'PlainText'
            $objects.Task, $objects.Failed | Format-Table | Out-String | Should -Not -Match '\e'
            $objects.Task | Format-List | Out-String | Should -Not -Match '\e'
        }
        finally {
            $PSStyle.OutputRendering = $before
        }
    }

    It 'colours nothing where NO_COLOR is set' {
        $objects.Task | Export-Clixml "$TestDrive/task.xml"
        $script = "Import-Module '$(Get-ModulePath)'; Import-Clixml '$TestDrive/task.xml'"
        $env:NO_COLOR = '1'
        try { $plain = Invoke-PowerShell -NoProfile -NonInteractive -Command $script }
        finally { Remove-Item Env:NO_COLOR }
        "$plain" | Should -Match 'Succeeded'
        "$plain" | Should -Not -Match '\e'
    }

    It 'shows states without colour where there is no $PSStyle, as in 5.1' {
        $shell = [powershell]::Create()
        try {
            $objects.Task | Export-Clixml "$TestDrive/task.xml"
            $script = "Set-StrictMode -Version Latest; Import-Module '$(Get-ModulePath)'; Remove-Variable PSStyle -Force; Import-Clixml '$TestDrive/task.xml' | Format-Table | Out-String"
            $shell.AddScript($script).Invoke() | Should -Match '(?m)^Succeeded '
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'a task shows its links and the reason of its failure, also in strict mode and as a copy' {
        Set-StrictMode -Version Latest
        $objects.Task.Url | Should -Be $objects.Task.Images[0].Url
        $objects.Open.Url, $objects.Open.Reason | Should -BeNullOrEmpty
        $objects.Failed.Reason | Should -Be 'ContentRefused'
        (Get-Copy $objects.Failed).Reason | Should -Be 'ContentRefused'
        (Get-Copy $objects.Task).Url | Should -Be $objects.Task.Url
    }

    It 'an image shows its number, size and link in a table' {
        ($objects.Task.Images | Out-String) -replace '\e\[[\d;]*m' | Should -Match 'Index +Width +Height +Url'
        (Get-Copy $objects.Task).Images | Out-String | Should -Match '(?s)Index.*Url'
    }

    It 'asks no gateway' {
        $null = Invoke-Control reset POST
        $objects.Values | Where-Object { $_ } | ForEach-Object { $_ | Format-Table; $_ | Format-List } | Out-Null
        (Invoke-Control requests).PSObject.Properties | Should -BeNullOrEmpty
    }

    It 'each list in <_> can be indexed' -ForEach 'Task', 'Open', 'Failed', 'Profile', 'Provider', 'Model', 'Emulator', 'Listener' {
        foreach ($property in $objects[$_].PSObject.Properties) {
            # a dictionary is indexed by its keys
            if ($property.Value -is [Collections.IEnumerable] -and $property.Value -isnot [string] -and $property.Value -isnot [Collections.IDictionary]) {
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
