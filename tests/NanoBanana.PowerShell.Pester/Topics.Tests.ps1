BeforeDiscovery {
    . "$PSScriptRoot/HelpPages.ps1"
    $script:blocks = Get-TopicBlock
}

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    . "$PSScriptRoot/HelpPages.ps1"
}

Describe 'The commands of <Page> "<Line>"' -ForEach $script:blocks {
    BeforeAll {
        $env:NANOBANANA_HOME = "$TestDrive/home-of-topics"
        $script:folder = New-Item -ItemType Directory "$TestDrive/topic" -Force
        foreach ($part in 'photos', 'in') { Copy-Item "$PSScriptRoot/../../samples/photos" "$folder/$part" -Recurse }
        Copy-Item "$folder/photos/*.jpg", "$PSScriptRoot/../../samples/Automation/Invoke-Batch.ps1" $folder
        Set-Content "$folder/work.csv" "Prompt`na lake`na boat"
    }

    AfterAll {
        if (Get-NanoBananaCallbackListener) { Stop-NanoBananaCallbackListener }
        Get-NanoBananaProfile work, studio -ErrorAction Ignore | ForEach-Object { Remove-NanoBananaProfile $_.Name -Confirm:$false }
        if (Get-NanoBananaEmulator) { Stop-NanoBananaEmulator }
        Remove-Item "$TestDrive/home-of-topics", $folder -Recurse -Force -ErrorAction Ignore
        $env:NANOBANANA_HOME = "$TestDrive/home"
    }

    It 'run' -Skip:([bool]$_.NotRun) -Tag @($_.NotRun | Where-Object { $_ }) {
        if ($_.Code -notmatch 'Start-NanoBananaEmulator') {
            $emulator = Start-NanoBananaEmulator -TaskDuration 100ms
            # the profiles that the topics are about
            Set-NanoBananaProfile work Crun -BaseUri "$($emulator.Uri)crun" -ApiKey (ConvertTo-Key $emulator.Key) -SessionOnly
            Set-NanoBananaProfile studio AigptImage -BaseUri "$($emulator.Uri)aigptimage" -ApiKey (ConvertTo-Key $emulator.Key) -SessionOnly
        }
        # the cap of an emulated price that is unknown
        $code = $_.Code -replace " -MaxCost '5 USD'|; MaxCost = '5 USD'"
        Invoke-HelpExample $code $folder | Should -BeNullOrEmpty
    }
}
