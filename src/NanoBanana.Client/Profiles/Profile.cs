using System.Text.Json.Serialization;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Model;
using NanoBanana.Client.Profiles;

namespace NanoBanana;

/// <summary>A name for an account at a gateway, with its settings. The key itself is never a part of it.</summary>
public sealed record Profile
{
    /// <summary>Its name, as the user chose it; compared without regard to case.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Never changes, even if the profile is renamed: budgets, spending and retention depend on it. Null for a profile that exists
    /// in this process only, and for one from an environment variable.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>One of <see cref="ProviderNames"/>.</summary>
    public required string Provider { get; init; }

    /// <summary>The base address of the gateway.</summary>
    public required Uri BaseUri { get; init; }

    /// <summary>The HTTP proxy of all its connections; null uses the system's setting.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>A PEM file of certificate authorities that are trusted in addition to the system's.</summary>
    public string? CustomCA { get; init; }

    /// <summary>Where the key comes from: <c>Session</c>, <c>Store</c>, <c>Vault:</c> and its name, the name of an environment variable, or <c>None</c>.</summary>
    [JsonIgnore]
    public string KeySource { get; init; } = KeySources.None;

    /// <summary>Whether a key is present; for a vault, only whether one was stored there.</summary>
    [JsonIgnore]
    public bool HasKey { get; init; }

    /// <summary>Whether this profile is used if none is named.</summary>
    [JsonIgnore]
    public bool IsDefault { get; init; }

    /// <summary>The default model.</summary>
    public string? Model { get; init; }

    /// <summary>The default aspect ratio.</summary>
    public string? AspectRatio { get; init; }

    /// <summary>The default output format.</summary>
    public string? OutputFormat { get; init; }

    /// <summary>The default callback URL.</summary>
    public Uri? CallbackUrl { get; init; }

    /// <summary>One of <see cref="UploadKinds"/>; null: an HTTP PUT if there is an upload URI, else the gateway's own.</summary>
    public string? UploadTo { get; init; }

    /// <summary>HttpPut: URL template, <c>{name}</c> is the file's name; S3: the endpoint, null for AWS; AzureBlob: the container's URL.</summary>
    public string? UploadUri { get; init; }

    /// <summary>S3: the bucket.</summary>
    public string? UploadBucket { get; init; }

    /// <summary>S3, AzureBlob: the prefix of file names.</summary>
    public string? UploadPrefix { get; init; }

    /// <summary>S3: the region; null: us-east-1.</summary>
    public string? UploadRegion { get; init; }

    /// <summary>S3: whether the bucket is in the path, as MinIO and others require it, instead of in the host name.</summary>
    public bool UploadPathStyle { get; init; }

    /// <summary>The address where uploaded files can be read without a signature. The prefix and name are appended.</summary>
    public Uri? UploadPublicUri { get; init; }

    /// <summary>S3: how long a signed link for reading is valid; null: one day.</summary>
    public TimeSpan? UploadLinkLifetime { get; init; }

    /// <summary>Names of the headers sent with uploads. Their values are secrets and are not shown.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> UploadHeaders { get; init => field = Indexable.Of(value ?? []); } = [];

    /// <summary>Another profile whose upload target is used.</summary>
    public string? UploadProfile { get; init; }

    /// <summary>What one image costs, if the gateway states no price.</summary>
    public Money? PricePerImage { get; init; }

    /// <summary>What one credit costs in USD; lets a cap in USD hold for prices in credits.</summary>
    public decimal? CreditPrice { get; init; }

    /// <summary>The maximum that may be spent on a day of local time; null sets no limit.</summary>
    public Money? DailyBudget { get; init; }

    /// <summary>The maximum that may be spent in a month of local time; null sets no limit.</summary>
    public Money? MonthlyBudget { get; init; }

    /// <summary>Whether prompts are left out of the store.</summary>
    public bool NoPromptInJournal { get; init; }

    /// <summary>How long the journal keeps tasks of this profile after they ended; null keeps them.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>The maximum number of submits in a period, as in <c>20/10s</c>; null uses the gateway's documented limit.</summary>
    public string? RateLimit { get; init; }

    /// <summary>AIGPTImage: the tier of the account, which sets its limits.</summary>
    public string? Tier { get; init; }

    /// <summary>Whether results may be on private addresses.</summary>
    public bool AllowPrivateAddress { get; init; }

    /// <summary>The id of the account that pays.</summary>
    /// <returns>The id of the profile, or one that is fixed for its provider, address and name.</returns>
    public string Account() => Id ?? AccountOf(Provider, BaseUri, Name);

    /// <summary>The account of a profile that has no id.</summary>
    internal static string AccountOf(string provider, Uri? baseUri, string name) => string.Join("/", provider, baseUri?.Authority, name).ToLowerInvariant();

    /// <summary>Whether the gateway is on this machine.</summary>
    /// <returns>True for an emulator. Only then is http allowed.</returns>
    public bool IsLoopback() => UrlRules.IsLoopback(BaseUri);

    /// <summary>The emulator that its work belongs to; null for a real gateway.</summary>
    internal string? Emulator() => EmulatorAt(BaseUri);

    /// <summary>The emulator that work at an address belongs to, as <see cref="ProcessEmulators.ScopeOf"/> names it; null for a real gateway, and if no address is known.</summary>
    internal static string? EmulatorAt(Uri? address) => address is not null && UrlRules.IsLoopback(address) ? ProcessEmulators.ScopeOf(address) : null;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
