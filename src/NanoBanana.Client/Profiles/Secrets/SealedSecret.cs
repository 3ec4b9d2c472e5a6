namespace NanoBanana.Client.Profiles.Secrets;

/// <summary>A secret as it is on the disk.</summary>
/// <param name="Protection">One of <see cref="SecretSeal"/>'s constants.</param>
/// <param name="Value">Base64. AES-GCM: nonce of 12 bytes, ciphertext, tag of 16 bytes; DPAPI: what the system gave.</param>
/// <param name="Salt">Base64, 16 bytes; with a passphrase only.</param>
/// <param name="Purpose">What it was sealed for, which is a part of the seal; null for nothing in particular.</param>
/// <param name="Iterations">Of PBKDF2; with a passphrase only.</param>
internal sealed record SealedSecret(string Protection, string Value, string? Salt = null, int? Iterations = null, string? Purpose = null);
