using System.Management.Automation;
using NanoBanana.PowerShell.Binding;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>The settings of a profile, as parameters. A parameter that is <c>$null</c> removes the setting.</summary>
public abstract class ProfileSettingsCmdlet : UploadSettingsCmdlet
{
    private (string? Given, string? Full) _authority;

    /// <summary>The name of the profile.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = "The name of the profile.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompletion))]
    public string Name { get; set; } = string.Empty;

    /// <summary>The provider. Required for a new profile.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, HelpMessage = "The provider. Required for a new profile.")]
    [ArgumentCompleter(typeof(ProviderCompletion))]
    [TextTransformation]
    public string? Provider { get; set; }

    /// <summary>The address of the gateway, if it is not the gateway's own.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The address of the gateway, if it is not the gateway's own.")]
    public Uri? BaseUri { get; set; }

    /// <summary>The HTTP proxy of all connections of the profile, instead of the system's.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The HTTP proxy of all connections of the profile, instead of the system's.")]
    public Uri? Proxy { get; set; }

    /// <summary>A PEM file of certificate authorities that are trusted in addition to the system's.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "A PEM file of certificate authorities that are trusted in addition to the system's.")]
    [TextTransformation]
    public string? CustomCA { get; set; }

    /// <summary>Allows results on private addresses, which are otherwise refused.</summary>
    [Parameter(HelpMessage = "Allows results on private addresses, which are otherwise refused.")]
    public SwitchParameter AllowPrivateAddress { get; set; }

    /// <summary>The default model.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The default model.")]
    [ArgumentCompleter(typeof(ModelCompletion))]
    [TextTransformation]
    public string? Model { get; set; }

    /// <summary>The default aspect ratio.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The default aspect ratio.")]
    [ArgumentCompleter(typeof(AspectRatioCompletion))]
    [TextTransformation]
    public string? AspectRatio { get; set; }

    /// <summary>The default output format.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The default output format.")]
    [ArgumentCompleter(typeof(OutputFormatCompletion))]
    [TextTransformation]
    public string? OutputFormat { get; set; }

    /// <summary>The default callback URL.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The default callback URL.")]
    public Uri? CallbackUrl { get; set; }

    /// <summary>The price of one image if the gateway publishes none: '0.04 USD' or '4 credits'.</summary>
    [Parameter(HelpMessage = "The price of one image if the gateway publishes none: '0.04 USD' or '4 credits'.")]
    [MoneyTransformation]
    public Money? PricePerImage { get; set; }

    /// <summary>The price of one credit in USD.</summary>
    [Parameter(HelpMessage = "The price of one credit in USD.")]
    [ValidateRange(0, 1000)]
    public decimal? CreditPrice { get; set; }

    /// <summary>The maximum to spend per day: '5 USD' or '40 credits'.</summary>
    [Parameter(HelpMessage = "The maximum to spend per day: '5 USD' or '40 credits'.")]
    [MoneyTransformation]
    public Money? DailyBudget { get; set; }

    /// <summary>The maximum to spend per month.</summary>
    [Parameter(HelpMessage = "The maximum to spend per month.")]
    [MoneyTransformation]
    public Money? MonthlyBudget { get; set; }

    /// <summary>Does not store prompts.</summary>
    [Parameter(HelpMessage = "Does not store prompts.")]
    public SwitchParameter NoPromptInJournal { get; set; }

    /// <summary>How long tasks of this profile are kept in the store after they ended.</summary>
    [Parameter(HelpMessage = "How long tasks of this profile are kept in the store after they ended.")]
    [DurationTransformation]
    public TimeSpan? Retention { get; set; }

    /// <summary>The rate limit of submits, such as '20/10s', instead of the one that the gateway documents.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The rate limit of submits, such as '20/10s', instead of the one that the gateway documents.")]
    [ArgumentCompleter(typeof(RateLimitCompletion))]
    [TextTransformation]
    public string? RateLimit { get; set; }

    /// <summary>AIGPTImage: the tier of the account, which sets its limits.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "AIGPTImage: the tier of the account, which sets its limits.")]
    [ArgumentCompleter(typeof(TierCompletion))]
    [TextTransformation]
    public string? Tier { get; set; }

    /// <summary>The full path; resolved at its first use for a record, on the pipeline thread.</summary>
    internal string? CustomCAPath
    {
        get
        {
            if (!string.Equals(_authority.Given, CustomCA, StringComparison.Ordinal))
            {
                _authority = (CustomCA, string.IsNullOrEmpty(CustomCA) ? null : FullPath(CustomCA!));
            }

            return _authority.Full;
        }
    }
}
