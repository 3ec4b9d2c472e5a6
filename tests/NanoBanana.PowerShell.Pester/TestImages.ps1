<#
.SYNOPSIS
    Writes small images that are whole and valid, no two alike, and reads what an image says of itself.
#>

function ConvertTo-BigEndian {
    [OutputType([byte[]])]
    param([uint32] $Number, [int] $Length = 4)
    $bytes = [BitConverter]::GetBytes($Number)[0..($Length - 1)]
    [array]::Reverse($bytes)
    , [byte[]]$bytes
}

function Get-Crc32 {
    [OutputType([uint32])]
    param([byte[]] $Bytes)
    [uint32] $crc = 4294967295
    foreach ($byte in $Bytes) {
        $crc = $crc -bxor $byte
        foreach ($bit in 1..8) { $crc = if ($crc -band 1) { ($crc -shr 1) -bxor 3988292384 } else { $crc -shr 1 } }
    }
    $crc -bxor 4294967295
}

function ConvertTo-PngChunk {
    [OutputType([byte[]])]
    param([string] $Type, [byte[]] $Data)
    $named = [Text.Encoding]::ASCII.GetBytes($Type) + $Data
    , [byte[]]((ConvertTo-BigEndian $Data.Length) + $named + (ConvertTo-BigEndian (Get-Crc32 $named)))
}

function ConvertTo-Png {
    <# One black picture; the comment keeps two of them from being alike. #>
    [OutputType([byte[]])]
    param([int] $Width, [int] $Height, [string] $Comment)
    $packed = [IO.MemoryStream]::new()
    $zlib = [IO.Compression.ZLibStream]::new($packed, [IO.Compression.CompressionLevel]::Optimal, $true)
    $zlib.Write([byte[]]::new($Height * ($Width + 1)))
    $zlib.Dispose()
    $header = (ConvertTo-BigEndian $Width) + (ConvertTo-BigEndian $Height) + [byte[]](8, 0, 0, 0, 0)
    $text = [Text.Encoding]::ASCII.GetBytes("Comment`0$Comment")
    , [byte[]]([byte[]](137, 80, 78, 71, 13, 10, 26, 10) + (ConvertTo-PngChunk IHDR $header) + (ConvertTo-PngChunk tEXt $text) +
        (ConvertTo-PngChunk IDAT $packed.ToArray()) + (ConvertTo-PngChunk IEND @()))
}

function ConvertTo-Jpeg {
    <# One grey picture: each block is two zero bits, "no difference" and "end of block". #>
    [OutputType([byte[]])]
    param([int] $Width, [int] $Height, [string] $Comment)
    $bits = 2 * [math]::Ceiling($Width / 8) * [math]::Ceiling($Height / 8)
    $scan = [byte[]]::new([math]::Ceiling($bits / 8))
    if ($bits % 8) { $scan[-1] = (1 -shl (8 - $bits % 8)) - 1 }
    $text = [Text.Encoding]::ASCII.GetBytes($Comment)
    $oneCode = [byte[]](1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    , [byte[]]([byte[]](0xFF, 0xD8, 0xFF, 0xFE) + (ConvertTo-BigEndian ($text.Length + 2) 2) + $text +
        [byte[]](0xFF, 0xDB, 0, 67, 0) + (, [byte]1 * 64) +
        [byte[]](0xFF, 0xC0, 0, 11, 8) + (ConvertTo-BigEndian $Height 2) + (ConvertTo-BigEndian $Width 2) + [byte[]](1, 1, 0x11, 0) +
        [byte[]](0xFF, 0xC4, 0, 20, 0) + $oneCode + [byte[]](0xFF, 0xC4, 0, 20, 0x10) + $oneCode +
        [byte[]](0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0) + $scan + [byte[]](0xFF, 0xD9))
}

function Write-TestImage {
    <# Writes an image of the kind that the extension says, and gives the file. #>
    [OutputType([IO.FileInfo])]
    param([Parameter(ValueFromPipeline)] [string] $Path, [int] $Width = 16, [int] $Height = 16)
    process {
        $comment = [guid]::NewGuid().ToString()
        $bytes = if ($Path -like '*.png') { ConvertTo-Png -Width $Width -Height $Height -Comment $comment } else { ConvertTo-Jpeg -Width $Width -Height $Height -Comment $comment }
        $null = New-Item -ItemType Directory -Path (Split-Path -LiteralPath $Path) -Force
        [IO.File]::WriteAllBytes($Path, $bytes)
        Get-Item -LiteralPath $Path
    }
}

function Get-ImageFact {
    <# Format, pixel size and texts by the bytes alone; throws if the image is not whole. #>
    param([Parameter(ValueFromPipelineByPropertyName)] [Alias('FullName')] [string] $Path)
    process {
        $bytes = [IO.File]::ReadAllBytes($Path)
        if ($bytes[0] -eq 0x89) { Get-PngFact $bytes } else { Get-JpegFact $bytes }
    }
}

function Get-PngFact {
    param([byte[]] $Bytes)
    $fact = @{ Format = 'png' }
    $packed = [IO.MemoryStream]::new()
    for ($at = 8; $type -ne 'IEND'; $at += 12 + $length) {
        $length = [Buffers.Binary.BinaryPrimitives]::ReadInt32BigEndian([byte[]]$Bytes[$at..($at + 3)])
        $type = [Text.Encoding]::ASCII.GetString($Bytes, $at + 4, 4)
        switch ($type) {
            'IHDR' { $fact.Width, $fact.Height = ($at + 8), ($at + 12) | ForEach-Object { [Buffers.Binary.BinaryPrimitives]::ReadInt32BigEndian([byte[]]$Bytes[$_..($_ + 3)]) } }
            'IDAT' { $packed.Write($Bytes, $at + 8, $length) }
            { $_ -in 'tEXt', 'iTXt' } {
                $name, $value = [Text.Encoding]::UTF8.GetString($Bytes, $at + 8, $length) -split "`0+", 2
                $fact[$name] = $value
            }
        }
    }

    $pixels = [IO.MemoryStream]::new()
    $packed.Position = 0
    # throws where the checksum of the pixels is wrong
    [IO.Compression.ZLibStream]::new($packed, [IO.Compression.CompressionMode]::Decompress).CopyTo($pixels)
    if ($at -ne $Bytes.Length -or $pixels.Length -lt $fact.Height * ($fact.Width + 1)) { throw 'The PNG is not whole.' }
    [pscustomobject]$fact
}

function Get-JpegFact {
    param([byte[]] $Bytes)
    $fact = @{ Format = 'jpeg' }
    if ($Bytes[0] -ne 0xFF -or $Bytes[1] -ne 0xD8 -or $Bytes[-2] -ne 0xFF -or $Bytes[-1] -ne 0xD9) { throw 'The JPEG is not whole.' }
    for ($at = 2; $Bytes[$at + 1] -ne 0xDA; $at += 2 + $length) {
        $length = 256 * $Bytes[$at + 2] + $Bytes[$at + 3]
        switch ($Bytes[$at + 1]) {
            0xC0 { $fact.Height, $fact.Width = (256 * $Bytes[$at + 5] + $Bytes[$at + 6]), (256 * $Bytes[$at + 7] + $Bytes[$at + 8]) }
            0xFE {
                foreach ($line in [Text.Encoding]::UTF8.GetString($Bytes, $at + 4, $length - 2) -split "`n") {
                    $name, $value = $line -split ': ', 2
                    $fact[$name] = $value
                }
            }
        }
    }

    [pscustomobject]$fact
}
