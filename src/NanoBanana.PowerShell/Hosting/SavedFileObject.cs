using System.Management.Automation;
using System.Reflection;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Images;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Providers;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>A saved image as it goes down the pipeline: the file, and where it comes from.</summary>
public static class SavedFileObject
{
    private static readonly MethodInfo Hash = typeof(SavedFileObject).GetMethod(nameof(Sha256))!;

    /// <summary>The file's SHA-256, in lower-case hexadecimal; null where the file is gone.</summary>
    /// <param name="file">A FileInfo. PowerShell calls this when somebody looks at the property.</param>
    public static string? Sha256(PSObject file) => file.BaseObject is FileInfo { FullName: var path } && File.Exists(path) ? ContentHash.OfFile(path) : null;

    internal static PSObject Of(SavedImage saved, ProviderIntrinsics provider)
    {
        // through the provider, so that the file looks as it does from Get-Item
        var file = provider.Item.Get([saved.Path], force: true, literalPath: true)[0];
        file.Properties.Add(new PSNoteProperty("TaskId", saved.Task.Id));
        file.Properties.Add(new PSNoteProperty("Url", saved.Image.IsInline() ? saved.Image.ToString() : saved.Image.Url));
        file.Properties.Add(new PSNoteProperty("Source", saved.Task.Source));
        file.Properties.Add(new PSCodeProperty("Sha256", Hash));
        return file;
    }

    /// <summary>The task's profile; for a task of another machine one without a key, since links need none.</summary>
    internal static Profile ProfileOf(ImageTask task) => ProfileStore.Process.Find(task.Profile)
        ?? new Profile { Name = task.Profile, Provider = task.Provider, BaseUri = Gateways.Describe(ProviderNames.Parse(task.Provider)).BaseUri };
}
