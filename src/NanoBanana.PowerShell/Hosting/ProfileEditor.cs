using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Profiles;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>Applies the given settings to a profile; what was not given stays.</summary>
internal static class ProfileEditor
{
    /// <exception cref="NanoBananaException"><c>InvalidProfile</c>, <c>UnknownProvider</c> or <c>UnknownModel</c>.</exception>
    public static Profile Apply(Profile? old, ProfileSettingsCmdlet given)
    {
        var provider = given.Provider is { } name ? GatewayRegistry.Parse(name) : old?.Provider
            ?? throw Invalid(given, $"a new profile needs -Provider, one of {string.Join(", ", GatewayRegistry.Names)}");
        var description = GatewayRegistry.Describe(provider);
        var sameProvider = string.Equals(provider, old?.Provider, StringComparison.Ordinal);
        var profile = (sameProvider ? old! : new Profile { Name = given.Name, Provider = provider, BaseUri = description.BaseUri }) with
        {
            BaseUri = given.Pick(nameof(given.BaseUri), given.BaseUri, sameProvider ? old!.BaseUri : null) ?? description.BaseUri,
            Proxy = given.Pick(nameof(given.Proxy), given.Proxy, old?.Proxy),
            CustomCA = given.Pick(nameof(given.CustomCA), given.CustomCAPath, old?.CustomCA),
            AllowPrivateAddress = given.Pick(nameof(given.AllowPrivateAddress), given.AllowPrivateAddress.IsPresent, old?.AllowPrivateAddress ?? false),
            Model = given.Pick(nameof(given.Model), given.Model, sameProvider ? old!.Model : null),
            AspectRatio = given.Pick(nameof(given.AspectRatio), given.AspectRatio is { } ratio ? AspectRatios.Normalize(ratio) : null, old?.AspectRatio),
            OutputFormat = given.Pick(nameof(given.OutputFormat), given.OutputFormat is { } format ? OutputFormats.Normalize(format) : null, old?.OutputFormat),
            CallbackUrl = given.Pick(nameof(given.CallbackUrl), given.CallbackUrl, old?.CallbackUrl),
            PricePerImage = given.Pick(nameof(given.PricePerImage), given.PricePerImage, old?.PricePerImage),
            CreditPrice = given.Pick(nameof(given.CreditPrice), given.CreditPrice, old?.CreditPrice),
            DailyBudget = given.Pick(nameof(given.DailyBudget), given.DailyBudget, old?.DailyBudget),
            MonthlyBudget = given.Pick(nameof(given.MonthlyBudget), given.MonthlyBudget, old?.MonthlyBudget),
            NoPromptInJournal = given.Pick(nameof(given.NoPromptInJournal), given.NoPromptInJournal.IsPresent, old?.NoPromptInJournal ?? false),
            Retention = given.Pick(nameof(given.Retention), given.Retention, old?.Retention),
            RateLimit = given.Pick(nameof(given.RateLimit), given.RateLimit, old?.RateLimit),
            Tier = given.Pick(nameof(given.Tier), given.Tier, sameProvider ? old!.Tier : null),
        };
        Check(profile, given, description.Models);
        return given.WithUpload(profile);
    }

    private static void Check(Profile profile, ProfileSettingsCmdlet given, IReadOnlyList<ModelCapabilities> models)
    {
        if (profile.Proxy is { } proxy && (!proxy.IsAbsoluteUri || proxy.Scheme is not ("http" or "https") || proxy.UserInfo.Length > 0))
        {
            throw Invalid(given, "its proxy is not an address such as http://proxy.example:8080. A user name and password cannot be stored in settings: use HTTPS_PROXY, or the credentials of this account");
        }

        ProfileStore.Check(profile);
        if (profile is { DailyBudget: { } daily, MonthlyBudget: { } monthly } && !string.Equals(daily.Currency, monthly.Currency, StringComparison.Ordinal))
        {
            throw Invalid(given, $"its daily budget is in {daily.Currency} and its monthly budget in {monthly.Currency}");
        }

        if (profile.Model is { } model && !models.Any(row => row.IsCalled(model)))
        {
            var names = string.Join(", ", models.Select(row => row.Model).Distinct(StringComparer.Ordinal));
            throw new NanoBananaException(ErrorIds.UnknownModel, profile.Provider, model, names) { Target = model };
        }

        var ratios = models.SelectMany(row => row.AspectRatios).Distinct(StringComparer.Ordinal).ToList();
        if (given.AspectRatio is not null && !ratios.Contains(profile.AspectRatio, StringComparer.Ordinal))
        {
            throw Invalid(given, $"its ratio '{given.AspectRatio}' is not one that {profile.Provider} takes: {string.Join(", ", ratios)}");
        }

        var formats = models.SelectMany(row => row.OutputFormats).Distinct(StringComparer.Ordinal).ToList();
        if (given.OutputFormat is not null && !formats.Contains(profile.OutputFormat, StringComparer.Ordinal))
        {
            throw Invalid(given, $"its format '{given.OutputFormat}' is not one that {profile.Provider} takes: {(formats.Count > 0 ? string.Join(", ", formats) : "none")}");
        }
    }

    private static NanoBananaException Invalid(ProfileSettingsCmdlet given, string reason) =>
        new(ErrorIds.InvalidProfile, given.Name, reason) { Target = given.Name };
}
