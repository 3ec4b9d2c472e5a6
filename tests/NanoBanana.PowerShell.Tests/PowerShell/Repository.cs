namespace NanoBanana.PowerShell.Tests.PowerShell;

internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Module => Path.Combine(Root, "out", "NanoBanana.PowerShell");

    public static string Results => Directory.CreateDirectory(Path.Combine(Root, "out", "test-results")).FullName;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "NanoBanana.PowerShell.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run inside the repository.");
    }
}
