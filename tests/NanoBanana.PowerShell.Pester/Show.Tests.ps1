BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator
    $script:png = Write-TestImage "$TestDrive/a.png"
    $script:jpeg = Write-TestImage "$TestDrive/b.jpg"

    function Invoke-InTerminal {
        # what a shell writes whose output is a terminal that sets these words
        param([hashtable] $Environment, [string] $Script)
        $start = @{ TERM = 'xterm-256color'; TERM_PROGRAM = ''; TMUX = ''; STY = ''; KITTY_WINDOW_ID = ''; LC_TERMINAL = '' }
        $Environment.Keys | ForEach-Object { $start[$_] = $Environment[$_] }
        $old = @{}
        $start.Keys | ForEach-Object { $old[$_] = [Environment]::GetEnvironmentVariable($_); [Environment]::SetEnvironmentVariable($_, $start[$_]) }
        try {
            Set-Content "$TestDrive/run.ps1" "Import-Module '$(Get-ModulePath)'; $Script"
            (script -qec "'$((Get-PowerShellCommand) -join "' '")' -NoProfile -File '$TestDrive/run.ps1'" /dev/null) -join "`n"
        }
        finally { $old.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $old[$_]) } }
    }
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'Show-NanoBananaImage' {
    It 'says why it draws nothing where the output is no terminal' {
        $png | Show-NanoBananaImage -WarningVariable words -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $words | Should -BeLike 'No image is drawn, because *terminal*'
        @($words).Count | Should -Be 1
    }

    It 'accepts a protocol in any case' {
        $png | Show-NanoBananaImage -Protocol auto -WarningVariable words -WarningAction SilentlyContinue
        $words | Should -BeLike 'No image is drawn, because *terminal*'
    }

    It 'reports a file that does not exist, and a task that is not saved' {
        Show-NanoBananaImage "$TestDrive/none.png" -WarningAction Ignore -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Get-ErrorId | Should -Be 'ImageNotFound'
        New-NanoBananaTask 'a lake' | Show-NanoBananaImage -WarningAction Ignore -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Get-ErrorId | Should -Be 'ImageNotSaved'
    }

    It 'tells of one of several files that is not there, and takes the others' {
        $sheet = Show-NanoBananaImage "$TestDrive/none.png", $png -ContactSheet "$TestDrive/some.png" -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Get-ErrorId | Should -Be 'ImageNotFound'
        $sheet | Should -Exist
    }

    It 'makes one picture of many' {
        $sheet = Get-Item $png, $jpeg | Show-NanoBananaImage -ContactSheet "$TestDrive/sheet.png"
        $sheet.FullName | Should -Be (Get-Item "$TestDrive/sheet.png").FullName
        $sheet.Length | Should -BeGreaterThan 500
        { $png | Show-NanoBananaImage -ContactSheet "$TestDrive/sheet.png" -ErrorAction Stop } | Should -Throw -ErrorId 'FileExists*'
        Set-Content "$TestDrive/text.png" 'text'
        $null = Get-Item $png, "$TestDrive/text.png" | Show-NanoBananaImage -ContactSheet "$TestDrive/sheet.png" -Force -WarningVariable words -WarningAction SilentlyContinue
        $words | Should -BeLike "*text.png' is not a JPEG, PNG or WebP image*crossed out."
        { $png | Show-NanoBananaImage -ContactSheet "$TestDrive/sheet.gif" -ErrorAction Stop } | Should -Throw -ErrorId 'OutFileEnding*'
    }

    Context 'in a terminal' -Skip:(-not (Get-Command script -CommandType Application -ErrorAction Ignore) -or -not $IsLinux) -Tag 'needs Linux with util-linux script' {
        It 'draws a PNG in kitty' {
            $text = Invoke-InTerminal @{ TERM = 'xterm-kitty' } "Get-Item '$png' | Show-NanoBananaImage -Width 20"
            $text | Should -BeLike "*`e_Ga=T,f=100,q=2,c=20,m=0;$([Convert]::ToBase64String([IO.File]::ReadAllBytes($png)))`e\*"
        }

        It 'draws any image in iTerm2' {
            $text = Invoke-InTerminal @{ TERM_PROGRAM = 'iTerm.app' } "Show-NanoBananaImage '$TestDrive/*.jpg'"
            $text | Should -BeLike "*`e]1337;File=name=*inline=1:$([Convert]::ToBase64String([IO.File]::ReadAllBytes($jpeg)))`a*"
        }

        It 'draws Sixel if it is told to' {
            $text = Invoke-InTerminal @{} "Show-NanoBananaImage '$png' -Protocol sixel -Width 10"
            $text | Should -BeLike "*`eP0;1;0q*"
        }

        It 'draws nothing in tmux, and says so' {
            $text = Invoke-InTerminal @{ TERM = 'xterm-kitty'; TMUX = '/tmp/tmux' } "Show-NanoBananaImage '$png'"
            $text | Should -BeLike '*No image is drawn, because tmux and screen*'
            $text | Should -Not -BeLike "*`e_G*"
        }
    }
}
