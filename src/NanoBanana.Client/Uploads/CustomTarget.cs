using NanoBanana.Client.Imaging;

namespace NanoBanana.Client.Uploads;

/// <summary>The host's own way to upload, such as a script block.</summary>
/// <param name="upload">Uploads a path and gives its URL.</param>
/// <param name="identity">Tells it from others over runs; null: what it did is not remembered beyond the run.</param>
internal sealed class CustomTarget(Func<string, CancellationToken, Task<Uri>> upload, string? identity) : IUploadTarget
{
    public string Name => "script block " + identity;

    // nobody knows how long its files live; the look before they are used again finds those that are gone
    public TimeSpan? Retention => identity is null ? null : TimeSpan.FromDays(1);

    public Task<Uri> UploadAsync(SourceFile file, CancellationToken cancellationToken) => upload(file.Path, cancellationToken);

    public UploadLink Link(Uri address) => new(address);
}
