<#
.SYNOPSIS
    The shape of a reply: its fields and their kinds. A shape contains no value of the reply, except the words for states.
#>

# words and numbers of the gateway for the outcome of a call or the state of a task
$script:WordFields = 'status', 'state', 'code', 'msg', 'message', 'successFlag', 'errorCode', 'type', 'operationType', 'media_type'

function Get-TextKind {
    [OutputType([string])]
    param([string] $Name, [string] $Text)
    switch -Regex ($Text) {
        '^$' { return 'empty text' }
        '^https?://' { return 'link' }
        '^\d+$' { return 'number in a text' }
        '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' { return 'UUID' }
        '^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$' { return 'time with a zone' }
        '^\d{4}-\d\d-\d\d[ T][\d:.]+$' { return 'time without a zone' }
    }
    if ($Name -in $WordFields -and $Text -match '^[\w /-]{1,40}$') { "word '$Text'" } else { 'text' }
}

function Get-NumberKind {
    [OutputType([string])]
    param([string] $Name, $Number)
    if ($Name -in $WordFields) { "word '$Number'" }
    elseif ($Number -ge 1e12 -and $Number -lt 1e13) { 'time in milliseconds' }
    elseif ($Number -ge 1e9 -and $Number -lt 1e10) { 'time in seconds' }
    else { 'number' }
}

function Add-Shape {
    <# Adds the kinds of a value and of all below it to a table of paths. #>
    param([Collections.IDictionary] $Shape, [string] $Path, [string] $Name, $Value)
    # switch would look at each item of a list
    $kind = switch (, $Value) {
        { $null -eq $_ } { 'null'; break }
        { $_ -is [bool] } { 'true or false'; break }
        { $_ -is [Collections.IDictionary] } { 'object'; break }
        { $_ -is [array] } { if ($_.Count) { 'list' } else { 'empty list' }; break }
        { $_ -is [string] -and $_ -match '^\s*[{\[]' -and (Test-Json $_ -ErrorAction Ignore) } { 'JSON in a text'; break }
        { $_ -is [string] } { Get-TextKind $Name $_; break }
        # ConvertFrom-Json reads some texts as times
        { $_ -is [datetime] } { if ($_.Kind -eq 'Unspecified') { 'time without a zone' } else { 'time with a zone' }; break }
        default { Get-NumberKind $Name $_ }
    }
    if (-not $Shape.Contains($Path)) { $Shape[$Path] = [Collections.Generic.SortedSet[string]]::new() }
    $null = $Shape[$Path].Add($kind)
    if ($kind -eq 'JSON in a text') { Add-Shape $Shape "$Path(text)" $Name (ConvertFrom-Json $Value -AsHashtable -NoEnumerate) }
    elseif ($kind -eq 'object') { foreach ($key in $Value.Keys) { Add-Shape $Shape "$Path.$key" $key $Value[$key] } }
    elseif ($kind -eq 'list') { foreach ($item in $Value) { Add-Shape $Shape "$Path[]" $Name $item } }
}

function Get-Shape {
    <# The shape of several replies of one kind: path -> kinds. #>
    [OutputType([Collections.IDictionary])]
    param([object[]] $Reply)
    $shape = [ordered]@{}
    foreach ($each in $Reply) {
        Add-Shape $shape 'HTTP status' 'status' $each.status
        Add-Shape $shape '$' '' $each.body
    }
    $shape
}

function Compare-Shape {
    <# What is different in the first one, in words. #>
    [OutputType([string])]
    param([Collections.IDictionary] $Live, [Collections.IDictionary] $Emulated)
    # a field that is missing or new says enough: nothing below it is listed
    $isBelow = { param($path, $paths) $paths.Where({ $path -ne $_ -and $path.StartsWith($_) -and $path[$_.Length] -in '.', '[', '(' }).Count -gt 0 }
    $missing = @($Emulated.Keys).Where({ -not $Live.Contains($_) })
    $new = @($Live.Keys).Where({ -not $Emulated.Contains($_) })
    $other = @($Live.Keys).Where({ $Emulated.Contains($_) -and -not $Live[$_].SetEquals($Emulated[$_]) })
    $roots = $missing + $new + $other
    foreach ($path in $missing.Where({ -not (& $isBelow $_ $roots) })) { "$path is missing ($($Emulated[$path] -join ' or '))" }
    foreach ($path in $new.Where({ -not (& $isBelow $_ $roots) })) { "$path is new: $($Live[$path] -join ' or ')" }
    foreach ($path in $other) { "$($path): $($Live[$path] -join ' or ') in place of $($Emulated[$path] -join ' or ')" }
}
