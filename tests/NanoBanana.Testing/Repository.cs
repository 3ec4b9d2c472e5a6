namespace NanoBanana.Testing;

/// <summary>The repository that a test runs in.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>A photo of the samples.</summary>
    public static string Photo(string name) => Path.Combine(Root, "samples", "photos", name);

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
