# Invoke-RestMethod, one call at a time: submit all, ask for each until it is there, fetch each
$headers = @{ 'Ocp-Apim-Subscription-Key' = $env:BENCH_KEY; 'Cache-Control' = 'no-cache' }

$ids = foreach ($i in 1..[int] $env:BENCH_COUNT) {
    $body = @{ prompt = "Edit image $i to have a red hat"; image_urls = @('https://example.com/image1.jpg'); output_format = 'jpeg' } | ConvertTo-Json
    (Invoke-RestMethod "$env:BENCH_URI/nano-banana/v1/nano-banana/generateEditImageRequest" -Method Post -Headers $headers -ContentType application/json -Body $body).request_id
}

foreach ($id in $ids) {
    while ($true) {
        $status = Invoke-RestMethod "$env:BENCH_URI/nano-banana-polling/nano-banana/getStatus" -Method Post -Headers $headers -ContentType application/json -Body (@{ requestId = $id } | ConvertTo-Json)
        if ($status.status -eq 'COMPLETED') { break }
        if ($status.status -in 'FAILED', 'ERROR') { throw $status.error }
        Start-Sleep -Milliseconds $env:BENCH_POLL
    }

    Invoke-WebRequest $status.images[0].url -OutFile "$env:BENCH_FOLDER/$id.jpg"
}

[System.Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime.TotalSeconds.ToString([cultureinfo]::InvariantCulture)
