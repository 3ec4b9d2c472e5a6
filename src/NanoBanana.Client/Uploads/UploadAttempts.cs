using NanoBanana.Client.Http;
using NanoBanana.Client.Imaging;
using Polly;
using Polly.Retry;

namespace NanoBanana.Client.Uploads;

/// <summary>
/// Sends a file as one HTTP request. It is repeated from the file's start after a fault of the moment, which is safe for an
/// upload: it costs nothing, and the same bytes go to the same place or to one that is never read.
/// </summary>
internal sealed class UploadAttempts
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.5);

    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _pipeline;

    public UploadAttempts(ClientOptions options)
    {
        _time = options.Time;
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = options.Time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = 3,
                ShouldHandle = args => new ValueTask<bool>(args.Outcome.Exception is { } error && IsOfTheMoment(error)),
                DelayGenerator = args => new ValueTask<TimeSpan?>(Backoff.Wait(FirstWait, args.AttemptNumber, asked: null, options.Random())),
            })
            .Build();
    }

    /// <param name="file">What.</param>
    /// <param name="target">Where to, for the error.</param>
    /// <param name="attempt">Sends the body once; a status from 500 is an <see cref="HttpRequestException"/>.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="NanoBananaException"><c>UploadFailed</c>, <c>UploadStalled</c>, <c>ImageChanged</c>, or what the attempt says.</exception>
    public async Task<T> SendAsync<T>(SourceFile file, string target, Func<HttpContent, CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(async token => await OnceAsync(file, target, attempt, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not NanoBananaException && error.InnerException is NanoBananaException)
        {
            throw FileUpload.Changed(file, error);
        }
        catch (HttpRequestException error) when (NetworkFaults.ErrorId(NetworkFaults.Of(error)) is { } id)
        {
            throw new NanoBananaException(id, error, target, NetworkFaults.Reason(error), target) { Target = file.Original };
        }
        catch (Exception error) when (IsOfTheMoment(error))
        {
            throw FileUpload.Failed(file, target, FileUpload.Describe(error), error);
        }
    }

    private static bool IsOfTheMoment(Exception error) =>
        error is HttpRequestException or IOException && error.InnerException is not NanoBananaException && NetworkFaults.Of(error) is SendFault.Passing;

    private async Task<T> OnceAsync<T>(SourceFile file, string target, Func<HttpContent, CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        using var guard = new StallGuard(_time, cancellationToken);
        try
        {
            using var body = FileUpload.Body(file, guard.Moved);
            return await attempt(body, guard.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (guard.HasStalled && !cancellationToken.IsCancellationRequested)
        {
            throw FileUpload.Stalled(file, target, error);
        }
    }
}
