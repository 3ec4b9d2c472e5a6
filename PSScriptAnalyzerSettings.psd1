@{
    Severity     = @('Error', 'Warning', 'Information')
    IncludeRules = @('*')
    ExcludeRules = @()
    Rules        = @{
        PSUseCompatibleSyntax = @{
            Enable         = $true
            TargetVersions = @('7.4', '7.6')
        }
    }
}
