using NanoBanana.Client.Imaging;

namespace NanoBanana.Client.Uploads;

/// <summary>A place where a local file becomes a URL that a gateway can fetch.</summary>
internal interface IUploadTarget
{
    /// <summary>Names the place in errors and in the record of what is there.</summary>
    string Name { get; }

    /// <summary>How long a file stays there for sure; after that it is uploaded again. Null: it is not remembered beyond the run.</summary>
    TimeSpan? Retention { get; }

    /// <summary>Uploads the file and returns its address, without any signature.</summary>
    /// <exception cref="NanoBananaException"><c>UploadFailed</c>, or the gateway's own error.</exception>
    Task<Uri> UploadAsync(SourceFile file, CancellationToken cancellationToken);

    /// <summary>The link for a gateway: the address, signed if the place needs that.</summary>
    UploadLink Link(Uri address);
}
