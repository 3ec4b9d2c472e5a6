namespace NanoBanana;

/// <summary>The secrets of an upload target; kept like keys. It has no public property, so that no serialiser finds them.</summary>
public sealed class UploadSecrets
{
    /// <summary>Keeps the secrets that are given.</summary>
    /// <param name="headers">HttpPut: headers of each upload.</param>
    /// <param name="accessKeyId">S3: the access key's id; null uses the AWS default chain.</param>
    /// <param name="secretKey">S3: the secret access key.</param>
    /// <param name="writeSas">AzureBlob: the shared access signature that may create blobs. HttpPut and AzureBlob: the upload URI with its query, which counts for that URI only.</param>
    /// <param name="readSas">AzureBlob: the signature that links for reading get.</param>
    public UploadSecrets(
        IReadOnlyDictionary<string, Secret>? headers = null,
        Secret? accessKeyId = null,
        Secret? secretKey = null,
        Secret? writeSas = null,
        Secret? readSas = null) =>
        (Headers, AccessKeyId, SecretKey, WriteSas, ReadSas) = (headers, accessKeyId, secretKey, writeSas, readSas);

    internal IReadOnlyDictionary<string, Secret>? Headers { get; }

    internal Secret? AccessKeyId { get; }

    internal Secret? SecretKey { get; }

    internal Secret? WriteSas { get; }

    internal Secret? ReadSas { get; }

    /// <summary>What is given here, and from <paramref name="old"/> what is not.</summary>
    internal UploadSecrets Over(UploadSecrets? old) => old is null
        ? this
        : new(Headers ?? old.Headers, AccessKeyId ?? old.AccessKeyId, SecretKey ?? old.SecretKey, WriteSas ?? old.WriteSas, ReadSas ?? old.ReadSas);
}
