using System.Management.Automation;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Providers;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>A saved image as it goes down the pipeline: the file, and where it comes from.</summary>
internal static class SavedFileObject
{
    public static PSObject Of(SavedImage saved, ProviderIntrinsics provider)
    {
        // through the provider, so that the file looks as it does from Get-Item
        var file = provider.Item.Get([saved.Path], force: true, literalPath: true)[0];
        file.Properties.Add(new PSNoteProperty("TaskId", saved.Task.Id));
        file.Properties.Add(new PSNoteProperty("Url", saved.Image.IsInline() ? saved.Image.ToString() : saved.Image.Url));
        file.Properties.Add(new PSNoteProperty("Source", saved.Task.Source));
        file.Properties.Add(new PSNoteProperty("Sha256", saved.Sha256));
        return file;
    }

    /// <summary>The task's profile; for a task of another machine one without a key, since links need none.</summary>
    public static Profile ProfileOf(ImageTask task) => ProfileStore.Process.Find(task.Profile)
        ?? new Profile { Name = task.Profile, Provider = task.Provider, BaseUri = Gateways.Describe(ProviderNames.Parse(task.Provider)).BaseUri };
}
