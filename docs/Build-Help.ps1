<#
.SYNOPSIS
    Compiles the help pages of docs/en-US to the MAML that Get-Help reads.
.DESCRIPTION
    Needs the module Microsoft.PowerShell.PlatyPS (1.0.3). Because it is not installed everywhere, the compiled help is committed, and a
    test compares it with the pages. The same pages give the same bytes on each day and machine.
.EXAMPLE
    pwsh ./build.ps1 -Task Help
#>
[CmdletBinding()]
param([string] $Path = "$PSScriptRoot/../module/en-US/NanoBanana.PowerShell.dll-Help.xml")

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module Microsoft.PowerShell.PlatyPS -MinimumVersion 1.0.3

function Add-Element {
    param([Xml.XmlElement] $Parent, [string] $Name, [string] $Text)
    $document = $Parent.OwnerDocument
    $prefix = ($Name -split ':')[0]
    $element = $document.CreateElement($Name, $document.DocumentElement.GetNamespaceOfPrefix($prefix))
    if ($Text) { $element.InnerText = $Text }
    $null = $Parent.AppendChild($element)
    $element
}

function Repair-Example {
    <# Moves the code of the examples from the introduction, where PlatyPS leaves it with its fences, to its own element. #>
    param([xml] $Document, [Xml.XmlNamespaceManager] $Names)
    foreach ($example in $Document.SelectNodes('//command:example', $Names)) {
        $text = @($example.SelectNodes('maml:introduction/maml:para', $Names)).InnerText -join "`n"
        $code, $words = [regex]::Match($text, '(?s)^```\w*\n(.*?)\n```\s*(.*)$').Groups[1, 2].Value
        'maml:introduction', 'dev:code', 'dev:remarks' | ForEach-Object { $null = $example.RemoveChild($example.SelectSingleNode($_, $Names)) }
        $null = Add-Element -Parent $example -Name dev:code -Text $code
        $remarks = Add-Element -Parent $example -Name dev:remarks
        $null = Add-Element -Parent $remarks -Name maml:para -Text $words.Trim([char] 0x80, "`n", ' ')
        $null = Add-Element -Parent $remarks -Name maml:para # an empty line before the next example
    }
}

function Add-Default {
    <# Adds the default values, which PlatyPS reads but does not write. #>
    param([xml] $Document, [Xml.XmlNamespaceManager] $Names, [object[]] $Pages)
    foreach ($page in $Pages) {
        $command = $Document.SelectSingleNode("//command:command[command:details/command:name='$($page.Title)']", $Names)
        foreach ($parameter in $page.Parameters | Where-Object DefaultValue) {
            $element = $command.SelectSingleNode("command:parameters/command:parameter[maml:name='$($parameter.Name)']", $Names)
            $null = Add-Element -Parent $element -Name dev:defaultValue -Text $parameter.DefaultValue
        }
    }
}

function Repair-Link {
    <# Removes the second link to the online page: PlatyPS writes it twice, and Get-Help -Online uses the first. #>
    param([xml] $Document, [Xml.XmlNamespaceManager] $Names)
    foreach ($links in $Document.SelectNodes('//command:relatedLinks', $Names)) {
        $online, $others = @($links.SelectNodes('maml:navigationLink', $Names))
        $others | Where-Object uri -EQ $online.uri | ForEach-Object { $null = $links.RemoveChild($_) }
    }
}

$scratch = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
try {
    # in the order of their names, which does not depend on the file system
    $files = [string[]](Get-ChildItem "$PSScriptRoot/en-US" -Filter *-*.md).FullName
    [Array]::Sort($files, [StringComparer]::Ordinal)
    $pages = Import-MarkdownCommandHelp -Path $files
    $maml = $pages | Export-MamlCommandHelp -OutputFolder $scratch -Force

    $document = [xml]::new()
    $document.LoadXml(((Get-Content -LiteralPath $maml.FullName -Raw) -replace '\r\n', "`n"))
    $names = [Xml.XmlNamespaceManager]::new($document.NameTable)
    'maml', 'command', 'dev' | ForEach-Object { $names.AddNamespace($_, $document.DocumentElement.GetNamespaceOfPrefix($_)) }
    Repair-Example -Document $document -Names $names
    Add-Default -Document $document -Names $names -Pages $pages
    Repair-Link -Document $document -Names $names

    $null = New-Item -ItemType Directory -Path (Split-Path $Path) -Force
    $writer = [Xml.XmlWriter]::Create($Path, [Xml.XmlWriterSettings]@{ Encoding = [Text.UTF8Encoding]::new($false); Indent = $true; NewLineChars = "`n" })
    $document.Save($writer)
    $writer.Dispose()
}
finally {
    Remove-Item -LiteralPath $scratch -Recurse -Force -ErrorAction Ignore
}
