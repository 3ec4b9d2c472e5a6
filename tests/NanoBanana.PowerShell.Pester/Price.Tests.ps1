BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $null = Start-NanoBananaEmulator -TaskDuration 0.2
    $script:wide = Write-TestImage "$TestDrive/wide.jpg" -Width 32 -Height 18
    $script:square = Write-TestImage "$TestDrive/square.png" -Width 20 -Height 20
    $script:tall = Write-TestImage "$TestDrive/tall.png" -Width 30 -Height 40
}

AfterAll { Stop-NanoBananaEmulator }

Describe 'Get-NanoBananaPrice' {
    It 'has the row of Pixazo for <Ratio> as the gateway prints it' -ForEach @(
        @'
Ratio,Width,Height,Pixels,ScaleFactor,Amount
1:1,1024,1024,1048576,1,0.06
16:9,1920,1080,2073600,1.98,0.1188
21:9,2560,1096,2807360,2.68,0.1608
3:2,1800,1200,2160000,2.06,0.1236
2:3,1200,1800,2160000,2.06,0.1236
4:5,1080,1350,1458000,1.39,0.0834
5:4,1250,1000,1250000,1.19,0.0714
3:4,1080,1440,1555200,1.48,0.0888
4:3,1440,1080,1555200,1.48,0.0888
9:16,1080,1920,2073600,1.98,0.1188
'@ | ConvertFrom-Csv | ForEach-Object { $row = @{}; $_.PSObject.Properties | ForEach-Object { $row[$_.Name] = $_.Value }; $row }
    ) {
        $price = Get-NanoBananaPrice -Provider Pixazo -Operation Edit | Where-Object AspectRatio -EQ $Ratio
        @($price).Count | Should -Be 1
        $price.Width, $price.Height, $price.Pixels | Should -Be ([int]$Width), ([int]$Height), ([int]$Pixels)
        $price.Amount | Should -BeOfType decimal
        $price.Amount, $price.ScaleFactor | Should -Be ([decimal]$Amount), ([decimal]$ScaleFactor)
        $price.Currency, $price.Certainty, $price.Provider | Should -Be 'USD', 'Exact', 'Pixazo'
        $price.Source | Should -Not -BeNullOrEmpty
        $price.AsOf | Should -BeOfType datetime
    }

    It 'has ten rows for Pixazo, and says where the list contradicts itself' {
        $rows = Get-NanoBananaPrice Pixazo
        $rows.Count | Should -Be 10
        ($rows | Where-Object Note).AspectRatio | Should -Be '21:9'
    }

    It 'invents no price for <_>' -ForEach 'Crun', 'Apikley', 'AigptImage' {
        foreach ($operation in 'Edit', 'Generate') {
            $price = Get-NanoBananaPrice -Provider $_ -Operation $operation
            @($price).Count | Should -Be 1
            $price.Certainty, $price.Amount, $price.Operation | Should -Be 'Unknown', $null, $operation
            $price.Source | Should -BeLike "$_*"
        }
    }

    It 'marks a price that another source states as estimated' {
        $price = Get-NanoBananaPrice NanoBananaApi -Model nano-banana-2 -Resolution 2K
        $price.Certainty, $price.Amount, $price.Currency, $price.Resolution | Should -Be 'Estimated', 0.06, 'USD', '2K'
        $price.AsOf | Should -Not -BeNullOrEmpty
    }

    It 'prices a family on the gateways that have it, and its cheaper lane' {
        (Get-NanoBananaPrice -Model nano-banana-2.1).Provider | Should -Be 'Apikley'
        (Get-NanoBananaPrice -Model nano-banana-pro -Resolution 4K -Economy).Amount | Should -Be 0.12
        { Get-NanoBananaPrice Crun -Economy -ErrorAction Stop } | Should -Throw -ErrorId 'OptionNotSupported*'
    }

    It 'shows all providers without a parameter' {
        (Get-NanoBananaPrice).Provider | Sort-Object -Unique | Should -Be ($Providers | Sort-Object)
    }

    It 'adds up the price of piped images' {
        $sum = $wide, $square, $tall | Get-NanoBananaPrice -Provider Pixazo | Measure-Object Amount -Sum
        $sum.Count | Should -Be 3
        [decimal]$sum.Sum | Should -Be 0.2676
    }

    It 'names the image and the nearest ratio of each price' {
        $prices = Get-ChildItem "$TestDrive/*" -Include *.jpg, *.png | Get-NanoBananaPrice -Provider Pixazo
        ($prices | Where-Object Path -EQ $wide.FullName).AspectRatio | Should -Be '16:9'
        ($prices | Where-Object Path -EQ $square.FullName).AspectRatio | Should -Be '1:1'
        ($prices | Where-Object Path -EQ $tall.FullName).AspectRatio | Should -Be '3:4'
        $prices.Certainty | Should -Be (@('Estimated') * 3)
    }

    It 'takes -AspectRatio and -Count' {
        $price = Get-NanoBananaPrice Pixazo -AspectRatio 16:9 -Count 3 -Operation Generate
        $price.Amount, $price.Count, $price.Certainty, $price.Operation | Should -Be 0.3564, 3, 'Exact', 'Generate'
        (Get-NanoBananaPrice Pixazo -Count 2).Amount | Should -Be 0.12
    }

    It 'takes the provider of -Profile' {
        (Get-NanoBananaPrice -Profile emulator-pixazo -AspectRatio 1:1).Amount | Should -Be 0.06
        ($wide | Get-NanoBananaPrice -Profile emulator-pixazo).AspectRatio | Should -Be '16:9'
        (Get-NanoBananaPrice -Profile emulator-apikley).Certainty | Should -Be 'Unknown'
    }

    It 'is what the gateway charges for an edit' {
        $null = Invoke-Control reset POST
        $price = $wide | Get-NanoBananaPrice -Provider Pixazo
        $task = $wide | New-NanoBananaTask x -Profile emulator-pixazo | Wait-NanoBananaTask -PollInterval 100ms
        (Get-Charge Pixazo).amount | Should -Be $price.Amount
        $task.Cost.Amount, $task.Cost.Currency | Should -Be $price.Amount, 'USD'
    }

    It 'refuses <What> with <Id>' -ForEach @(
        @{ What = 'an unknown provider'; Options = @{ Provider = 'Nobody' }; Id = 'UnknownProvider'; Says = '*Nobody*Pixazo, NanoBananaApi, Crun, Apikley, AigptImage*' }
        @{ What = 'an unknown operation'; Options = @{ Provider = 'Pixazo'; Operation = 'Paint' }; Id = 'UnknownOperation'; Says = '*Paint*Generate, Edit*' }
        @{ What = 'an unknown model'; Options = @{ Provider = 'Crun'; Model = 'banana-9' }; Id = 'UnknownModel'; Says = '*banana-9*google/nano-banana*' }
        @{ What = 'an unknown ratio'; Options = @{ Provider = 'Pixazo'; AspectRatio = '7:3' }; Id = 'InvalidAspectRatio'; Says = '*7:3*16:9*' }
    ) {
        { Get-NanoBananaPrice @Options -ErrorAction Stop } | Should -Throw -ErrorId "$Id*" -ExpectedMessage $Says
    }

    It 'an unknown provider is one error, and the others get a price' {
        $prices = Get-NanoBananaPrice Nobody, Pixazo -AspectRatio 1:1 -ErrorVariable problems -ErrorAction SilentlyContinue
        $prices.Provider | Should -Be 'Pixazo'
        $problems | Get-ErrorId | Should -Be 'UnknownProvider'
    }

    It 'a missing image is one error, and the others get a price' {
        $prices = $wide.FullName, "$TestDrive/missing.jpg", $square.FullName | Get-NanoBananaPrice Pixazo -ErrorVariable problems -ErrorAction SilentlyContinue
        $prices.AspectRatio | Should -Be '16:9', '1:1'
        $problems | Get-ErrorId | Should -Be 'ImageNotFound'
    }

    It 'a missing image of a list is one error of -Live, too' {
        $prices = Get-NanoBananaPrice -Profile emulator-crun -Live -Path "$TestDrive/missing.jpg", $square.FullName -ErrorVariable problems -ErrorAction SilentlyContinue
        $prices.Path | Should -Be $square.FullName
        $problems | Get-ErrorId | Should -Be 'ImageNotFound'
    }
}
