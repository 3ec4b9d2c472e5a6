using NanoBanana.Client.Profiles.Files;
using NanoBanana.Client.Profiles.Secrets;

namespace NanoBanana.Client.Profiles;

/// <summary>The profiles on the disk: settings in one file, secrets where each says.</summary>
internal sealed class KeptProfiles(ProfileFile file, SecretStorage secrets)
{
    public string? Default => file.Read()?.Default;

    public IReadOnlyList<ProfileEntry> All => file.Read()?.Entries ?? [];

    public ProfileEntry? Find(string name) => file.Read()?.Find(name);

    public bool HasKey(ProfileEntry entry) => entry.Key is { } key && secrets.Has(key);

    /// <summary>The key that was kept for a profile's provider and base URI.</summary>
    /// <param name="entry">Where the key is stored.</param>
    /// <param name="profile">Where it is to be sent.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<Secret?> KeyAsync(ProfileEntry entry, Profile profile, CancellationToken cancellationToken)
    {
        file.EnsureTrusted();
        return entry.Key is null ? null : await secrets.GetAsync(entry.Key, SecretReference.For(profile), cancellationToken).ConfigureAwait(false);
    }

    public async Task<UploadSecrets?> UploadAsync(ProfileEntry entry, CancellationToken cancellationToken) =>
        entry.Upload is { } reference && await secrets.GetAsync(reference, SecretReference.ForUploads(entry.Profile), cancellationToken).ConfigureAwait(false) is { } text
            ? UploadSecretsText.Read(reference.Name, text)
            : null;

