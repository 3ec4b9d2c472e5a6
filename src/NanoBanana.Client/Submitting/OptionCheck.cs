using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Submitting;

/// <summary>
/// Checks one option after the other. What the user asks for by name must exist; what comes from a profile's defaults is
/// passed over if it does not fit, with a note, and then the model's own default counts.
/// </summary>
internal sealed class OptionCheck(ModelCapabilities model, List<string> warnings, List<string> notes)
{
    public string? AspectRatio(string? asked, string? byDefault) => Listed(
        "AspectRatio",
        asked is null ? null : AspectRatios.Normalize(asked),
        byDefault is null ? null : AspectRatios.Normalize(byDefault),
        model.Defaults?.AspectRatio,
        row => row.AspectRatios,
        value => CapabilityErrors.ForRatio(value, model, model.AspectRatios));

    public string? OutputFormat(string? asked, string? byDefault) => Listed(
        "OutputFormat",
        asked is null ? null : OutputFormats.Normalize(asked),
        byDefault is null ? null : OutputFormats.Normalize(byDefault),
        model.Defaults?.OutputFormat,
        row => row.OutputFormats,
        value => CapabilityErrors.ForFormat(value, model));

    public string? Resolution(string? asked) => Listed(
        "Resolution",
        asked?.Trim().ToUpperInvariant(),
        byDefault: null,
        model.Defaults?.Resolution,
        row => row.Resolutions,
        value => CapabilityErrors.ForResolution(value, model));

    public int? Count(int? asked)
    {
        if (asked is null or 1)
        {
            return asked is 1 && model.MaxCount > 1 ? 1 : null;
        }

        if (model.MaxCount == 1)
        {
            throw CapabilityErrors.ForOption("Count", asked, model, row => row.MaxCount > 1);
        }

        return asked >= 1 && asked <= model.MaxCount
            ? asked
            : throw new NanoBananaException(ErrorIds.InvalidCount, asked, model.Provider, model.Model, model.MaxCount) { Target = asked };
    }

    public Uri? Callback(Uri? asked, Profile profile, Uri? listener)
    {
        var none = string.Equals(model.Callback, CallbackRules.None, StringComparison.Ordinal);
        if (asked is not null && none)
        {
            throw CapabilityErrors.ForOption("CallbackUrl", asked, model, row => !string.Equals(row.Callback, CallbackRules.None, StringComparison.Ordinal));
        }

        if (none)
        {
            return null;
        }

        var url = asked ?? profile.CallbackUrl;
        if (url is not null && UrlRules.Problem(url, profile.IsLoopback()) is { } problem)
        {
            throw new NanoBananaException(ErrorIds.InvalidCallbackUrl, url, problem) { Target = url };
        }

        return url ?? (listener is null ? null : Heard(listener, profile));
    }

    public void Switch(string option, bool asked, object? value, Func<ModelCapabilities, bool> has)
    {
        if (asked && !has(model))
        {
            throw CapabilityErrors.ForOption(option, value, model, has);
        }
    }

    private Uri? Heard(Uri listener, Profile profile)
    {
        if (UrlRules.Problem(listener, profile.IsLoopback()) is not null)
        {
            notes.Add($"The address {listener.GetLeftPart(UriPartial.Authority)} of the callback listener is only for emulators, so the tasks of '{profile.Name}' are queried instead.");
            return null;
        }

        notes.Add($"{model.Provider} is asked to send callbacks to {Redaction.Address(listener)}.");
        return listener;
    }

    private string? Listed(
        string option,
        string? asked,
        string? byDefault,
        string? ofModel,
        Func<ModelCapabilities, IReadOnlyList<string>> allowed,
        Func<string, NanoBananaException> invalid)
    {
        if (model.IgnoredOptions.Contains(option, StringComparer.Ordinal))
        {
            if (asked is not null)
            {
                warnings.Add($"{model.Provider} {model.Model} ignores -{option}: '{asked}' was not sent.");
            }

            return null;
        }

        var values = allowed(model);
        if (asked is null)
        {
            return Default(option, byDefault, values) ?? ofModel;
        }

        if (values.Count == 0)
        {
            throw CapabilityErrors.ForOption(option, asked, model, row => allowed(row).Count > 0);
        }

        return values.Contains(asked, StringComparer.Ordinal) ? asked : throw invalid(asked);
    }

    private string? Default(string option, string? byDefault, IReadOnlyList<string> values)
    {
        if (byDefault is not null && !values.Contains(byDefault, StringComparer.Ordinal))
        {
            notes.Add($"{model.Provider} {model.Model} has no {option} '{byDefault}' for {model.Operation}; the default of the profile was ignored.");
            return null;
        }

        return byDefault;
    }
}
