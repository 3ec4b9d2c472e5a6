using System.Security.Cryptography;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Limits;
using NanoBanana.Client.State;

namespace NanoBanana.Client.Profiles.Secrets;

/// <summary>
/// Secrets in a file of the state folder. On Windows the user's account seals them; elsewhere AES-GCM with a key in its own file
/// next to it, which keeps them from a stray copy of the one file, not from who can read the whole folder; or a passphrase.
/// </summary>
internal sealed class EmbeddedStore(Func<string> folder, Func<Secret?> passphrase, TimeProvider time)
{
    private const int KeyBytes = 32;

    private readonly CachedFile<SecretsDocument> _file = new(() => Path.Combine(folder(), "secrets.json"), SecretsDocument.Parse);

    private string KeyPath => Path.Combine(folder(), "secrets.key");

    public bool Contains(string name) => _file.Read()?.Secrets.ContainsKey(name) == true;

    /// <summary>A secret; null if there is none of that name.</summary>
    /// <exception cref="NanoBananaException"><c>SecretUnreadable</c>, <c>PassphraseRequired</c>, <c>PassphraseWrong</c>, <c>ProfilesDamaged</c>, <c>ProfilesTooNew</c>.</exception>
    /// <param name="name">Its name.</param>
    /// <param name="purpose">What it was sealed for; null for nothing in particular.</param>
    public Secret? Get(string name, string? purpose = null)
    {
        EnsureTrusted();
        if (_file.Read() is not { } document || !document.Secrets.TryGetValue(name, out var found))
        {
            return null;
        }

        return string.Equals(found.Purpose, purpose, StringComparison.Ordinal)
            ? new Secret(Open(name, found))
            : throw new NanoBananaException(ErrorIds.SecretUnreadable, name, $"it was stored for {found.Purpose ?? "nothing"}, but was requested for {purpose ?? "nothing"}") { Target = name };
    }

    /// <summary>Keeps a secret: with the passphrase if one was given, else as the platform offers.</summary>
    /// <exception cref="NanoBananaException"><c>SecretUnreadable</c>, <c>ProfilesDamaged</c>, <c>ProfilesTooNew</c>.</exception>
    public Task SetAsync(string name, Secret secret, string? purpose = null) => UpdateAsync(document =>
    {
        try
        {
            document.Secrets[name] = Seal(Bound(name, purpose), secret.Reveal()) with { Purpose = purpose };
        }
        catch (Exception error) when (error is CryptographicException or PlatformNotSupportedException)
        {
            throw Unreadable(name, error);
        }
    });

    public Task RemoveAsync(string name) => Contains(name) ? UpdateAsync(document => document.Secrets.Remove(name)) : Task.CompletedTask;

    /// <summary>Refuses a folder that others can write, and files that others can read.</summary>
    /// <exception cref="NanoBananaException"><c>HomeWritableByOthers</c>, <c>KeyReadableByOthers</c>.</exception>
    public void EnsureTrusted()
    {
        OwnerOnly.EnsureNotWritable(folder());
        OwnerOnly.EnsureNotReadable(Path.Combine(folder(), "secrets.json"));
        OwnerOnly.EnsureNotReadable(KeyPath);
    }

    private static NanoBananaException Unreadable(string name, Exception error) =>
        new(ErrorIds.SecretUnreadable, error, name, error.Message.TrimEnd('.')) { Target = name };

    private static string Bound(string name, string? purpose) => purpose is null ? name : name + "\n" + purpose;

    private async Task UpdateAsync(Action<SecretsDocument> change)
    {
        HomeFolder.Create(folder());
        EnsureTrusted();
        using (await FileLock.TakeAsync(Path.Combine(folder(), "secrets.lock"), time).ConfigureAwait(false))
        {
            var document = _file.ReadToChange() ?? SecretsDocument.Empty();
            change(document);
            AtomicFile.Replace(Path.Combine(folder(), "secrets.json"), document.WriteTo);
        }
    }

    private SealedSecret Seal(string name, string secret) =>
        passphrase() is { } given ? SecretSeal.SealWithPassphrase(name, secret, given)
        : Platform.IsWindows ? SecretSeal.SealForAccount(name, secret)
        : SecretSeal.SealWithKey(name, secret, Key(create: true));

    private string Open(string name, SealedSecret found)
    {
        try
        {
            var bound = Bound(name, found.Purpose);
            return found.Protection switch
            {
                SecretSeal.Account => SecretSeal.OpenForAccount(bound, found),
                SecretSeal.KeyFile => SecretSeal.OpenWithKey(bound, found, Key(create: false)),
                SecretSeal.Passphrase => SecretSeal.OpenWithPassphrase(bound, found, passphrase() ?? throw new NanoBananaException(ErrorIds.PassphraseRequired, name) { Target = name }),
                _ => throw new CryptographicException($"its protection '{found.Protection}' is not known"),
            };
        }
        catch (CryptographicException error) when (found.Protection == SecretSeal.Passphrase)
        {
            throw new NanoBananaException(ErrorIds.PassphraseWrong, error, name) { Target = name };
        }
        catch (Exception error) when (error is CryptographicException or PlatformNotSupportedException or FormatException)
        {
            throw Unreadable(name, error);
        }
    }

    private byte[] Key(bool create)
    {
        if (!File.Exists(KeyPath))
        {
            if (!create || _file.Read()?.Secrets.Values.Any(each => each.Protection == SecretSeal.KeyFile) == true)
            {
                throw new CryptographicException($"the file '{KeyPath}', which decrypts it, does not exist");
            }

            var key = new byte[KeyBytes];
            using var random = RandomNumberGenerator.Create();
            random.GetBytes(key);
            AtomicFile.Replace(KeyPath, file => file.Write(key, 0, key.Length));
        }

        var found = File.ReadAllBytes(KeyPath);
        return found.Length == KeyBytes ? found : throw new CryptographicException($"the file '{KeyPath}' is damaged");
    }
}
