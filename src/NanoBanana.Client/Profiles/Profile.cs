using NanoBanana.Client.Requests;

namespace NanoBanana;

/// <summary>A name for an account at a gateway, with its settings. The key itself is never a part of it.</summary>
public sealed record Profile
{
    /// <summary>
    /// What is sent where a gateway requires a callback and the user gives none: a name under the reserved domain
    /// <c>.invalid</c> (RFC 2606), so that nothing is ever posted to a stranger.
    /// </summary>
    public static Uri NowhereCallbackUrl { get; } = new("https://nanobanana-powershell.invalid/no-callback");

    /// <summary>How the user calls it; compared without regard to case.</summary>
    public required string Name { get; init; }

    /// <summary>One of <see cref="ProviderNames"/>.</summary>
    public required string Provider { get; init; }

    /// <summary>Where the gateway is reached.</summary>
    public required Uri BaseUri { get; init; }

    /// <summary>Where the key comes from: <c>Session</c>, the name of an environment variable, or <c>None</c>.</summary>
    public string KeySource { get; init; } = KeySources.None;

    /// <summary>A key is present.</summary>
    public bool HasKey { get; init; }

    /// <summary>It is used where no profile is named.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The model that is used where none is asked for.</summary>
    public string? Model { get; init; }

    /// <summary>The ratio that is used where none is asked for.</summary>
    public string? AspectRatio { get; init; }

    /// <summary>The format that is used where none is asked for.</summary>
    public string? OutputFormat { get; init; }

    /// <summary>The callback URL that is used where none is asked for.</summary>
    public Uri? CallbackUrl { get; init; }

    /// <summary>Where local files are PUT; <c>{name}</c> in it stands for the file's name at the target.</summary>
    public string? UploadUri { get; init; }

    /// <summary>Names of the headers sent with uploads. Their values are secrets and are not shown.</summary>
    public IReadOnlyList<string> UploadHeaders { get; init; } = [];

    /// <summary>Another profile whose upload target is used.</summary>
    public string? UploadProfile { get; init; }

    /// <summary>What one image costs, where the gateway states no price.</summary>
    public Money? PricePerImage { get; init; }

    /// <summary>What one credit costs in USD; lets a cap in USD hold for prices in credits.</summary>
    public decimal? CreditPrice { get; init; }

    /// <summary>Most that may be spent on a day of local time.</summary>
    public Money? DailyBudget { get; init; }

    /// <summary>Most that may be spent in a month of local time.</summary>
    public Money? MonthlyBudget { get; init; }

    /// <summary>Leaves prompts out of the journal.</summary>
    public bool NoPromptInJournal { get; init; }

    /// <summary>How long the journal keeps tasks of this profile after they ended; null keeps them.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>True where the gateway is on this machine: an emulator. Only then is http allowed.</summary>
    public bool IsLoopback() => UrlRules.IsLoopback(BaseUri);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
