using NanoBanana.Emulation.Images;
using NanoBanana.Emulation.Tasks;

namespace NanoBanana.Emulation.Inputs;

/// <summary>Reads a task's input images as far as they are on this machine, and judges them by their content.</summary>
internal sealed class InputReader(LoopbackDownload download, SourcePictures pictures, TimeProvider clock, CancellationToken closing)
{
    /// <summary>10 MB per image (Apikley's and AIGPTImage's pages); used for all five.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    public async Task<InputReport> ReadAsync(IReadOnlyList<Uri> images)
    {
        var looks = await Task.WhenAll(images.Select(LookAsync)).ConfigureAwait(false);
        return new InputReport(
            clock.GetUtcNow(),
            looks.Length > 0 ? looks[0].Size : null,
            looks.Select(look => look.Failure).FirstOrDefault(failure => failure is not null),
            [.. looks.Select(look => look.Picture).OfType<SourcePicture>()]);
    }

    private async Task<(PixelSize? Size, TaskFailure? Failure, SourcePicture? Picture)> LookAsync(Uri image)
    {
        if (!Loopback.IsHttp(image))
        {
            return (null, null, null);
        }

        try
        {
            var (bytes, _) = await download.GetAsync(image, MaxBytes, closing).ConfigureAwait(false);
            return ImageSniffer.Sniff(bytes) is { } found
                ? (found.Size, null, await pictures.ReadAsync(bytes, closing).ConfigureAwait(false))
                : (null, Bad($"The input is not a JPEG, PNG or WebP image: {image}"), null);
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            return (null, Bad($"Failed to fetch the input image {image}: {failed.Message}"), null);
        }
    }

    private static TaskFailure Bad(string message) => new(FailureKind.BadInput, message);
}
