BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $script:module = Get-ModulePath
    $script:emulator = Start-NanoBananaEmulator -TaskDuration 0.2
    $script:photos = (1..3 | ForEach-Object { "$TestDrive/photo$_.png" } | Write-TestImage).FullName
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'Twenty runspaces on one profile store, journal, upload cache and folder' {
    BeforeAll {
        $script:count = 20
        # each keeps its own profile, writes the one that all of them use, and makes an image of each photo
        $script:results = 1..$count | ForEach-Object -ThrottleLimit $count -Parallel {
            Import-Module $using:module
            $number = $_
            $key = [Net.NetworkCredential]::new('', ($using:emulator).Key).SecurePassword
            $uri = "$(($using:emulator).Uri)crun"
            Set-NanoBananaProfile "mine$number" Crun -BaseUri $uri -ApiKey $key
            Set-NanoBananaProfile shared Crun -BaseUri $uri -ApiKey $key
            $using:photos | New-NanoBananaTask "photo for $number" -Profile shared -ErrorVariable wrong |
                Wait-NanoBananaTask -PollInterval 50ms -ErrorVariable +wrong |
                Save-NanoBananaImage -Destination "$using:TestDrive/out" -ErrorVariable +wrong
            $wrong | ForEach-Object { "runspace ${number}: $_" }
        }
        $script:files = @($results | Where-Object { $_ -is [IO.FileInfo] })
    }

    It 'none fails' { $results | Where-Object { $_ -is [string] } | Should -BeNullOrEmpty }

    It 'each intent is charged once, and the journal knows each' {
        $charged = (Get-Charge Crun).taskId
        $charged | Should -HaveCount (3 * $count)
        $charged | Sort-Object -Unique | Should -HaveCount (3 * $count)
        $listed = Get-NanoBananaTask | Where-Object Profile -EQ 'shared'
        $listed.Id | Sort-Object | Should -Be ($charged | Sort-Object)
        $listed.State | Sort-Object -Unique | Should -Be 'Succeeded'
        Get-NanoBananaTask -Unsaved | Should -BeNullOrEmpty
    }

    It 'every image is whole, under a name of its own, and nothing else lies there' {
        $files.FullName | Sort-Object -Unique | Should -HaveCount (3 * $count)
        (Get-ChildItem "$TestDrive/out" -Force).FullName | Sort-Object | Should -Be ($files.FullName | Sort-Object)
        $facts = $files | Get-ImageFact
        $facts.TaskId | Sort-Object | Should -Be ((Get-Charge Crun).taskId | Sort-Object)
    }

    It 'each photo is uploaded at most once by each pipeline' {
        # an upload at Crun is two calls; pipelines that start at the same time do not know of each other's
        Get-CallCount Crun upload | Should -BeLessOrEqual (2 * 3 * $count)
        Get-CallCount Crun upload | Should -BeGreaterOrEqual (2 * 3)
        $before = Get-CallCount Crun upload
        $null = $photos | New-NanoBananaTask 'once more' -Profile shared | Wait-NanoBananaTask -PollInterval 50ms
        Get-CallCount Crun upload | Should -Be $before
    }

    It 'every profile is there, with its key' {
        $kept = Get-NanoBananaProfile | Where-Object KeySource -EQ 'Store'
        $kept | Should -HaveCount ($count + 1)
        $kept.HasKey | Sort-Object -Unique | Should -BeTrue
        (Test-NanoBananaProfile shared).Profile | Should -Be 'shared'
    }
}
