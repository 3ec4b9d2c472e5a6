namespace NanoBanana.Client.Profiles;

/// <summary>What the user agreed to for an import of profiles.</summary>
public sealed record ImportOptions
{
    /// <summary>Whether the settings of existing profiles are replaced; false by default: an existing profile is an error.</summary>
    public bool Replace { get; init; }

    /// <summary>
    /// Keys may come from the variables that the file names, and go to its base URIs through its proxies and under its certificates.
    /// False by default: a file that asks for it is an error.
    /// </summary>
    public bool AllowForeignAddress { get; init; }
}
