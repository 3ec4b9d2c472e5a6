using NanoBanana.Client.Images;

namespace NanoBanana.Client.Uploads;

/// <summary>A place where a local file becomes a URL that a gateway can fetch.</summary>
internal interface IUploadTarget
{
    /// <summary>Names the target in errors and in the key of what was uploaded already.</summary>
    string Name { get; }

    /// <exception cref="NanoBananaException"><c>UploadFailed</c>, or the gateway's own error.</exception>
    Task<Uri> UploadAsync(SourceFile file, CancellationToken cancellationToken);
}
