using NanoBanana.Client.Uploads;

namespace NanoBanana;

/// <summary>The kinds of upload targets.</summary>
public static class UploadKinds
{
    /// <summary>The gateway's own upload.</summary>
    public const string Provider = "Provider";

    /// <summary>An S3-compatible store: AWS, R2, B2, MinIO.</summary>
    public const string S3 = "S3";

    /// <summary>A container of Azure Blob Storage, by shared access signature.</summary>
    public const string AzureBlob = "AzureBlob";

    /// <summary>A plain HTTP PUT: WebDAV, nginx, a presigned URL.</summary>
    public const string HttpPut = "HttpPut";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Provider, S3, AzureBlob, HttpPut];
}
