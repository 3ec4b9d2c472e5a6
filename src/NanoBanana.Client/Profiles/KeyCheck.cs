namespace NanoBanana.Client.Profiles;

/// <summary>
/// Whether a secret can be in a header: a line end in it would begin another header, or another request; and whether it can be
/// distinguished from other words, so that it can be masked.
/// </summary>
internal static class KeyCheck
{
    /// <summary>No gateway's key is shorter, and a shorter one could not be masked.</summary>
    private const int LeastLength = 8;

    /// <returns>The key.</returns>
    /// <exception cref="NanoBananaException"><c>KeyNotUsable</c>.</exception>
    public static Secret? Ensure(Secret? key, Profile profile) => key is not null && Problem(key.Reveal(), profile) is { } problem
        ? throw NotUsable(profile, $"key of profile '{profile.Name}'", problem)
        : key;

    /// <exception cref="NanoBananaException"><c>KeyNotUsable</c>: a header's name or value would begin another header.</exception>
    public static void Ensure(UploadSecrets? upload, Profile profile)
    {
        foreach (var header in upload?.Headers ?? new Dictionary<string, Secret>(StringComparer.Ordinal))
        {
            if (header.Key.Length == 0 || header.Key.Any(each => !IsVisible(each) || each is ':') || header.Value.Reveal().Any(each => each is not ' ' && !IsVisible(each)))
            {
                throw NotUsable(profile, $"upload header '{header.Key}' of profile '{profile.Name}'", "it contains a line break, or another character that is not visible ASCII");
            }
        }
    }

    private static string? Problem(string key, Profile profile)
    {
        if (key.Length == 0)
        {
            return "it is empty";
        }

        for (var at = 0; at < key.Length; at++)
        {
            if (!IsVisible(key[at]))
            {
                return FormattableString.Invariant($"its character {at + 1} of {key.Length} is {Describe(key[at])}, but only visible ASCII characters can be sent");
            }
        }

        return key.Length < LeastLength && !profile.IsLoopback() ? FormattableString.Invariant($"it has {key.Length} characters, but a key has at least {LeastLength}") : null;
    }

    private static bool IsVisible(char each) => each is >= '!' and <= '~';

    private static string Describe(char each) => each switch
    {
        '\r' or '\n' => "a line end",
        ' ' => "a space",
        < ' ' or '\u007f' => "a control character",
        _ => "not ASCII",
    };

    private static NanoBananaException NotUsable(Profile profile, string what, string problem) =>
        new(ErrorIds.KeyNotUsable, what, problem, profile.Name) { Target = profile.Name, Profile = profile.Name };
}
