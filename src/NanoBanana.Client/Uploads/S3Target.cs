using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Imaging;

namespace NanoBanana.Client.Uploads;

/// <summary>An S3-compatible store through the AWS SDK, which is loaded only when this target is used.</summary>
internal sealed class S3Target : IUploadTarget
{
    private static readonly HashSet<string?> DeniedWords = ["AccessDenied", "ExpiredToken", "InvalidAccessKeyId", "InvalidToken", "SignatureDoesNotMatch"];
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(1);

    private readonly Profile _profile;
    private readonly TimeProvider _time;
    private readonly AmazonS3Client _client;

    public S3Target(Profile profile, UploadSecrets? secrets, TimeProvider time)
    {
        (_profile, _time) = (profile, time);
        var config = new AmazonS3Config
        {
            ForcePathStyle = profile.UploadPathStyle,
            UseHttp = profile.UploadUri?.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ?? false,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            MaxErrorRetry = 3,

            // the guard ends an upload without progress; a large file on a slow connection continues
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (profile.Proxy is not null || profile.CustomCA is not null)
        {
            config.HttpClientFactory = new S3HttpFactory(profile);
        }

        if (profile.UploadUri is { } endpoint)
        {
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = profile.UploadRegion ?? "us-east-1";
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(profile.UploadRegion ?? "us-east-1");
        }

        _client = secrets is { AccessKeyId: { } id, SecretKey: { } key }
            ? new AmazonS3Client(new BasicAWSCredentials(id.Reveal(), key.Reveal()), config)
            : new AmazonS3Client(config);
    }

    public string Name => "s3 " + (_profile.UploadUri ?? "aws") + " " + _profile.UploadBucket + " " + _profile.UploadPrefix;

    private string Place => "bucket " + _profile.UploadBucket;

    public TimeSpan? Retention => TimeSpan.FromDays(7);

    public async Task<Uri> UploadAsync(SourceFile file, CancellationToken cancellationToken)
    {
        var key = Key(FileUpload.NameOf(file));
        using var guard = new StallGuard(_time, cancellationToken);
        try
        {
            using var stream = FileUpload.Open(file, guard.Moved);
            await _client.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = _profile.UploadBucket,
                    Key = key,
                    InputStream = stream,
                    ContentType = file.Facts.ContentType,
                    UseChunkEncoding = false,
                },
                guard.Token).ConfigureAwait(false);
            return new Uri("s3://" + _profile.UploadBucket + "/" + FileUpload.Escaped(key));
        }
        catch (OperationCanceledException error) when (guard.HasStalled && !cancellationToken.IsCancellationRequested)
        {
            throw FileUpload.Stalled(file, Place, error);
        }
        catch (Exception error) when (error is not NanoBananaException && error.InnerException is NanoBananaException)
        {
            throw FileUpload.Changed(file, error);
        }
        catch (AmazonServiceException error) when ((int)error.StatusCode is >= 300 and < 600)
        {
            // an unknown key or a wrong signature is 400 with some stores, 403 with others; the word is the same
            var status = DeniedWords.Contains(error.ErrorCode) ? 403 : (int)error.StatusCode;
            throw FileUpload.Refused(file, Place, status, (error.ErrorCode ?? "error") + ": " + FileUpload.Describe(error), error);
        }
        catch (Exception error) when (error is AmazonClientException or AmazonServiceException or HttpRequestException)
        {
            throw FileUpload.Failed(file, Place, FileUpload.Describe(error), error);
        }
    }

    public UploadLink Link(Uri address)
    {
        var path = address.AbsolutePath.TrimStart('/');
        if (_profile.UploadPublicUri is { } open)
        {
            return new UploadLink(new Uri(open.AbsoluteUri.TrimEnd('/') + "/" + path));
        }

        var expires = _time.GetUtcNow() + (_profile.UploadLinkLifetime ?? DefaultLifetime);
        var signed = _client.GetPreSignedURL(new GetPreSignedUrlRequest
        {
            BucketName = _profile.UploadBucket,
            Key = Uri.UnescapeDataString(path),
            Expires = expires.UtcDateTime,
            Verb = HttpVerb.GET,
            Protocol = _profile.UploadUri?.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ?? false ? Protocol.HTTP : Protocol.HTTPS,
        });
        return new UploadLink(new Uri(signed), expires);
    }

    private string Key(string name) => string.IsNullOrEmpty(_profile.UploadPrefix) ? name : _profile.UploadPrefix!.Trim('/') + "/" + name;
}
