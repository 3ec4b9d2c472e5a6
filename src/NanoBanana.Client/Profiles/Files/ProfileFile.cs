using NanoBanana.Client.State;

namespace NanoBanana.Client.Profiles.Files;

/// <summary>The file of all profiles in the state folder: read when it changed, changed by one process at a time.</summary>
internal sealed class ProfileFile(Func<string> folder, TimeProvider time)
{
    private readonly CachedFile<ProfileDocument> _file = new(() => Path.Combine(folder(), "profiles.json"), ProfileDocument.Parse);

    /// <summary>Its content now; null if there is no file.</summary>
    /// <exception cref="NanoBananaException"><c>ProfilesDamaged</c> or <c>ProfilesTooNew</c>.</exception>
    public ProfileDocument? Read() => _file.Read();

    /// <summary>Refuses settings that another account may have written, because they decide where keys are sent.</summary>
    /// <exception cref="NanoBananaException"><c>HomeWritableByOthers</c>.</exception>
    public void EnsureTrusted()
    {
        OwnerOnly.EnsureNotWritable(folder());
        OwnerOnly.EnsureNotWritable(Path.Combine(folder(), "profiles.json"));
    }

    /// <summary>Changes what is in it at that moment.</summary>
    /// <exception cref="NanoBananaException"><c>ProfilesDamaged</c> or <c>ProfilesTooNew</c>: it is left as it is.</exception>
    public async Task UpdateAsync(Action<ProfileDocument> change)
    {
        HomeFolder.Create(folder());
        using (await FileLock.TakeAsync(Path.Combine(folder(), "profiles.lock"), time).ConfigureAwait(false))
        {
            var document = _file.ReadToChange() ?? ProfileDocument.Empty();
            change(document);
            AtomicFile.Replace(Path.Combine(folder(), "profiles.json"), document.WriteTo);
        }
    }
}
