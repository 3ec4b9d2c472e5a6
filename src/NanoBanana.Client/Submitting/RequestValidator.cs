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
    /// <param name="listener">The address of a callback listener for this provider, or null.</param>
    /// <param name="submitter">The way to the gateway of the profile.</param>
    /// <returns>The checked request and the warnings that go with it.</returns>
    /// <exception cref="NanoBananaException">The first thing that is wrong.</exception>
    public static PreparedRequest Validate(ImageRequest request, Profile profile, Uri? listener, TaskSubmitter submitter)
    {
        CheckWhole(request);
        request = Spelled(request);
        var model = FindModel(request, profile);
        CheckPrompt(request, model);
        var notes = new List<string>();
        var warnings = new List<string>();
        var options = new OptionCheck(model, warnings, notes);
        var valid = new PreparedRequest(submitter)
        {
            Request = request,
            Profile = profile,
            Model = model,
            Sent = request with
            {
                AspectRatio = options.AspectRatio(request.AspectRatio, profile.AspectRatio),
                OutputFormat = options.OutputFormat(request.OutputFormat, profile.OutputFormat),
                Resolution = options.Resolution(request.Resolution),
                Count = options.Count(request.Count),
                CallbackUrl = options.Callback(request.CallbackUrl, profile, listener),
            },
            Warnings = warnings,
            Notes = notes,
        };
        options.Switch("Watermark", request.Watermark is not null, request.Watermark, row => row.Watermark);
        options.Switch("Inline", request.Inline, value: null, row => row.Inline);
        options.Switch("DisableSafetyCheck", request.DisableSafetyCheck, value: null, row => row.SafetySwitch);
        options.Switch("WebSearch", request.WebSearch, value: null, row => row.WebSearch);
        CheckOptions(valid);
        var files = CheckImages(request, model, profile);
        warnings.AddRange(files.OfType<SourceFile>().SelectMany(file => file.Facts.Flaws.Select(flaw => $"{file.Original}: decoders read it although {flaw}.")));
        return valid with { Files = files };
    }

    /// <summary>Builds the message once, so that a reserved field is found before anything is uploaded.</summary>
    private static void CheckOptions(PreparedRequest request)
    {
        if (request.Request.Options.Count > 0)
        {
            var urls = request.Request.Images().Select(_ => ReservedUrls.NoCallback).ToList();
            GatewayRegistry.Find(request.Model.Provider).Submit(request.ToGatewayRequest(urls, intentId: string.Empty));
        }
    }

    // what another version asked for, or what was not written down, must not become another request that is paid for
    private static void CheckWhole(ImageRequest request)
    {
        IReadOnlyList<string> missing = [.. request.Masked, .. request.Unknown?.Keys ?? Enumerable.Empty<string>()];
        if (missing.Count > 0)
        {
            throw new NanoBananaException(ErrorIds.RequestIncomplete, string.Join(", ", missing)) { Target = request.Prompt.Length > 0 ? request.Prompt : request.TakeOf };
        }
    }

    /// <summary>The same request with each value as this library spells it.</summary>
    private static ImageRequest Spelled(ImageRequest request) => request with
    {
        Model = request.Model?.Trim(),
        AspectRatio = request.AspectRatio is { } ratio ? AspectRatios.Normalize(ratio) : null,
        OutputFormat = request.OutputFormat is { } format ? OutputFormats.Normalize(format) : null,
        Resolution = request.Resolution?.Trim().ToUpperInvariant(),
        Tag = RequestTag.Checked(request.Tag),
    };

    private static ModelCapabilities FindModel(ImageRequest request, Profile profile)
    {
        if (request.Model is not null || profile.Model is null)
        {
            return ModelCatalog.Find(profile.Provider, request.Model, request.Operation, request.Economy);
        }

        // a default model that has only the other operation is ignored, like any default
        var fits = ModelCatalog.Of(profile.Provider).Any(row =>
            row.IsCalled(profile.Model)
            && string.Equals(row.Operation, request.Operation, StringComparison.Ordinal));
        return ModelCatalog.Find(profile.Provider, fits ? profile.Model : null, request.Operation, request.Economy);
    }

    private static void CheckPrompt(ImageRequest request, ModelCapabilities model)
    {
        var prompt = request.Prompt;
        if (string.IsNullOrWhiteSpace(prompt))
        {
            throw new NanoBananaException(ErrorIds.PromptMissing) { Target = request.Sources.Count > 0 ? request.Sources[0] : null };
        }

        if (prompt.Length < model.MinPromptLength)
        {
            throw new NanoBananaException(ErrorIds.PromptTooShort, prompt.Length, model.Provider, model.Model, model.MinPromptLength) { Target = prompt, Provider = model.Provider };
        }

        if (prompt.Length > model.MaxPromptLength)
        {
            var who = CapabilityErrors.WhoTakes("length", model, row => !(row.MaxPromptLength < prompt.Length));
            throw new NanoBananaException(ErrorIds.PromptTooLong, prompt.Length, model.Provider, model.Model, model.MaxPromptLength, who)
            {
                Target = prompt.Length <= 60 ? prompt : prompt.Substring(0, 60) + "...",
                Provider = model.Provider,
            };
        }
    }

    private static List<SourceFile?> CheckImages(ImageRequest request, ModelCapabilities model, Profile profile)
    {
        var images = request.Images().ToList();
        if (images.Count > model.MaxImages)
        {
            var who = CapabilityErrors.WhoTakes("number of images", model, row => !(row.MaxImages < images.Count));
            throw new NanoBananaException(ErrorIds.TooManyImages, images.Count, model.Provider, model.Model, model.MaxImages, who)
            {
                Target = images[0],
                Provider = model.Provider,
            };
        }

        var files = new List<SourceFile?>(images.Count);
        foreach (var source in images.Select(SourceImage.Of))
        {
            if (source.Url is { } url && UrlRules.Problem(url, profile.IsLoopback()) is { } problem)
            {
                throw new NanoBananaException(ErrorIds.InvalidImageUrl, source.Original, problem) { Target = source.Original };
            }

            files.Add(source.Path is null ? null : SourceFile.Open(source, model, request.Fit));
        }

        return files;
    }
}
