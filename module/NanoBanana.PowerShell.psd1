@{
    # one assembly per edition, without a condition or a nested module, which would add milliseconds to each import
    RootModule             = "$PSEdition/NanoBanana.PowerShell.dll"
    ModuleVersion          = '0.0.0' # the build writes the version of Directory.Build.props here
    GUID                   = '6f1d5e0b-3a0e-4a0f-9a3c-7d1d0f8a5b42'
    Author                 = 'NanoBanana.PowerShell contributors'
    Copyright              = '(c) NanoBanana.PowerShell contributors. MIT license.'
    Description            = "Make and edit images with Google's Nano Banana models through five gateways: Pixazo, NanoBananaAPI, Crun, Apikley and AIGPTImage. Pipelines from files to files, prices before you pay, and an emulator of all five gateways to try everything offline and without a key."
    # for PowerShell Core, 7.4 is required, because the assembly in Core needs its .NET
    PowerShellVersion      = '5.1'
    CompatiblePSEditions   = @('Core', 'Desktop')
    DotNetFrameworkVersion = '4.7.2'
    FormatsToProcess       = @('NanoBanana.PowerShell.Format.ps1xml')
    TypesToProcess         = @('NanoBanana.PowerShell.Types.ps1xml')
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    CmdletsToExport        = @(
        'Approve-NanoBananaImage',
        'ConvertFrom-NanoBananaCallback',
        'Deny-NanoBananaImage',
        'Export-NanoBananaDiagnostic',
        'Export-NanoBananaProfile',
        'Export-NanoBananaReport',
        'Export-NanoBananaTask',
        'Get-NanoBananaBudget',
        'Get-NanoBananaCallbackListener',
        'Get-NanoBananaCredit',
        'Get-NanoBananaEmulator',
        'Get-NanoBananaModel',
        'Get-NanoBananaPrice',
        'Get-NanoBananaProfile',
        'Get-NanoBananaProvider',
        'Get-NanoBananaStatement',
        'Get-NanoBananaStore',
        'Get-NanoBananaTask',
        'Import-NanoBananaProfile',
        'Import-NanoBananaTask',
        'Measure-NanoBananaCost',
        'New-NanoBananaTask',
        'Publish-NanoBananaImage',
        'Remove-NanoBananaProfile',
        'Remove-NanoBananaTask',
        'Rename-NanoBananaProfile',
        'Repair-NanoBananaStore',
        'Resolve-NanoBananaTask',
        'Save-NanoBananaImage',
        'Set-NanoBananaProfile',
        'Set-NanoBananaStore',
        'Show-NanoBananaImage',
        'Start-NanoBananaCallbackListener',
        'Start-NanoBananaEmulator',
        'Stop-NanoBananaCallbackListener',
        'Stop-NanoBananaEmulator',
        'Test-NanoBananaProfile',
        'Test-NanoBananaStore',
        'Wait-NanoBananaTask'
    )
    PrivateData            = @{
        PSData = @{
            Tags         = @('NanoBanana', 'Gemini', 'Image', 'AI', 'ImageGeneration', 'ImageEditing', 'Pixazo', 'Crun', 'Apikley', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ProjectUri   = 'https://github.com/nanobanana-powershell/NanoBanana.PowerShell'
            ReleaseNotes = '0.2.0: a store that several machines can share, so that runs with -Resume do not pay twice; the current models of all five gateways, and several gateways in one command; records, review and retakes; statements and unattended runs; image processing with SkiaSharp. Read CHANGELOG.md before you update: it lists the breaking changes.'
        }
    }
}
