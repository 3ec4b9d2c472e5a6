namespace NanoBanana.Client.Model;

/// <summary>A request as it may be written down: complete except for its secrets, and for the prompt if the profile does not store prompts.</summary>
internal static class StoredRequest
{
    /// <summary>The form for a journal or a store.</summary>
    /// <param name="request">As it was asked for.</param>
    /// <param name="keepPrompt">False leaves the prompt and the values of the tag out.</param>
    /// <returns>The request; <see cref="ImageRequest.Masked"/> names what is missing.</returns>
    public static ImageRequest Of(ImageRequest request, bool keepPrompt)
    {
        var masked = new HashSet<string>(request.Masked, StringComparer.Ordinal);
        var stored = request with
        {
            Sources = Clean(nameof(request.Sources), request.Sources, masked),
            References = Clean(nameof(request.References), request.References, masked),
            CallbackUrl = request.CallbackUrl is { } url ? new Uri(Clean(nameof(request.CallbackUrl), url.OriginalString, masked), UriKind.RelativeOrAbsolute) : null,
            Options = Clean(nameof(request.Options), request.Options, masked),
            Tag = keepPrompt ? Clean(nameof(request.Tag), request.Tag, new HashSet<string>(StringComparer.Ordinal)) : request.Tag.ToDictionary(each => each.Key, static _ => (object?)null, StringComparer.Ordinal),
        };
        if (!keepPrompt && request.Prompt.Length > 0)
        {
            stored = stored with { Prompt = string.Empty };
            masked.Add(nameof(request.Prompt));
        }

        return stored with { Masked = [.. masked.OrderBy(each => each, StringComparer.Ordinal)] };
    }

    private static IReadOnlyList<string> Clean(string field, IReadOnlyList<string> texts, HashSet<string> masked) =>
        [.. texts.Select(text => Clean(field, text, masked))];

    private static IReadOnlyDictionary<string, object?> Clean(string field, IReadOnlyDictionary<string, object?> values, HashSet<string> masked) =>
        (IReadOnlyDictionary<string, object?>)PlainValue.Map(values, text => Clean(field, text, masked))!;

    private static string Clean(string field, string text, HashSet<string> masked)
    {
        if (!text.Contains("://"))
        {
            return text;
        }

        var clean = SignedUrl.WithoutSecrets(text);
        if (!string.Equals(clean, text, StringComparison.Ordinal))
        {
            masked.Add(field);
        }

        return clean;
    }
}
