namespace NanoBanana.Uploads.Tests.Support;

/// <summary>The servers that come from npm, installed once into the folder of the tests.</summary>
internal static class NodePackages
{
    private const int MostShown = 200;

    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "NanoBanana.Uploads.Tests", "node");

    /// <summary>Why they cannot be used here, or null if they can.</summary>
    public static string? Install()
    {
        if (Tools.Find("node") is null || Tools.Find("npm") is not { } npm)
        {
            return "There is no node with npm on this machine.";
        }

        // npm writes this file last
        if (File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json")))
        {
            return null;
        }

        var (exitCode, output) = Tools.Run(npm, ["ci"], Folder);
        return exitCode == 0 ? null : "npm could not install the servers: " + output.Trim().Split('\n')[^1][..Math.Min(output.Trim().Split('\n')[^1].Length, MostShown)];
    }
}
