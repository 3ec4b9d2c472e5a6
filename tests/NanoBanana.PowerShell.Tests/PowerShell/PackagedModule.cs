using System.IO.Compression;

namespace NanoBanana.PowerShell.Tests.PowerShell;

/// <summary>The module as users get it: packed, and unpacked again.</summary>
internal static class PackagedModule
{
    /// <summary>Its folder; NANOBANANA_MODULE names another one.</summary>
    public static Lazy<Task<string>> Folder { get; } = new(async () => Environment.GetEnvironmentVariable("NANOBANANA_MODULE") ?? await UnpackAsync());

    private static async Task<string> UnpackAsync()
    {
        var packages = Path.Combine(Repository.Root, "out", "test-package");
        var unpacked = Path.Combine(packages, "unpacked", "NanoBanana.PowerShell");
        if (Directory.Exists(packages))
        {
            Directory.Delete(packages, recursive: true);
        }

        var (exitCode, output) = await Pwsh.RunFileAsync(Repository.Module, Path.Combine(Repository.Root, "build.ps1"), "-Task", "Package", "-OutputPath", packages);
        if (exitCode != 0)
        {
            throw new InvalidOperationException("The module could not be packed: " + output);
        }

        await ZipFile.ExtractToDirectoryAsync(Directory.GetFiles(packages, "*.nupkg").Single(), unpacked);
        return unpacked;
    }
}
