using System.Collections;
using System.Management.Automation;
using System.Security;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Profiles;
using NanoBanana.PowerShell.Binding;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>The upload target of a profile, as parameters.</summary>
public abstract class UploadSettingsCmdlet : NanoBananaCmdlet
{
    /// <summary>Provider, S3, AzureBlob or HttpPut.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Provider, S3, AzureBlob or HttpPut.")]
    [ArgumentCompleter(typeof(UploadTargetCompletion))]
    [TextTransformation]
    public string? UploadTo { get; set; }

    /// <summary>HttpPut: the URL to send files to, in which {name} is the file name. S3: the endpoint. AzureBlob: the URL of the container. A query is stored as a secret.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "HttpPut: the URL to send files to, in which {name} is the file name. S3: the endpoint. AzureBlob: the URL of the container. A query is stored as a secret.")]
    [TextTransformation]
    public string? UploadUri { get; set; }

    /// <summary>HttpPut: headers that are sent with uploads. Their values are stored as secrets.</summary>
    [Parameter(HelpMessage = "HttpPut: headers that are sent with uploads. Their values are stored as secrets.")]
    public IDictionary? UploadHeader { get; set; }

    /// <summary>S3: the bucket.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "S3: the bucket.")]
    [TextTransformation]
    public string? UploadBucket { get; set; }

    /// <summary>S3, AzureBlob: the prefix of file names.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "S3, AzureBlob: the prefix of file names.")]
    [TextTransformation]
    public string? UploadPrefix { get; set; }

    /// <summary>S3: the region.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "S3: the region.")]
    [TextTransformation]
    public string? UploadRegion { get; set; }

    /// <summary>S3: the bucket is in the path, as MinIO and others need it.</summary>
    [Parameter(HelpMessage = "S3: the bucket is in the path, as MinIO and others need it.")]
    public SwitchParameter UploadPathStyle { get; set; }

    /// <summary>S3: the access key id and secret access key. By default, the AWS credential chain is used.</summary>
    [Parameter(HelpMessage = "S3: the access key id and secret access key. By default, the AWS credential chain is used.")]
    [Credential]
    public PSCredential? UploadCredential { get; set; }

    /// <summary>AzureBlob: the shared access signature that may create blobs.</summary>
    [Parameter(HelpMessage = "AzureBlob: the shared access signature that may create blobs.")]
    [SecretTransformation]
    public SecureString? UploadSas { get; set; }

    /// <summary>AzureBlob: the read-only shared access signature that gateways get.</summary>
    [Parameter(HelpMessage = "AzureBlob: the read-only shared access signature that gateways get.")]
    [SecretTransformation]
    public SecureString? UploadReadSas { get; set; }

    /// <summary>The address where uploaded files can be read without a signature. The prefix and name are appended.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The address where uploaded files can be read without a signature. The prefix and name are appended.")]
    public Uri? UploadPublicUri { get; set; }

    /// <summary>S3: how long a signed link for reading is valid.</summary>
    [Parameter(HelpMessage = "S3: how long a signed link for reading is valid.")]
    [DurationTransformation]
    public TimeSpan? UploadLinkLifetime { get; set; }

    /// <summary>Another profile whose upload target is used.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Another profile whose upload target is used.")]
    [ArgumentCompleter(typeof(ProfileCompletion))]
    [TextTransformation]
    public string? UploadProfile { get; set; }

    /// <summary>A new setting over the old one: an empty value removes it on the command line, and is ignored in a record.</summary>
    internal T Pick<T>(string parameter, T setting, T before) => setting is null or "" or false && !IsOnCommandLine(parameter) ? before
        : setting is "" ? default! : setting;

    /// <summary>The settings over those that a profile has.</summary>
    /// <exception cref="NanoBananaException"><c>UnknownUploadTarget</c> or <c>InvalidProfile</c>.</exception>
    internal Profile WithUpload(Profile profile) => profile with
    {
        UploadTo = Pick(nameof(UploadTo), Kind(), profile.UploadTo),
        UploadUri = Pick(nameof(UploadUri), Address(profile.Name)?.Uri, profile.UploadUri),
        UploadBucket = Pick(nameof(UploadBucket), UploadBucket, profile.UploadBucket),
        UploadPrefix = Pick(nameof(UploadPrefix), UploadPrefix, profile.UploadPrefix),
        UploadRegion = Pick(nameof(UploadRegion), UploadRegion, profile.UploadRegion),
        UploadPathStyle = Pick(nameof(UploadPathStyle), UploadPathStyle.IsPresent, profile.UploadPathStyle),
        UploadPublicUri = Pick(nameof(UploadPublicUri), PublicBase(profile.Name), profile.UploadPublicUri),
        UploadLinkLifetime = Pick(nameof(UploadLinkLifetime), UploadLinkLifetime, profile.UploadLinkLifetime),
        UploadProfile = Pick(nameof(UploadProfile), UploadProfile, profile.UploadProfile),
    };

    /// <summary>The secrets that were given, or null if there are none.</summary>
    protected UploadSecrets? UploadSecrets()
    {
        var write = UploadSas is null ? UploadUri?.Contains('?') is true ? new Secret(UploadUri) : null : SecureText.ToSecret(UploadSas);
        return UploadHeader is null && UploadCredential is null && write is null && UploadReadSas is null
            ? null
            : new UploadSecrets(
                UploadHeader is null ? null : SecureText.ToSecrets(UploadHeader),
                UploadCredential is null ? null : new Secret(UploadCredential.UserName),
                UploadCredential is null ? null : SecureText.ToSecret(UploadCredential.Password),
                write,
                UploadReadSas is null ? null : SecureText.ToSecret(UploadReadSas));
    }

    private UploadAddress? Address(string profile) => UploadUri switch
    {
        null or "" => null,
        _ when Uri.TryCreate(UploadUri, UriKind.Absolute, out var url) && url.UserInfo.Length > 0 =>
            throw Invalid(profile, "its upload URI contains a user name or password, which belong in -UploadHeader @{ Authorization = ... }"),
        _ => UploadAddress.Read(UploadUri),
    };

    private Uri? PublicBase(string profile) => UploadPublicUri is { } open && (!open.IsAbsoluteUri || open.Query.Length > 0 || open.UserInfo.Length > 0)
        ? throw Invalid(profile, "its public base is not an absolute URL without a query and a password")
        : UploadPublicUri;

    private static NanoBananaException Invalid(string profile, string reason) =>
        new(ErrorIds.InvalidProfile, profile, reason) { Target = profile };

    private string? Kind() => string.IsNullOrEmpty(UploadTo)
        ? null
        : UploadKinds.All.FirstOrDefault(each => each.Equals(UploadTo, StringComparison.OrdinalIgnoreCase))
            ?? throw new NanoBananaException(ErrorIds.UnknownUploadTarget, UploadTo, string.Join(", ", UploadKinds.All)) { Target = UploadTo };
}
