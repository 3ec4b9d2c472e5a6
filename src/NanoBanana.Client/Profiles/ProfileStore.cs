using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Profiles.Files;
using NanoBanana.Client.Profiles.Secrets;
using NanoBanana.Client.State;

namespace NanoBanana.Client.Profiles;

/// <summary>All profiles: those of this process, those on the disk, and those that a key in the environment makes; and the rule by which one is chosen.</summary>
public sealed class ProfileStore
{
    private readonly SessionProfiles _session = new();
    private readonly Func<string, string?> _environment;
    private readonly KeptProfiles? _kept;
    private string? _default;
    private string? _fallback;

    /// <summary>A store of this process only.</summary>
    /// <param name="environment">Reads an environment variable.</param>
    public ProfileStore(Func<string, string?> environment) => _environment = environment;

    /// <summary>A store that keeps profiles in a folder.</summary>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="folder">Gives the folder; asked each time.</param>
    /// <param name="time">The clock of waits for other processes.</param>
    public ProfileStore(Func<string, string?> environment, Func<string> folder, TimeProvider time)
        : this(environment)
    {
        var embedded = Secrets = new EmbeddedStore(folder, () => Passphrase ?? (NullIfEmpty(environment("NANOBANANA_PASSPHRASE")) is { } text ? new Secret(text) : null), time);
        _kept = new KeptProfiles(new ProfileFile(folder, time), new SecretStorage(embedded, () => Vaults, environment));
    }

    /// <summary>The store of this user, which all runspaces of this process share.</summary>
    public static ProfileStore Process { get; } = new(Environment.GetEnvironmentVariable, () => HomeFolder.Find(Environment.GetEnvironmentVariable), TimeProvider.System);

    /// <summary>Secrets of the state folder that belong to no profile; only a store that keeps profiles has it.</summary>
    internal EmbeddedStore Secrets { get; } = null!;

    /// <summary>Reaches vaults; null if the host has none.</summary>
    public ISecretVault? Vaults { get; set; }

    /// <summary>Seals and opens secrets of the embedded store, instead of <c>NANOBANANA_PASSPHRASE</c>.</summary>
    public Secret? Passphrase { get; set; }

    /// <summary>Checks that a profile can be used, as each change of a profile does. Nothing is stored.</summary>
    /// <param name="profile">The settings.</param>
    /// <exception cref="NanoBananaException"><c>InvalidProfile</c>: its address, rate limit, tier, credit price or retention cannot be used.</exception>
    public static void Check(Profile profile) => ProfileCheck.EnsureUsable(profile);

    /// <summary>Adds a profile of this process or replaces the one of its name.</summary>
    /// <param name="profile">The settings.</param>
    /// <param name="key">The key; null keeps the one that the profile had.</param>
    /// <param name="upload">The secrets of its upload target; what is not given stays.</param>
    /// <param name="environmentVariable">The environment variable that holds the key, instead of a key; null keeps what the profile had.</param>
    /// <exception cref="NanoBananaException"><c>InvalidProfile</c> or <c>KeyNotUsable</c>.</exception>
    public void Set(Profile profile, Secret? key = null, UploadSecrets? upload = null, string? environmentVariable = null)
    {
        ProfileCheck.EnsureUsable(profile);
        KeyCheck.Ensure(key, profile);
        KeyCheck.Ensure(upload, profile);
        _session.Set(profile, key, environmentVariable, upload);
    }

    /// <summary>Creates or changes a profile on the disk.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="edit">Makes the new settings of the old ones, which are null for a new profile; may be called twice.</param>
    /// <param name="change">Its secrets.</param>
    /// <param name="cancellationToken">Stops before the settings are written.</param>
    /// <exception cref="NanoBananaException"><c>InvalidProfile</c>, <c>ProfilesDamaged</c>, <c>ProfilesTooNew</c>, <c>SecretUnreadable</c> and those of vaults.</exception>
    /// <exception cref="InvalidOperationException">This store keeps profiles in memory only.</exception>
    public Task SaveAsync(string name, Func<Profile?, Profile> edit, ProfileChange change, CancellationToken cancellationToken) =>
        Kept().SaveAsync(name, edit, change, cancellationToken);

    /// <summary>Whether a profile exists only in this process.</summary>
    /// <param name="name">The name of a profile.</param>
    /// <returns>True if the profile exists only in this process.</returns>
    public bool IsSession(string name) => _session.Find(name) is not null;

    /// <summary>Whether a profile is stored on disk.</summary>
    /// <param name="name">The name of a profile.</param>
    /// <returns>True if the profile is stored on disk.</returns>
    /// <exception cref="NanoBananaException"><c>ProfilesDamaged</c>, <c>ProfilesTooNew</c>.</exception>
    public bool IsKept(string name) => _kept?.Find(name) is not null;

