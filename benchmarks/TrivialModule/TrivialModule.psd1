@{
    RootModule        = 'TrivialModule.dll'
    ModuleVersion     = '1.0.0'
    GUID              = '3d1f8a52-6a4e-4f0b-9c55-0f3b7c1f9a11'
    Description       = 'A binary module with one cmdlet, to compare imports with.'
    PowerShellVersion = '7.4'
    CmdletsToExport   = 'Get-TrivialThing'
    FunctionsToExport = @()
    AliasesToExport   = @()
    VariablesToExport = @()
}
