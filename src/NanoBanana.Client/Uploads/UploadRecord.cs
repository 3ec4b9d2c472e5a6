namespace NanoBanana.Client.Uploads;

/// <summary>One line of the record of uploads: which content lies where, and until when. Never a signature.</summary>
internal sealed record UploadRecord(string Target, string Sha256, Uri Address, DateTimeOffset Until);