    /// <summary>Removes a profile of this process.</summary>
    /// <param name="name">The name of the profile.</param>
    /// <returns>False if this process has no profile with this name.</returns>
    public bool Remove(string name)
    {
        _default = Same(_default, name) ? null : _default;
        _fallback = Same(_fallback, name) ? null : _fallback;
        return _session.Remove(name);
    }

    /// <summary>Removes a profile from this process or the disk, with its secrets.</summary>
    /// <param name="name">The name of the profile.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="NanoBananaException">The file or the vault cannot be used.</exception>
    public async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        Remove(name);
        if (_kept is not null)
        {
            await _kept.RemoveAsync(name, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Renames a stored profile.</summary>
    /// <param name="name">The name of the profile.</param>
    /// <param name="newName">A name that no other profile has.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="NanoBananaException"><c>ProfileNotFound</c>, <c>ProfileExists</c>.</exception>
    /// <exception cref="InvalidOperationException">This store keeps profiles in memory only.</exception>
    public Task RenameAsync(string name, string newName, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Resolve(name);
        return IsSession(newName)
            ? throw new NanoBananaException(ErrorIds.ProfileExists, newName) { Target = newName }
            : Kept().RenameAsync(name, newName);
    }

    /// <summary>Adds profiles that another computer exported; secrets are not among them.</summary>
    /// <param name="path">The file's name, for errors.</param>
    /// <param name="json">What it holds.</param>
    /// <param name="options">What the user agreed to.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <returns>Their names, and what was imported differently from the file.</returns>
    /// <exception cref="NanoBananaException">
    /// <c>ProfileExists</c>, <c>ProfilesDamaged</c>, <c>ProfilesTooNew</c>; <c>ConfirmationNeeded</c>: a key would go to, or come from,
    /// a place that the user has not agreed to.
    /// </exception>
    /// <exception cref="InvalidOperationException">This store keeps profiles in memory only.</exception>
    public async Task<ImportedProfiles> ImportAsync(string path, byte[] json, ImportOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var entries = ProfileExport.Read(path, json);
        var notes = await Kept().ImportAsync(path, entries, options).ConfigureAwait(false);
        return new ImportedProfiles([.. entries.Select(each => each.Profile.Name)], notes);
    }

    /// <summary>The settings of profiles for another computer, with the names of environment variables, but without secrets.</summary>
    /// <param name="profiles">The profiles to write.</param>
    /// <returns>JSON in UTF-8.</returns>
    /// <exception cref="NanoBananaException"><c>ProfilesDamaged</c>, <c>ProfilesTooNew</c>.</exception>
    public byte[] Export(IReadOnlyList<Profile> profiles)
    {
        var kept = _kept?.All ?? [];
        return ProfileExport.Write(profiles, name => kept.FirstOrDefault(each => Same(each.Profile.Name, name))?.Key);
    }

    /// <summary>Makes a profile the default of this process and, if it is stored, on disk.</summary>
    /// <param name="name">The name of the profile.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="NanoBananaException"><c>ProfilesDamaged</c>, <c>ProfilesTooNew</c>.</exception>
    /// <exception cref="InvalidOperationException">The profile is not one of this process, and this store keeps profiles in memory only.</exception>
    public async Task SetDefaultAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _default = IsKept(name) ? null : name;
        if (_default is null)
        {
            await Kept().SetDefaultAsync(name).ConfigureAwait(false);
        }
    }

    /// <summary>Makes a profile the default while no other default is set.</summary>
    /// <param name="name">The name of the profile.</param>
    public void SetFallback(string name) => _fallback = name;

    /// <summary>All profiles, including those that exist only through an environment variable.</summary>
    /// <returns>The profiles, sorted by name.</returns>
    /// <exception cref="NanoBananaException"><c>ProfilesDamaged</c>, <c>ProfilesTooNew</c>.</exception>
    public IReadOnlyList<Profile> List()
    {
        var made = Made();
        return [.. made.Concat(FromEnvironment(made)).OrderBy(each => each.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Finds a profile by its name.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <returns>The profile, or null if it does not exist.</returns>
    /// <exception cref="NanoBananaException"><c>ProfilesDamaged</c>, <c>ProfilesTooNew</c>.</exception>
    public Profile? Find(string name) => List().FirstOrDefault(each => Same(each.Name, name));

    /// <summary>
    /// Chooses: the named one, <c>NANOBANANA_PROFILE</c>, the default, the only one, the only one with a key in the environment.
    /// </summary>
    /// <param name="name">The name given by the user, or null.</param>
    /// <returns>The profile to use.</returns>
    /// <exception cref="NanoBananaException"><c>ProfileNotFound</c> or <c>ProfileRequired</c>.</exception>
    public Profile Resolve(string? name)
    {
        var all = List();
        var wanted = name ?? NullIfEmpty(_environment("NANOBANANA_PROFILE")) ?? DefaultName();
        if (wanted is not null)
        {
            return all.FirstOrDefault(each => Same(each.Name, wanted))
                ?? throw new NanoBananaException(ErrorIds.ProfileNotFound, wanted, Emulators(wanted) + Listing(all)) { Target = wanted };
        }

        var made = Made();
        return made.Count == 1 ? all.First(each => Same(each.Name, made[0].Name))
            : made.Count == 0 && all.Count == 1 ? all[0]
            : throw new NanoBananaException(ErrorIds.ProfileRequired, Listing(all));
    }

    /// <summary>The key of a profile.</summary>
    /// <exception cref="NanoBananaException"><c>KeyMissing</c>; <c>SecretUnreadable</c>, <c>PassphraseRequired</c>, <c>PassphraseWrong</c> and those of vaults.</exception>
    internal async Task<Secret> KeyAsync(Profile profile, CancellationToken cancellationToken)
    {
        var session = _session.Find(profile.Name);
        var entry = session is null ? _kept?.Find(profile.Name) : null;
        var named = session?.KeyVariable ?? (entry?.Key is { Kind: SecretReference.InEnvironment } reference ? reference.Name : null);
        var variable = named ?? KeyVariables.OwnOf(profile);
        var key = session?.Key
            ?? (entry is null ? null : await _kept!.KeyAsync(entry, profile, cancellationToken).ConfigureAwait(false))
            ?? (variable is not null && NullIfEmpty(_environment(variable)) is { } value ? new Secret(value) : null)
            ?? throw new NanoBananaException(ErrorIds.KeyMissing, profile.Name, named ?? KeyVariables.HowToName(profile)) { Target = profile.Name, Profile = profile.Name };
        return KeyCheck.Ensure(key, profile)!;
    }

    internal async Task<UploadSecrets?> UploadSecretsAsync(Profile profile, CancellationToken cancellationToken) =>
        _session.Find(profile.Name) is { } session ? session.Upload
        : _kept?.Find(profile.Name) is { } entry ? await _kept.UploadAsync(entry, cancellationToken).ConfigureAwait(false)
        : null;

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string Emulators(string wanted) =>
        wanted.StartsWith("emulator-", StringComparison.OrdinalIgnoreCase) ? "It exists only while the emulator runs (Start-NanoBananaEmulator). " : string.Empty;

    private static string Listing(IReadOnlyList<Profile> all) => all.Count == 0
        ? "There are no profiles yet."
        : "The profiles: " + string.Join(", ", all.Select(each => each.Name)) + ".";

    private string? DefaultName() => _default ?? _kept?.Default ?? _fallback;

    private KeptProfiles Kept() => _kept ?? throw new InvalidOperationException("This store keeps profiles in memory only.");

    private List<Profile> Made()
    {
        var defaultName = DefaultName();
        var session = _session.All.Select(each => Describe(
            each.Profile,
            each.Key is null ? each.KeyVariable : KeySources.Session,
            each.Key is not null || (each.KeyVariable is { } named && NullIfEmpty(_environment(named)) is not null),
            each.Upload?.Headers?.Keys)).ToList();
        var kept = _kept?.All.Where(entry => _session.Find(entry.Profile.Name) is null)
            .Select(entry => Describe(entry.Profile, entry.Key?.Source, _kept.HasKey(entry), entry.UploadHeaders)) ?? [];
        return [.. session, .. kept];

        Profile Describe(Profile profile, string? source, bool hasKey, IEnumerable<string>? uploadHeaders)
        {
            var variable = KeyVariables.OwnOf(profile);
            var fromEnvironment = source is null && variable is not null && NullIfEmpty(_environment(variable)) is not null;
            return profile with
            {
                KeySource = source ?? (fromEnvironment ? variable! : KeySources.None),
                HasKey = fromEnvironment || (source is not null && hasKey),
                IsDefault = Same(profile.Name, defaultName),
                UploadHeaders = [.. uploadHeaders ?? []],
            };
        }
    }

    private IEnumerable<Profile> FromEnvironment(List<Profile> made) => GatewayRegistry.Descriptions
        .Where(each => NullIfEmpty(_environment(each.KeyVariable)) is not null)
        .Where(each => !made.Exists(profile => Same(profile.Name, each.Name)))
        .Select(each => new Profile
        {
            Name = each.Name,
            Provider = each.Name,
            BaseUri = each.BaseUri,
            KeySource = each.KeyVariable,
            HasKey = true,
            IsDefault = Same(each.Name, DefaultName()),
        });
}
