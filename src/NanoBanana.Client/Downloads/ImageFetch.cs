using NanoBanana.Client.Gateways;
using NanoBanana.Client.Http;
using NanoBanana.Client.Imaging;
using Polly;
using Polly.Retry;

namespace NanoBanana.Client.Downloads;

/// <summary>
/// Receives one image into a part file, and again if it is damaged: the way may have cut it. If it stays so, the damaged one is given:
/// it was paid for.
/// </summary>
/// <param name="options">Clock and log.</param>
/// <param name="downloads">Bounds how many are received at the same time.</param>
internal sealed class ImageFetch(ClientOptions options, SemaphoreSlim downloads)
{
    private const int MostRepeats = 3;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.5);

    /// <summary>A host of results that asks for a longer wait is not waited for.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly ResiliencePipeline _retry = new ResiliencePipelineBuilder { TimeProvider = options.Time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = MostRepeats,
            ShouldHandle = args => new ValueTask<bool>(MayHelp(args.Outcome.Exception)),
            DelayGenerator = args => new ValueTask<TimeSpan?>(
                Backoff.Wait(FirstWait, args.AttemptNumber, (args.Outcome.Exception as HostBusyException)?.RetryAfter, options.Random())),
        })
        .Build();

    /// <summary>Receives the image.</summary>
    /// <param name="job">What and where to.</param>
    /// <param name="download">Brings the bytes.</param>
    /// <param name="cancellationToken">Stops; nothing is left behind.</param>
    public async Task<ReceivedImage> ReceiveAsync(SaveJob job, ImageDownload download, CancellationToken cancellationToken)
    {
        ReceivedImage? damaged = null;
        try
        {
            return await _retry.ExecuteAsync(
                async token =>
                {
                    var received = await ReceiveOnceAsync(job, download, keepsOdd: damaged is null, token).ConfigureAwait(false);
                    var facts = received.Check.Facts;
                    if ((facts.Damage is null && !facts.IsCut) || facts.Checksum == damaged?.Check.Facts.Checksum)
                    {
                        damaged?.Dispose();
                        return received;
                    }

                    damaged?.Dispose();
                    damaged = received;
                    throw new NanoBananaException(ErrorIds.DownloadTruncated, job.Image, facts.Damage ?? facts.Flaws[0]) { Target = job.Image.ToString() };
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (damaged is not null && error is not OperationCanceledException)
        {
            return damaged;
        }
        catch
        {
            damaged?.Dispose();
            throw;
        }
    }

    private static bool MayHelp(Exception? error) => error switch
    {
        HostBusyException busy => busy.RetryAfter is not { } asked || asked <= LongestWait,
        HttpRequestException => NetworkFaults.Of(error) is SendFault.Passing,
        NetworkFault => true,
        NanoBananaException { ErrorId: ErrorIds.DownloadTruncated or ErrorIds.DownloadStalled } => true,
        _ => false,
    };

    private async Task<ReceivedImage> ReceiveOnceAsync(SaveJob job, ImageDownload download, bool keepsOdd, CancellationToken cancellationToken)
    {
        var part = PartFile.Create(job.Folder, job.Stem);
        try
        {
            await CopyAsync(job, download, part, cancellationToken).ConfigureAwait(false);
            return new ReceivedImage(part, ImageCheck.Of(part.Stream));
        }
        catch (ImageFormatException error)
        {
            throw NotAnImage(job, part, error, keepsOdd);
        }
        catch
        {
            part.Dispose();
            throw;
        }
    }

    private async Task CopyAsync(SaveJob job, ImageDownload download, PartFile part, CancellationToken cancellationToken)
    {
        await downloads.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await download.CopyToAsync(job.Image, part.Stream, job.Options.MaxBytes, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException error) when (!part.IsDiskFault(error))
        {
            throw new NetworkFault(error);
        }
        finally
        {
            downloads.Release();
        }
    }

    // it may have been paid for all the same, and a person may make something of it; not beside a damaged image, which is given in its place
    private static NanoBananaException NotAnImage(SaveJob job, PartFile part, ImageFormatException error, bool keeps)
    {
        var kept = string.Empty;
        if (keeps && part.Stream.Length > 0)
        {
            part.Stream.Position = 0;
            var start = new byte[64];
            var read = part.Stream.Read(start, 0, start.Length);
            kept = $" The file was kept as '{part.MoveAside(ContentName.Extension([.. start.Take(read)]))}'.";
        }

        part.Dispose();
        var id = error.Message is ContentName.Page ? ErrorIds.DownloadWebPage : ErrorIds.DownloadNotAnImage;
        return new NanoBananaException(id, error, job.Image, error.Message, kept) { Target = job.Image.ToString() };
    }
}