    /// <summary>
    /// Creates or changes a profile. New secrets are kept first, then the settings that point to them, then the old secrets go: a crash in
    /// between leaves a profile that works.
    /// </summary>
    public async Task SaveAsync(string name, Func<Profile?, Profile> edit, ProfileChange change, CancellationToken cancellationToken)
    {
        var old = Find(name);
        var wanted = edit(old?.Profile);
        ProfileCheck.EnsureUsable(wanted);
        KeyCheck.Ensure(change.Key, wanted);
        KeyCheck.Ensure(change.Upload, wanted);
        var vault = change.Vault ?? old?.Key?.Vault;
        var given = change.Key ?? (change.KeyVariable is null ? await SealedElsewhereAsync(old, wanted, cancellationToken).ConfigureAwait(false) : null);
        var key = given is not null ? await secrets.PutAsync(vault, $"{name}.ApiKey", given, SecretReference.For(wanted), cancellationToken).ConfigureAwait(false)
            : change.KeyVariable is { } variable ? new SecretReference(SecretReference.InEnvironment, variable)
            : null;
        var isUploadElsewhere = old?.Upload is not null && !string.Equals(SecretReference.ForUploads(old.Profile), SecretReference.ForUploads(wanted), StringComparison.Ordinal);
        var kept = old is not null && (isUploadElsewhere || change.Upload is not null) ? await UploadAsync(old, cancellationToken).ConfigureAwait(false) : null;
        var upload = change.Upload?.Over(kept) ?? kept;
        var uploadReference = upload is null ? null
            : await secrets.PutAsync(change.Vault ?? old?.Upload?.Vault, $"{name}.Upload", UploadSecretsText.Write(upload), SecretReference.ForUploads(wanted), cancellationToken).ConfigureAwait(false);

        ProfileEntry? replaced = null;
        var moved = false;
        try
        {
            await file.UpdateAsync(document =>
            {
                replaced = document.Find(name);
                var profile = edit(replaced?.Profile);

                // the key of one gateway never reaches another
                moved = replaced is not null && !string.Equals(replaced.Profile.Provider, profile.Provider, StringComparison.Ordinal);
                document.Put(new ProfileEntry(profile, key ?? (moved ? null : replaced?.Key), uploadReference ?? replaced?.Upload)
                {
                    UploadHeaders = upload is null ? replaced?.UploadHeaders ?? [] : [.. upload.Headers?.Keys ?? []],
                });
                document.Default = change.MakeDefault ? name : document.Default;
            }).ConfigureAwait(false);
        }
        catch
        {
            await secrets.RemoveAsync(key, CancellationToken.None).ConfigureAwait(false);
            await secrets.RemoveAsync(uploadReference, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        await secrets.RemoveAsync(key is null && !moved ? null : replaced?.Key, cancellationToken).ConfigureAwait(false);
        await secrets.RemoveAsync(uploadReference is null ? null : replaced?.Upload, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds profiles without secrets, all or none; one that is there keeps its secrets for the places that they were given for.</summary>
    /// <returns>What was imported differently from the file.</returns>
    /// <exception cref="NanoBananaException"><c>ProfileExists</c> or <c>ConfirmationNeeded</c>, unless the options allow it.</exception>
    public async Task<IReadOnlyList<string>> ImportAsync(string path, IReadOnlyList<ProfileEntry> entries, ImportOptions options)
    {
        var notes = new List<string>();
        await file.UpdateAsync(document =>
        {
            var taken = options.Replace ? null : entries.FirstOrDefault(entry => document.Find(entry.Profile.Name) is not null)?.Profile.Name;
            if (taken is not null)
            {
                throw new NanoBananaException(ErrorIds.ProfileExists, taken) { Target = taken };
            }

            var foreign = entries.SelectMany(entry => ForeignAddresses.Of(entry, document.Find(entry.Profile.Name))).ToList();
            if (foreign.Count > 0 && !options.AllowForeignAddress)
            {
                throw new NanoBananaException(ErrorIds.ConfirmationNeeded, path, string.Join("; ", foreign)) { Target = path };
            }

            foreach (var entry in entries)
            {
                document.Put(Over(document.Find(entry.Profile.Name), entry, notes));
            }
        }).ConfigureAwait(false);
        return notes;
    }

    /// <summary>Gives a profile another name; its secrets stay where they are.</summary>
    /// <exception cref="NanoBananaException"><c>ProfileExists</c>.</exception>
    public Task RenameAsync(string name, string newName) => file.UpdateAsync(document =>
    {
        var entry = document.Find(name) ?? throw new NanoBananaException(ErrorIds.ProfileNotFound, name, string.Empty) { Target = name };
        if (document.Find(newName) is { } other && !ReferenceEquals(other, entry))
        {
            throw new NanoBananaException(ErrorIds.ProfileExists, newName) { Target = newName };
        }

        var isDefault = string.Equals(document.Default, name, StringComparison.OrdinalIgnoreCase);
        document.Put(name, entry with { Profile = entry.Profile with { Name = newName } });
        document.Default = isDefault ? newName : document.Default;
    });

    public Task SetDefaultAsync(string? name) => file.UpdateAsync(document => document.Default = name);

    /// <summary>Removes a profile and the secrets it owns; false if there is none of that name.</summary>
    public async Task<bool> RemoveAsync(string name, CancellationToken cancellationToken)
    {
        if (Find(name) is null)
        {
            return false;
        }

        ProfileEntry? removed = null;
        await file.UpdateAsync(document =>
        {
            removed = document.Find(name);
            document.Remove(name);
        }).ConfigureAwait(false);
        await secrets.RemoveAsync(removed?.Key, cancellationToken).ConfigureAwait(false);
        await secrets.RemoveAsync(removed?.Upload, cancellationToken).ConfigureAwait(false);
        return removed is not null;
    }

    // a user who sets another base URI joins the key to it: it is sealed again, for that one
    private async Task<Secret?> SealedElsewhereAsync(ProfileEntry? old, Profile wanted, CancellationToken cancellationToken) =>
        old?.Key is { IsOwned: true }
        && string.Equals(old.Profile.Provider, wanted.Provider, StringComparison.Ordinal)
        && !string.Equals(SecretReference.For(old.Profile), SecretReference.For(wanted), StringComparison.Ordinal)
            ? await KeyAsync(old, old.Profile, cancellationToken).ConfigureAwait(false)
            : null;

    private static ProfileEntry Over(ProfileEntry? old, ProfileEntry entry, List<string> notes)
    {
        if (old is null)
        {
            return entry with { Upload = null };
        }

        // anyone who wrote the file must not be able to send a key or an upload header elsewhere
        var key = ForeignAddresses.IsSameWay(entry.Profile, old.Profile) ? old.Key : null;
        var upload = Same(old.Profile, entry.Profile, each => (each.Provider, each.UploadTo, each.UploadUri, each.UploadBucket)) ? old : null;
        return entry with
        {
            Profile = ImportedCaps.Keep(entry.Profile, old.Profile, notes),
            Key = key ?? entry.Key,
            Upload = upload?.Upload,
            UploadHeaders = upload?.UploadHeaders ?? [],
        };
    }

    private static bool Same<T>(Profile one, Profile other, Func<Profile, T> part) => EqualityComparer<T>.Default.Equals(part(one), part(other));
}
