using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace NanoBanana.Emulation.Images;

/// <summary>Input images that were decoded, by their content: a batch often sends the same one.</summary>
internal sealed class SourcePictures : IDisposable
{
    // Big photos take memory while they are decoded.
    private readonly SemaphoreSlim _turn = new(2);
    private readonly ConcurrentDictionary<string, WeakReference<SourcePicture>> _known = new(StringComparer.Ordinal);

    /// <summary>The picture in a file; null if it cannot be shown.</summary>
    public async Task<SourcePicture?> ReadAsync(byte[] bytes, CancellationToken cancel)
    {
        var key = Hash(bytes);
        if (_known.TryGetValue(key, out var known) && known.TryGetTarget(out var picture))
        {
            return picture;
        }

        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            picture = SourcePicture.Decode(bytes);
        }
        catch (Exception absent) when (absent is DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            // The decoder's library is not there for this system: results show no input then.
            return null;
        }
        finally
        {
            _turn.Release();
        }

        if (picture is not null)
        {
            _known[key] = new WeakReference<SourcePicture>(picture);
        }

        return picture;
    }

    public void Dispose() => _turn.Dispose();

    private static string Hash(byte[] bytes)
    {
        using var hash = SHA256.Create();
        return Convert.ToBase64String(hash.ComputeHash(bytes));
    }
}
