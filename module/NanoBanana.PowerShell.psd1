@{
    RootModule           = 'Core/NanoBanana.PowerShell.dll'
    ModuleVersion        = '0.0.0' # the build writes the version of Directory.Build.props here
    GUID                 = '6f1d5e0b-3a0e-4a0f-9a3c-7d1d0f8a5b42'
    Author               = 'NanoBanana.PowerShell contributors'
    Copyright            = '(c) NanoBanana.PowerShell contributors. MIT license.'
    Description          = "Make and edit images with Google's Nano Banana models through five gateways: Pixazo, NanoBananaAPI, Crun, Apikley and AIGPTImage. Pipelines from files to files, prices before you pay, and an emulator of all five to try everything offline and without a key."
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('NanoBanana.PowerShell.Format.ps1xml')
    TypesToProcess       = @('NanoBanana.PowerShell.Types.ps1xml')
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    CmdletsToExport      = @(
        'Get-NanoBananaCredit'
        'Get-NanoBananaEmulator'
        'Get-NanoBananaPrice'
        'Get-NanoBananaProfile'
        'Get-NanoBananaProvider'
        'Get-NanoBananaTask'
        'Measure-NanoBananaCost'
        'New-NanoBananaTask'
        'Publish-NanoBananaImage'
        'Remove-NanoBananaProfile'
        'Remove-NanoBananaTask'
        'Resolve-NanoBananaTask'
        'Save-NanoBananaImage'
        'Set-NanoBananaProfile'
        'Show-NanoBananaImage'
        'Start-NanoBananaEmulator'
        'Stop-NanoBananaEmulator'
        'Wait-NanoBananaTask'
    )
    PrivateData          = @{
        PSData = @{
            Tags       = @('NanoBanana', 'Gemini', 'Image', 'AI', 'ImageGeneration', 'ImageEditing', 'Pixazo', 'Crun', 'Apikley', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri = 'https://opensource.org/license/mit'
        }
    }
}
