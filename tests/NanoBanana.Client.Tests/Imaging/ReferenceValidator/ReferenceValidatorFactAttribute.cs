namespace NanoBanana.Client.Tests.Imaging.ReferenceValidator;

/// <summary>Runs only with Node, the npm package @contentauth/c2pa-wasm, and images that somebody signed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReferenceValidatorFactAttribute : FactAttribute
{
    public ReferenceValidatorFactAttribute()
    {
        if (Package is null || Images is null)
        {
            Skip = "needs the npm package @contentauth/c2pa-wasm (its folder in NANOBANANA_C2PA_WASM) and a folder of signed images (NANOBANANA_SIGNED_IMAGES)";
        }
    }

    /// <summary>The folder of the package.</summary>
    public static string? Package => Existing("NANOBANANA_C2PA_WASM");

    /// <summary>The folder of the images.</summary>
    public static string? Images => Existing("NANOBANANA_SIGNED_IMAGES");

    private static string? Existing(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } folder && Directory.Exists(folder) ? folder : null;
}
