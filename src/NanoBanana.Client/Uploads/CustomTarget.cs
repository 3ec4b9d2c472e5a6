using NanoBanana.Client.Imaging;

namespace NanoBanana.Client.Uploads;

/// <summary>The host's own way to upload, such as a script block.</summary>
/// <param name="upload">Uploads a path and gives its URL.</param>
/// <param name="identity">Identifies it across runs; null: its uploads are not remembered beyond the run.</param>
internal sealed class CustomTarget(Func<string, CancellationToken, Task<Uri>> upload, string? identity) : IUploadTarget
{
    public string Name => "script block " + identity;

    // it is unknown how long its files exist; the check before they are used again finds those that are gone
    public TimeSpan? Retention => identity is null ? null : TimeSpan.FromDays(1);

    public Task<Uri> UploadAsync(SourceFile file, CancellationToken cancellationToken) => upload(file.Path, cancellationToken);

    public UploadLink Link(Uri address) => new(address);
}
