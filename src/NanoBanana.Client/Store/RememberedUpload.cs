namespace NanoBanana.Client.Store;

/// <summary>Which content was uploaded where, and until when. It contains no signature.</summary>
/// <param name="Target">What the upload target calls itself.</param>
/// <param name="Sha256">The content.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Until">When it is gone.</param>
public sealed record RememberedUpload(string Target, string Sha256, Uri Address, DateTimeOffset Until);
