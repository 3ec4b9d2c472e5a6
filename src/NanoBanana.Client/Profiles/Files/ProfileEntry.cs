using NanoBanana.Client.Profiles.Secrets;

namespace NanoBanana.Client.Profiles.Files;

/// <summary>A profile as it is stored: its settings, and references to its secrets.</summary>
internal sealed record ProfileEntry(Profile Profile, SecretReference? Key, SecretReference? Upload)
{
    /// <summary>Names of the headers sent with uploads, which are shown; their values are with the secrets.</summary>
    public IReadOnlyList<string> UploadHeaders { get; init; } = [];
}
