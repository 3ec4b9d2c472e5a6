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

    /// <summary>HttpPut: where files are PUT, {name} stands for the file's name there; S3: the endpoint; AzureBlob: the container's URL. A query is kept as a secret.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "HttpPut: where files are PUT, {name} stands for the file's name there; S3: the endpoint; AzureBlob: the container's URL. A query is kept as a secret.")]
    [TextTransformation]
    public string? UploadUri { get; set; }

    /// <summary>HttpPut: headers that are sent with uploads; their values are kept as secrets.</summary>
    [Parameter(HelpMessage = "HttpPut: headers that are sent with uploads; their values are kept as secrets.")]
    public IDictionary? UploadHeader { get; set; }

    /// <summary>S3: the bucket.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "S3: the bucket.")]
    [TextTransformation]
    public string? UploadBucket { get; set; }

    /// <summary>S3, AzureBlob: what stands before the file's name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "S3, AzureBlob: what stands before the file's name.")]
    [TextTransformation]
    public string? UploadPrefix { get; set; }

    /// <summary>S3: the region.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "S3: the region.")]
    [TextTransformation]
    public string? UploadRegion { get; set; }

    /// <summary>S3: the bucket stands in the path, as MinIO and others want it.</summary>
    [Parameter(HelpMessage = "S3: the bucket stands in the path, as MinIO and others want it.")]
    public SwitchParameter UploadPathStyle { get; set; }

    /// <summary>S3: access key id and secret access key; the AWS default chain without it.</summary>
    [Parameter(HelpMessage = "S3: access key id and secret access key; the AWS default chain without it.")]
    [Credential]
    public PSCredential? UploadCredential { get; set; }

    /// <summary>AzureBlob: the signature that may create blobs.</summary>
    [Parameter(HelpMessage = "AzureBlob: the signature that may create blobs.")]
    [SecretTransformation]
    public SecureString? UploadSas { get; set; }

    /// <summary>AzureBlob: the signature that gateways get, which may only read.</summary>
    [Parameter(HelpMessage = "AzureBlob: the signature that gateways get, which may only read.")]
    [SecretTransformation]
    public SecureString? UploadReadSas { get; set; }

    /// <summary>Where uploaded files can be read without a signature; the prefix and name are added.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Where uploaded files can be read without a signature; the prefix and name are added.")]
    public Uri? UploadPublicUri { get; set; }

    /// <summary>S3: how long a signed link for reading works.</summary>
    [Parameter(HelpMessage = "S3: how long a signed link for reading works.")]
    [DurationTransformation]
    public TimeSpan? UploadLinkLifetime { get; set; }

    /// <summary>Another profile whose upload target is used.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Another profile whose upload target is used.")]
    [ArgumentCompleter(typeof(ProfileCompletion))]
    [TextTransformation]
    public string? UploadProfile { get; set; }

    /// <summary>A setting over the one before: nothing on the command line takes it away, nothing in a record means that it was not given.</summary>
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

    /// <summary>The secrets that were given, or null where there are none.</summary>
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
            throw Invalid(profile, "its upload URI carries a user name or password, which belong into -UploadHeader @{ Authorization = ... }"),
        _ => UploadAddress.Read(UploadUri),
    };

    private Uri? PublicBase(string profile) => UploadPublicUri is { } open && (!open.IsAbsoluteUri || open.Query.Length > 0 || open.UserInfo.Length > 0)
        ? throw Invalid(profile, "its public base is not an absolute URL without a query or password: what it names can be read by all who know it")
        : UploadPublicUri;

    private static NanoBananaException Invalid(string profile, string reason) =>
        new(ErrorIds.InvalidProfile, profile, reason) { Target = profile };

    private string? Kind() => string.IsNullOrEmpty(UploadTo)
        ? null
        : UploadKinds.All.FirstOrDefault(each => each.Equals(UploadTo, StringComparison.OrdinalIgnoreCase))
            ?? throw new NanoBananaException(ErrorIds.UnknownUploadTarget, UploadTo, string.Join(", ", UploadKinds.All)) { Target = UploadTo };
}
