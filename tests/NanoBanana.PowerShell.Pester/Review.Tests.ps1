BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.1
    function New-Batch {
        param([string[]] $Sku)
        $Sku | ForEach-Object { [pscustomobject]@{ Sku = $_; Prompt = "a cup $_ $([guid]::NewGuid())" } } | New-NanoBananaTask -Profile emulator-pixazo | Wait-NanoBananaTask -PollInterval 50ms | Sort-Object { $_.Tag.Sku }
    }
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'Reviews' {
    BeforeEach { $script:batch = New-Batch A-1, B-2, C-3 }

    It 'are kept, and found by Get-NanoBananaTask -Review' {
        $batch[0] | Approve-NanoBananaImage -Note 'good'
        $batch[1].Id | Deny-NanoBananaImage -Reason 'too dark'
        (Get-NanoBananaTask -Review Approved).Id | Should -Contain $batch[0].Id
        $rejected = Get-NanoBananaTask -Review Rejected | Where-Object Id -EQ $batch[1].Id
        $rejected.Review, $rejected.Reviews[0].Note, $rejected.Reviews[0].Decision | Should -Be 'Rejected', 'too dark', 'Rejected'
        (Get-NanoBananaTask -Review Open).Id | Should -Contain $batch[2].Id
        (Get-NanoBananaTask -Review Open).Id | Should -Not -Contain $batch[0].Id
        (Get-NanoBananaTask -Review Approved, Rejected).Id | Should -Contain $batch[1].Id
        (Get-NanoBananaTask -Review approved).Id | Should -Be (Get-NanoBananaTask -Review Approved).Id -Because 'PowerShell accepts a value in any case'
        (Get-NanoBananaTask -Review open).Id | Should -Contain $batch[2].Id
    }

    It 'the last word counts' {
        $batch[0] | Deny-NanoBananaImage
        ($batch[0] | Approve-NanoBananaImage -PassThru).Review | Should -Be 'Approved'
        (Get-NanoBananaTask -Review Rejected).Id | Should -Not -Contain $batch[0].Id
    }

    It 'come from a file of decisions, each cmdlet takes its rows' {
        Set-Content "$TestDrive/decisions.csv" 'TaskId,Index,File,Decision,Note,At', "$($batch[0].Id),1,a.png,Approved,,2026-11-20T10:00:00Z", "$($batch[1].Id),1,b.png,Rejected,`"too dark, again`",2026-11-20T10:00:00Z"
        Import-Csv "$TestDrive/decisions.csv" | Approve-NanoBananaImage
        Import-Csv "$TestDrive/decisions.csv" | Deny-NanoBananaImage
        $reviewed = Get-NanoBananaTask | Where-Object Id -In $batch.Id | Sort-Object { $_.Tag.Sku }
        $reviewed.Review | Should -Be 'Approved', 'Rejected', $null
        $reviewed[1].Reviews[0].Note | Should -Be 'too dark, again'
        $reviewed[1].Reviews[0].At.UtcDateTime | Should -Be ([datetime]::new(2026, 11, 20, 10, 0, 0, [DateTimeKind]::Utc))
    }

    It 'are of single images, where a task has several' {
        $two = New-NanoBananaTask 'two hats' -Count 2 -Profile emulator-pixazo | Wait-NanoBananaTask -PollInterval 50ms
        ($two | Deny-NanoBananaImage -Index 1 -PassThru).Review | Should -BeNullOrEmpty
        ($two | Deny-NanoBananaImage -Index 2 -PassThru).Review | Should -Be 'Rejected'
        ($two | Approve-NanoBananaImage -Index 2 -PassThru).Review | Should -Be 'Approved'
        ($two | Save-NanoBananaImage "$TestDrive/two" | Approve-NanoBananaImage -PassThru)[1].Reviews.Decision | Should -Be 'Approved', 'Approved'
        $two | Approve-NanoBananaImage -Index 3 -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Get-ErrorId | Should -Be 'ImageIndexUnknown'
    }

    It '<What> is an error' -ForEach @(
        @{ What = 'an id that nobody knows'; Make = { 'nobody' }; Id = 'IntentNotFound' }, @{ What = 'a word that is no decision'; Make = { [pscustomobject]@{ TaskId = 'x'; Decision = 'Maybe' } }; Id = 'ColumnNotConverted' },
        @{ What = 'what is no task'; Make = { 42 }; Id = 'NotATask' }, @{ What = 'a task that has not ended'; Make = { New-NanoBananaTask 'slow' }; Id = 'TaskNotReady' }
    ) {
        & $Make | Approve-NanoBananaImage -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Get-ErrorId | Should -Be $Id
    }

    It '-WhatIf keeps nothing' {
        $batch[0] | Approve-NanoBananaImage -WhatIf
        (Get-NanoBananaTask -Review Approved).Id | Should -Not -Contain $batch[0].Id
    }
}

Describe 'Retakes' {
    It 'are the same request again, or another prompt, linked to the first take' {
        $batch = New-Batch D-4, E-5
        $batch | Deny-NanoBananaImage -Reason 'too dark'
        $again = $batch[0] | New-NanoBananaTask -Retake
        $again.Take, $again.TakeOf, $again.Prompt, $again.Tag.Sku | Should -Be 2, $batch[0].IntentId, $batch[0].Prompt, 'D-4'
        $brighter = Get-NanoBananaTask -Review Rejected | Where-Object Id -EQ $batch[1].Id | New-NanoBananaTask -Retake -Prompt { "$($_.Prompt), $($_.Reviews[0].Note -replace 'dark', 'bright')" }
        $brighter.Prompt | Should -Be "$($batch[1].Prompt), too bright"
        $brighter.Take | Should -Be 2
        (Get-NanoBananaTask -Review Rejected).Id | Should -Not -Contain $batch[0].Id -Because 'its later take decides'
        $third = $again | Wait-NanoBananaTask -PollInterval 50ms | New-NanoBananaTask -Retake
        $third.Take, $third.TakeOf | Should -Be 3, $batch[0].IntentId
    }

    It 'with -Resume are paid for once' {
        $batch = New-Batch F-6
        $first = $batch | New-NanoBananaTask -Retake -Resume
        ($batch | New-NanoBananaTask -Retake -Resume).Id | Should -Be $first.Id
        $first.Id | Should -Not -Be $batch.Id
    }

    It 'need a task' {
        [pscustomobject]@{ Prompt = 'x' }, (New-NanoBananaTask 'a hat' -WhatIf) | New-NanoBananaTask -Retake -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Get-ErrorId | Should -Be 'NotATask', 'TaskNotReady'
    }

    It 'are counted by Measure-NanoBananaCost' {
        $before = Measure-NanoBananaCost -IncludeEmulator | Where-Object { $_.Provider -eq 'Pixazo' -and $_.Currency } | Select-Object -Last 1
        $take = New-Batch G-7 | New-NanoBananaTask -Retake | Wait-NanoBananaTask -PollInterval 50ms
        $after = Measure-NanoBananaCost -IncludeEmulator | Where-Object { $_.Provider -eq 'Pixazo' -and $_.Currency } | Select-Object -Last 1
        ($after.Retakes - $before.Retakes) | Should -Be 1
        ($after.RetakeCost - $before.RetakeCost) | Should -Be $take.Cost.Amount
    }

    It 'stand side by side in the report' {
        $batch = New-Batch H-8
        $null = $batch | Save-NanoBananaImage "$TestDrive/takes"
        $batch | Deny-NanoBananaImage -Reason 'too <dark>'
        $take = $batch | New-NanoBananaTask -Retake | Wait-NanoBananaTask -PollInterval 50ms
        $null = $take | Save-NanoBananaImage "$TestDrive/takes"
        $take | Export-NanoBananaReport "$TestDrive/takes.html"
        $html = Get-Content "$TestDrive/takes.html" -Raw
        ($html -match '(?s)class="strip takes".*Take 1, rejected.*Take 2') | Should -BeTrue
        ($html -match '<dt>Sku</dt><dd><bdi>H-8</bdi>') | Should -BeTrue
        $batch | Export-NanoBananaReport "$TestDrive/first.html"
        ((Get-Content "$TestDrive/first.html" -Raw) -match 'too &lt;dark&gt;') | Should -BeTrue
    }
}

Describe 'Export-NanoBananaReport -Review' {
    It 'has controls for each image, with what was decided before' {
        $batch = New-Batch I-9, J-10
        $batch[0] | Deny-NanoBananaImage -Reason 'a "note"'
        $null = $batch | Save-NanoBananaImage "$TestDrive/review" -Name '{Sku}'
        $batch | Export-NanoBananaReport "$TestDrive/review.html" -Review
        $html = Get-Content "$TestDrive/review.html" -Raw
        ([regex]::Matches($html, '<fieldset class="review"')).Count | Should -Be 2
        ($html -match "data-task=`"$($batch[0].Id)`" data-index=`"1`" data-file=`"I-9\.\w+`"") | Should -BeTrue
        ($html -match 'value="Rejected" checked') | Should -BeTrue
        ($html -match 'value="a &quot;note&quot;"') | Should -BeTrue
        ($html -match 'id="save"') | Should -BeTrue
        $batch | Export-NanoBananaReport "$TestDrive/plain.html"
        ((Get-Content "$TestDrive/plain.html" -Raw) -match '<fieldset class="review"') | Should -BeFalse
    }
}
