using NanoBanana.Client.Gateways;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Submitting;

/// <summary>Checks a request against the capabilities before anything is uploaded or sent.</summary>
internal static class RequestValidator
{
    /// <summary>Fills in the profile's defaults and checks every value.</summary>
    /// <param name="request">What the user wants.</param>
    /// <param name="profile">Whose defaults apply.</param>
    /// <param name="listener">Where a callback listener hears of this provider's tasks, or null.</param>
    /// <returns>The checked request and the warnings that go with it.</returns>
    /// <exception cref="NanoBananaException">The first thing that is wrong.</exception>
    public static PreparedRequest Validate(ImageRequest request, Profile profile, Uri? listener)
    {
        var model = FindModel(request, profile);
        CheckPrompt(request, model);
        var notes = new List<string>();
        var warnings = new List<string>();
        var options = new OptionCheck(model, warnings, notes);
        var valid = new PreparedRequest
        {
            Request = request,
            Profile = profile,
            Model = model,
            AspectRatio = options.AspectRatio(request.AspectRatio, profile.AspectRatio),
            OutputFormat = options.OutputFormat(request.OutputFormat, profile.OutputFormat),
            Resolution = options.Resolution(request.Resolution),
            Count = options.Count(request.Count),
            CallbackUrl = options.Callback(request.CallbackUrl, profile, listener),
            Warnings = warnings,
            Notes = notes,
        };
        options.Switch("Watermark", request.Watermark is not null, request.Watermark, row => row.Watermark);
        options.Switch("Inline", request.Inline, value: null, row => row.Inline);
        options.Switch("DisableSafetyCheck", request.DisableSafetyCheck, value: null, row => row.SafetySwitch);
        CheckOptions(valid);
        return valid with { Files = CheckSources(request, model, profile) };
    }

    /// <summary>Builds the message once, so that a reserved field is found before anything is uploaded.</summary>
    private static void CheckOptions(PreparedRequest request)
    {
        if (request.Request.Options.Count > 0)
        {
            var urls = request.Request.Sources.Select(_ => ReservedUrls.NoCallback).ToList();
            GatewayRegistry.Find(request.Model.Provider).Submit(request.ToGatewayRequest(urls, intentId: string.Empty));
        }
    }

    private static ModelCapabilities FindModel(ImageRequest request, Profile profile)
    {
        if (request.Model is not null || profile.Model is null)
        {
            return CapabilityTable.Find(profile.Provider, request.Model, request.Operation);
        }

        // a default model that does the other operation only gives way, as every default does
        var fits = CapabilityTable.Of(profile.Provider).Any(row =>
            row.Model.Equals(profile.Model, StringComparison.OrdinalIgnoreCase)
            && string.Equals(row.Operation, request.Operation, StringComparison.Ordinal));
        return CapabilityTable.Find(profile.Provider, fits ? profile.Model : null, request.Operation);
    }

    private static void CheckPrompt(ImageRequest request, ModelCapabilities model)
    {
        var prompt = request.Prompt;
        if (string.IsNullOrWhiteSpace(prompt))
        {
            throw new NanoBananaException(ErrorIds.PromptMissing) { Target = request.Sources.Count > 0 ? request.Sources[0].Original : null };
        }

        if (prompt.Length > model.MaxPromptLength)
        {
            var who = CapabilityErrors.WhoTakes("length", model, row => row.MaxPromptLength >= prompt.Length);
            throw new NanoBananaException(ErrorIds.PromptTooLong, prompt.Length, model.Provider, model.Model, model.MaxPromptLength, who)
            {
                Target = prompt.Substring(0, 60) + "...",
                Provider = model.Provider,
            };
        }
    }

    private static List<SourceFile?> CheckSources(ImageRequest request, ModelCapabilities model, Profile profile)
    {
        if (request.Sources.Count > model.MaxImages)
        {
            var who = CapabilityErrors.WhoTakes("number of images", model, row => row.MaxImages >= request.Sources.Count);
            throw new NanoBananaException(ErrorIds.TooManyImages, request.Sources.Count, model.Provider, model.Model, model.MaxImages, who)
            {
                Target = request.Sources[0].Original,
                Provider = model.Provider,
            };
        }

        var files = new List<SourceFile?>(request.Sources.Count);
        foreach (var source in request.Sources)
        {
            if (source.Url is { } url && UrlRules.Problem(url, profile.IsLoopback()) is { } problem)
            {
                throw new NanoBananaException(ErrorIds.InvalidImageUrl, source.Original, problem) { Target = source.Original };
            }

            files.Add(source.Path is null ? null : SourceFile.Open(source, model));
        }

        return files;
    }
}
