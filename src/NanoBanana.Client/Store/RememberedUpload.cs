namespace NanoBanana.Client.Store;

/// <summary>Which content lies where, and until when. Never a signature.</summary>
/// <param name="Target">What the upload target calls itself.</param>
/// <param name="Sha256">The content.</param>
/// <param name="Address">Where it lies.</param>
/// <param name="Until">When it is gone.</param>
public sealed record RememberedUpload(string Target, string Sha256, Uri Address, DateTimeOffset Until);
