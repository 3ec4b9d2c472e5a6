using System.Management.Automation;
using System.Security;
using NanoBanana.Client.Profiles;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Creates a profile or changes the settings that are given.</summary>
[Cmdlet(VerbsCommon.Set, "NanoBananaProfile", SupportsShouldProcess = true)]
[OutputType(typeof(Profile))]
public sealed class SetNanoBananaProfileCommand : UploadSettingsCmdlet
{
    /// <summary>The profile's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompletion))]
    public string Name { get; set; } = string.Empty;

    /// <summary>The provider; needed for a new profile.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProviderCompletion))]
    public string? Provider { get; set; }

    /// <summary>The API key.</summary>
    [Parameter]
    public SecureString? ApiKey { get; set; }

    /// <summary>Where the gateway is reached, where that is not its own address.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Uri? BaseUri { get; set; }

    /// <summary>The model that is used where none is asked for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ModelCompletion))]
    public string? Model { get; set; }

    /// <summary>The ratio that is used where none is asked for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AspectRatioCompletion))]
    public string? AspectRatio { get; set; }

    /// <summary>The format that is used where none is asked for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(OutputFormatCompletion))]
    public string? OutputFormat { get; set; }

    /// <summary>The callback URL that is used where none is asked for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Uri? CallbackUrl { get; set; }

    /// <summary>What one image costs, where the gateway states no price: '0.04 USD' or '4 credits'.</summary>
    [Parameter]
    [MoneyTransformation]
    public Money? PricePerImage { get; set; }

    /// <summary>What one credit costs in USD.</summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public decimal? CreditPrice { get; set; }

    /// <summary>Most that may be spent on a day: '5 USD' or '40 credits'.</summary>
    [Parameter]
    [MoneyTransformation]
    public Money? DailyBudget { get; set; }

    /// <summary>Most that may be spent in a month.</summary>
    [Parameter]
    [MoneyTransformation]
    public Money? MonthlyBudget { get; set; }

    /// <summary>Leaves prompts out of the journal.</summary>
    [Parameter]
    public SwitchParameter NoPromptInJournal { get; set; }

    /// <summary>How long the journal keeps tasks of this profile after they ended.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? Retention { get; set; }

    /// <summary>Most creates in a time, as in '20/10s', in place of what the gateway documents.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RateLimitCompletion))]
    public string? RateLimit { get; set; }

    /// <summary>AIGPTImage: the account's tier, which sets its limits.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(TierCompletion))]
    public string? Tier { get; set; }

    /// <summary>Uses this profile where none is named.</summary>
    [Parameter]
    public SwitchParameter Default { get; set; }

    /// <summary>Keeps the profile in this process only.</summary>
    [Parameter]
    public SwitchParameter SessionOnly { get; set; }

    /// <summary>Gives the profile.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var store = ProfileStore.Process;
        var profile = ProfileEditor.Apply(store.Find(Name), this);
        if (!ShouldProcess(Name, "Set profile"))
        {
            return;
        }

        store.Set(profile, ApiKey is null ? null : SecureText.ToSecret(ApiKey), UploadSecrets());
        if (Default)
        {
            store.SetDefault(Name);
        }

        if (!SessionOnly)
        {
            WriteWarning($"The profile '{Name}' lives as long as this PowerShell process. -SessionOnly says that this is meant.");
        }

        if (PassThru)
        {
            WriteObject(store.Find(Name));
        }
    }
}
