# the module: the same pipeline each time
Import-Module $env:BENCH_MODULE
Set-NanoBananaProfile bench Pixazo -BaseUri $env:BENCH_URI -KeyVariable BENCH_KEY
[Console]::WriteLine('ready')

Import-Csv $env:BENCH_LIST |
    New-NanoBananaTask -Profile bench -OutputFormat jpeg -Resume |
    Wait-NanoBananaTask |
    Save-NanoBananaImage -Destination $env:BENCH_FOLDER -Name '{Sku}' |
    Out-Null
