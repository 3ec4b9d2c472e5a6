using NanoBanana.Client.Images;

namespace NanoBanana.Client.Uploads;

/// <summary>The host's own way to upload, such as a script block. What it did is not remembered beyond the run.</summary>
internal sealed class CustomTarget(Func<string, CancellationToken, Task<Uri>> upload) : IUploadTarget
{
    public string Name => "the given script block";

    public TimeSpan? Retention => null;

    public Task<Uri> UploadAsync(SourceFile file, CancellationToken cancellationToken) => upload(file.Path, cancellationToken);

    public UploadLink Link(Uri address) => new(address);
}
