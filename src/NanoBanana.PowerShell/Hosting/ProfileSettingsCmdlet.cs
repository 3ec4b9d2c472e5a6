using System.Management.Automation;
using NanoBanana.PowerShell.Binding;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>The settings of a profile, as parameters. One that is given as <c>$null</c> takes the setting away.</summary>
public abstract class ProfileSettingsCmdlet : UploadSettingsCmdlet
{
    private (string? Given, string? Full) _authority;

    /// <summary>The profile's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = "The profile's name.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompletion))]
    public string Name { get; set; } = string.Empty;

    /// <summary>The provider; needed for a new profile.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, HelpMessage = "The provider; needed for a new profile.")]
    [ArgumentCompleter(typeof(ProviderCompletion))]
    [TextTransformation]
    public string? Provider { get; set; }

    /// <summary>Where the gateway is reached, where that is not its own address.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Where the gateway is reached, where that is not its own address.")]
    public Uri? BaseUri { get; set; }

    /// <summary>The HTTP proxy of all its connections, in place of the system's.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The HTTP proxy of all its connections, in place of the system's.")]
    public Uri? Proxy { get; set; }

    /// <summary>A PEM file of certificate authorities that its connections trust beside the system's.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "A PEM file of certificate authorities that its connections trust beside the system's.")]
    [TextTransformation]
    public string? CustomCA { get; set; }

    /// <summary>Results may lie on private addresses; otherwise they are refused.</summary>
    [Parameter(HelpMessage = "Results may lie on private addresses; otherwise they are refused.")]
    public SwitchParameter AllowPrivateAddress { get; set; }

    /// <summary>The model that is used where none is asked for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The model that is used where none is asked for.")]
    [ArgumentCompleter(typeof(ModelCompletion))]
    [TextTransformation]
    public string? Model { get; set; }

    /// <summary>The ratio that is used where none is asked for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The ratio that is used where none is asked for.")]
    [ArgumentCompleter(typeof(AspectRatioCompletion))]
    [TextTransformation]
    public string? AspectRatio { get; set; }

    /// <summary>The format that is used where none is asked for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The format that is used where none is asked for.")]
    [ArgumentCompleter(typeof(OutputFormatCompletion))]
    [TextTransformation]
    public string? OutputFormat { get; set; }

    /// <summary>The callback URL that is used where none is asked for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The callback URL that is used where none is asked for.")]
    public Uri? CallbackUrl { get; set; }

    /// <summary>What one image costs, where the gateway states no price: '0.04 USD' or '4 credits'.</summary>
    [Parameter(HelpMessage = "What one image costs, where the gateway states no price: '0.04 USD' or '4 credits'.")]
    [MoneyTransformation]
    public Money? PricePerImage { get; set; }

    /// <summary>What one credit costs in USD.</summary>
    [Parameter(HelpMessage = "What one credit costs in USD.")]
    [ValidateRange(0, 1000)]
    public decimal? CreditPrice { get; set; }

    /// <summary>Most that may be spent on a day: '5 USD' or '40 credits'.</summary>
    [Parameter(HelpMessage = "Most that may be spent on a day: '5 USD' or '40 credits'.")]
    [MoneyTransformation]
    public Money? DailyBudget { get; set; }

    /// <summary>Most that may be spent in a month.</summary>
    [Parameter(HelpMessage = "Most that may be spent in a month.")]
    [MoneyTransformation]
    public Money? MonthlyBudget { get; set; }

    /// <summary>Leaves prompts out of the journal.</summary>
    [Parameter(HelpMessage = "Leaves prompts out of the journal.")]
    public SwitchParameter NoPromptInJournal { get; set; }

    /// <summary>How long the journal keeps tasks of this profile after they ended.</summary>
    [Parameter(HelpMessage = "How long the journal keeps tasks of this profile after they ended.")]
    [DurationTransformation]
    public TimeSpan? Retention { get; set; }

    /// <summary>Most creates in a time, as in '20/10s', in place of what the gateway documents.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Most creates in a time, as in '20/10s', in place of what the gateway documents.")]
    [ArgumentCompleter(typeof(RateLimitCompletion))]
    [TextTransformation]
    public string? RateLimit { get; set; }

    /// <summary>AIGPTImage: the account's tier, which sets its limits.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "AIGPTImage: the account's tier, which sets its limits.")]
    [ArgumentCompleter(typeof(TierCompletion))]
    [TextTransformation]
    public string? Tier { get; set; }

    /// <summary>The full path; resolved by whoever asks first for a record, on the pipeline thread.</summary>
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
