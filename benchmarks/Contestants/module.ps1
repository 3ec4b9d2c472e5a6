# the module: one pipeline
Import-Module $env:BENCH_MODULE
Set-NanoBananaProfile bench Pixazo -BaseUri $env:BENCH_URI -KeyVariable BENCH_KEY

1..[int] $env:BENCH_COUNT |
    ForEach-Object { [pscustomobject]@{ Prompt = "Edit image $_ to have a red hat"; ImageUrl = 'https://example.com/image1.jpg' } } |
    New-NanoBananaTask -Profile bench -OutputFormat jpeg |
    Wait-NanoBananaTask |
    Save-NanoBananaImage -Destination $env:BENCH_FOLDER -Name '{Id}' |
    Out-Null

[System.Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime.TotalSeconds.ToString([cultureinfo]::InvariantCulture)
