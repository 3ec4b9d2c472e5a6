using NanoBanana.Client.Http;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Downloads;

/// <summary>Names what keeps an image from being saved.</summary>
internal static class SaveErrors
{
    /// <summary>True if the network, the gateway's host or the disk is the cause.</summary>
    public static bool IsKnown(Exception error) => error is HttpRequestException or NetworkFault or IOException or UnauthorizedAccessException;

    /// <summary>The error to report.</summary>
    /// <param name="error">What was thrown; <see cref="IsKnown"/> holds of it.</param>
    /// <param name="job">What was saved.</param>
    public static NanoBananaException Of(Exception error, SaveJob job) => error switch
    {
        HttpRequestException refused when NetworkFaults.ErrorId(NetworkFaults.Of(refused)) is { } id =>
            new NanoBananaException(id, error, job.Image, NetworkFaults.Reason(refused), job.Task.Profile) { Target = job.Image.ToString() },
        HttpRequestException or NetworkFault =>
            new NanoBananaException(ErrorIds.DownloadFailed, error, job.Image, Redaction.Message(error.Message, key: null)) { Target = job.Image.ToString() },
        _ => NotWritten(error, Path.Combine(job.Folder, job.Stem)),
    };

    private static NanoBananaException NotWritten(Exception error, string path) => new(ErrorIds.SaveFailed, error, path, error.Message) { Target = path };
}
