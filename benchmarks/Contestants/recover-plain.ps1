# a script that keeps no record: articles without a file are done from the beginning, twenty at the same time; a refused call is repeated
[Console]::WriteLine('ready')

Import-Csv $env:BENCH_LIST | Where-Object { -not (Test-Path "$env:BENCH_FOLDER/$($_.Sku).jpg") } | ForEach-Object -ThrottleLimit 20 -Parallel {
    $ErrorActionPreference = 'Stop'
    $ProgressPreference = 'SilentlyContinue'
    $call = @{ Headers = @{ 'Ocp-Apim-Subscription-Key' = $env:BENCH_KEY; 'Cache-Control' = 'no-cache' }; Method = 'Post'; ContentType = 'application/json'; MaximumRetryCount = 5; RetryIntervalSec = 1 }
    $body = @{ prompt = $_.Prompt; image_urls = @($_.ImageUrl); output_format = 'jpeg' } | ConvertTo-Json
    $id = (Invoke-RestMethod "$env:BENCH_URI/nano-banana/v1/nano-banana/generateEditImageRequest" @call -Body $body).request_id
    do {
        Start-Sleep -Milliseconds $env:BENCH_POLL
        $status = Invoke-RestMethod "$env:BENCH_URI/nano-banana-polling/nano-banana/getStatus" @call -Body (@{ requestId = $id } | ConvertTo-Json)
        if ($status.status -in 'FAILED', 'ERROR') { throw $status.error }
    } until ($status.status -eq 'COMPLETED')

    Invoke-WebRequest $status.images[0].url -OutFile "$env:BENCH_FOLDER/$($_.Sku).jpg"
}
