# ForEach-Object -Parallel with Invoke-RestMethod: each item is submitted, waited for and fetched, twenty at the same time
1..[int] $env:BENCH_COUNT | ForEach-Object -ThrottleLimit 20 -Parallel {
    $ErrorActionPreference = 'Stop'
    $ProgressPreference = 'SilentlyContinue'
    $headers = @{ 'Ocp-Apim-Subscription-Key' = $env:BENCH_KEY; 'Cache-Control' = 'no-cache' }
    $body = @{ prompt = "Edit image $_ to have a red hat"; image_urls = @('https://example.com/image1.jpg'); output_format = 'jpeg' } | ConvertTo-Json
    $id = (Invoke-RestMethod "$env:BENCH_URI/nano-banana/v1/nano-banana/generateEditImageRequest" -Method Post -Headers $headers -ContentType application/json -Body $body).request_id
    do {
        Start-Sleep -Milliseconds $env:BENCH_POLL
        $status = Invoke-RestMethod "$env:BENCH_URI/nano-banana-polling/nano-banana/getStatus" -Method Post -Headers $headers -ContentType application/json -Body (@{ requestId = $id } | ConvertTo-Json)
        if ($status.status -in 'FAILED', 'ERROR') { throw $status.error }
    } until ($status.status -eq 'COMPLETED')

    Invoke-WebRequest $status.images[0].url -OutFile "$env:BENCH_FOLDER/$id.jpg"
}

[System.Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime.TotalSeconds.ToString([cultureinfo]::InvariantCulture)
