namespace NanoBanana.Uploads.Tests.Support;

/// <summary>Where local files go in a test, and the gateway that fetches them there.</summary>
/// <param name="Provider">The gateway.</param>
/// <param name="Change">The settings of the profile.</param>
/// <param name="Secrets">The target's secrets.</param>
/// <param name="Custom">The host's own way to upload, instead of a target.</param>
internal sealed record Target(
    string Provider,
    Func<Profile, Profile>? Change = null,
    UploadSecrets? Secrets = null,
    Func<string, CancellationToken, Task<Uri>>? Custom = null);
