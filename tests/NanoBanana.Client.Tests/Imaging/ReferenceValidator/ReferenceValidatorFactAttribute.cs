using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Imaging.ReferenceValidator;

/// <summary>Runs only with Node and the npm package of this folder; <c>npm ci</c> installs it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReferenceValidatorFactAttribute : FactAttribute
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "NanoBanana.Client.Tests", "Imaging", "ReferenceValidator");

    public ReferenceValidatorFactAttribute()
    {
        if (NodeFactAttribute.Path is null || !Directory.Exists(Package))
        {
            Skip = "needs node, and npm ci in tests/NanoBanana.Client.Tests/Imaging/ReferenceValidator";
        }
    }

    /// <summary>The folder of the package.</summary>
    public static string Package => Path.Combine(Folder, "node_modules", "@contentauth", "c2pa-wasm");

    /// <summary>Our own pictures, which the validator's own builder signed with a certificate made for them: valid, and not trusted by anyone.</summary>
    public static IReadOnlyList<string> Images => [.. Directory.EnumerateFiles(Path.Combine(Folder, "signed")).Order(StringComparer.Ordinal)];
}
