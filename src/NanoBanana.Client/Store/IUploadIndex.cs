namespace NanoBanana.Client.Store;

/// <summary>What was uploaded, kept for later runs and other machines. Losing it costs an upload, nothing else.</summary>
public interface IUploadIndex
{
    /// <summary>Finds an earlier upload of the same content.</summary>
    /// <param name="target">The name of the upload target.</param>
    /// <param name="sha256">The hash of the content.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The upload, or null if it is unknown or has expired.</returns>
    /// <exception cref="NanoBananaException">The index cannot be used.</exception>
    Task<RememberedUpload?> FindUploadAsync(string target, string sha256, CancellationToken cancellationToken);

    /// <summary>Remembers an upload. An address with a query is not kept: it may be signed.</summary>
    /// <param name="upload">What was uploaded, and where.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="NanoBananaException">The index cannot be used.</exception>
    Task RememberUploadAsync(RememberedUpload upload, CancellationToken cancellationToken);
}
