using System.Security.Cryptography;
using System.Text;
using NanoBanana.Client.Limits;

namespace NanoBanana.Client.Profiles.Secrets;

/// <summary>
/// Seals secrets: by the user's Windows account (DPAPI), by a key that lies next to them, or by a passphrase. Each is bound to its
/// name, so that two cannot be swapped.
/// </summary>
internal static class SecretSeal
{
    public const string Account = "Dpapi";

    public const string KeyFile = "KeyFile";

    public const string Passphrase = "Passphrase";

    // OWASP's figure for PBKDF2 with HMAC-SHA-256 (Password Storage Cheat Sheet)
    private const int Iterations = 600_000;


    /// <summary>What takes longer than seconds was not written by this module.</summary>
    private const int MostIterations = 5 * Iterations;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public static SealedSecret SealForAccount(string name, string secret) =>
        new(Account, Convert.ToBase64String(Dpapi(name, Encoding.UTF8.GetBytes(secret), protect: true)));

    public static string OpenForAccount(string name, SealedSecret sealedSecret) =>
        Encoding.UTF8.GetString(Dpapi(name, Convert.FromBase64String(sealedSecret.Value), protect: false));

    public static SealedSecret SealWithKey(string name, string secret, byte[] key) => new(KeyFile, Encrypt(name, secret, key));

    public static SealedSecret SealWithPassphrase(string name, string secret, Secret passphrase)
    {
        var salt = new byte[16];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(salt);
        return new(Passphrase, Encrypt(name, secret, Derive(passphrase, salt, Iterations)), Convert.ToBase64String(salt), Iterations);
    }

    /// <exception cref="CryptographicException">It is another key, or the secret was changed.</exception>
    public static string OpenWithKey(string name, SealedSecret sealedSecret, byte[] key) => Decrypt(name, sealedSecret.Value, key);

    /// <exception cref="CryptographicException">It is another passphrase, or the secret was changed.</exception>
    public static string OpenWithPassphrase(string name, SealedSecret sealedSecret, Secret passphrase)
    {
        var iterations = sealedSecret.Iterations ?? Iterations;
        return iterations is > 0 and <= MostIterations
            ? Decrypt(name, sealedSecret.Value, Derive(passphrase, Convert.FromBase64String(sealedSecret.Salt ?? string.Empty), iterations))
            : throw new FormatException($"it was encrypted with {iterations} iterations");
    }

    private static byte[] Dpapi(string name, byte[] value, bool protect)
    {
#if NET
        if (!OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("it was encrypted for a Windows account");
        }
#endif
        var bound = Encoding.UTF8.GetBytes(name);
        return protect
            ? ProtectedData.Protect(value, bound, DataProtectionScope.CurrentUser)
            : ProtectedData.Unprotect(value, bound, DataProtectionScope.CurrentUser);
    }

#if NET
    private static byte[] Derive(Secret passphrase, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(passphrase.Reveal(), salt, iterations, HashAlgorithmName.SHA256, outputLength: 32);

    private static string Encrypt(string name, string secret, byte[] key)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var whole = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(whole.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(whole.AsSpan(0, NonceBytes), plain, whole.AsSpan(NonceBytes, plain.Length), whole.AsSpan(NonceBytes + plain.Length), Encoding.UTF8.GetBytes(name));
        CryptographicOperations.ZeroMemory(plain);
        return Convert.ToBase64String(whole);
    }

    private static string Decrypt(string name, string value, byte[] key)
    {
        var whole = Convert.FromBase64String(value);
        if (whole.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("it is truncated");
        }

        var plain = new byte[whole.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(whole.AsSpan(0, NonceBytes), whole.AsSpan(NonceBytes, plain.Length), whole.AsSpan(NonceBytes + plain.Length), plain, Encoding.UTF8.GetBytes(name));
        var text = Encoding.UTF8.GetString(plain);
        CryptographicOperations.ZeroMemory(plain);
        return text;
    }
#else
    private static byte[] Derive(Secret passphrase, byte[] salt, int iterations) => throw NoAesGcm();

    private static string Encrypt(string name, string secret, byte[] key) => throw NoAesGcm();

    private static string Decrypt(string name, string value, byte[] key) => throw NoAesGcm();

    private static PlatformNotSupportedException NoAesGcm() => new("this PowerShell has no AES-GCM; use PowerShell 7");
#endif
}
