namespace NanoBanana.Client.Store;

/// <summary>What was uploaded, kept for later runs and other machines. Losing it costs an upload, nothing else.</summary>
public interface IUploadIndex
{
    /// <summary>Where content lies; null where it is not known, or is gone.</summary>
    /// <param name="target">What the upload target calls itself.</param>
    /// <param name="sha256">The content.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<RememberedUpload?> FindUploadAsync(string target, string sha256, CancellationToken cancellationToken);

    /// <summary>Remembers an upload. An address with a query is not kept: it may be signed.</summary>
    /// <param name="upload">What lies where.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task RememberUploadAsync(RememberedUpload upload, CancellationToken cancellationToken);
}
