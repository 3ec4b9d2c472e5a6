BeforeAll {
    . "$PSScriptRoot/Emulated.ps1"
    Start-Emulated -Path $TestDrive -Fault 'rate-limit:Crun@submit*1'
}

AfterAll { Stop-Emulated }

Describe 'New-Banner' {
    It 'makes one image per text, also if the gateway limits the rate' {
        $files = & "$PSScriptRoot/New-Banner.ps1" -Text 'Hello', 'Goodbye' -Destination "$TestDrive/out"
        $files.BaseName | Sort-Object | Should -Be 'a banner that says Goodbye', 'a banner that says Hello'
        Get-EmulatedCharge | Should -Be 2
    }

    It 'does not pay again in a second run' {
        & "$PSScriptRoot/New-Banner.ps1" -Text 'Hello', 'Goodbye' -Destination "$TestDrive/out" | Should -HaveCount 2
        Get-EmulatedCharge | Should -Be 2
    }
}
