using NanoBanana.Client.Images;
using NanoBanana.Client.Transport;
using Polly;
using Polly.Retry;

namespace NanoBanana.Client.Uploads;

/// <summary>One PUT of a file. Repeating it is safe: the same bytes go to the same place.</summary>
internal sealed class HttpPut
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.5);

    private readonly HttpClient _http;
    private readonly ResiliencePipeline _pipeline;

    public HttpPut(HttpClient http, ClientOptions options)
    {
        _http = http;
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = options.Time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = 3,
                ShouldHandle = args => new ValueTask<bool>(args.Outcome.Exception is HttpRequestException { InnerException: not NanoBananaException } or IOException),
                DelayGenerator = args => new ValueTask<TimeSpan?>(Backoff.Wait(FirstWait, args.AttemptNumber, asked: null, options.Random())),
            })
            .Build();
    }

    /// <exception cref="NanoBananaException"><c>UploadFailed</c>.</exception>
    public async Task SendAsync(SourceFile file, Uri address, string target, IEnumerable<KeyValuePair<string, Secret>> headers, CancellationToken cancellationToken)
    {
        try
        {
            await _pipeline.ExecuteAsync(async token => await SendOnceAsync(file, address, target, headers, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException error) when (error.InnerException is NanoBananaException)
        {
            throw FileUpload.Changed(file, error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw FileUpload.Failed(file, target, FileUpload.Describe(error), error);
        }
    }

    private async Task SendOnceAsync(SourceFile file, Uri address, string target, IEnumerable<KeyValuePair<string, Secret>> headers, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = FileUpload.Body(file) };
        request.Headers.TryAddWithoutValidation("User-Agent", HttpStack.UserAgent);
        foreach (var header in headers)
        {
            var value = header.Value.Reveal();
            if (!request.Headers.TryAddWithoutValidation(header.Key, value))
            {
                request.Content.Headers.Remove(header.Key);
                request.Content.Headers.TryAddWithoutValidation(header.Key, value);
            }
        }

        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        var status = (int)response.StatusCode;
        if (status >= 500)
        {
            throw new HttpRequestException(FileUpload.Describe(response.StatusCode));
        }

        if (status is < 200 or >= 300)
        {
            throw FileUpload.Failed(file, target, FileUpload.Describe(response.StatusCode));
        }
    }
}
