namespace NanoBanana.Client.Uploads;

/// <summary>One line of the record of uploads: which content was uploaded where, and until when. It contains no signature.</summary>
internal sealed record UploadRecord(string Target, string Sha256, Uri Address, DateTimeOffset Until);
