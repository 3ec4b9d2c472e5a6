namespace NanoBanana.Client.Uploads;

/// <summary>A link that a gateway can fetch.</summary>
/// <param name="Url">The link; it may carry a signature for reading.</param>
/// <param name="ExpiresAt">When it stops working; null if it does not.</param>
internal sealed record UploadLink(Uri Url, DateTimeOffset? ExpiresAt = null);
