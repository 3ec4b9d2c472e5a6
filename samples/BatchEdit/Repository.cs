namespace NanoBanana.BatchEdit;

internal static class Repository
{
    /// <summary>The folder of the solution, from any current folder.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NanoBanana.PowerShell.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("Start the sample inside the repository, or give a folder of photos.");
    }
}
