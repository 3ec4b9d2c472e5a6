using System.Collections.Concurrent;

namespace NanoBanana.Emulation.Files;

/// <summary>What was uploaded, by name; in memory only.</summary>
internal sealed class FileStore
{
    private readonly ConcurrentDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public int Count => _files.Count;

    public void Put(string name, byte[] bytes) => _files[name] = bytes;

    public byte[]? Find(string name) => _files.TryGetValue(name, out var file) ? file : null;

    public bool Remove(string name) => _files.TryRemove(name, out _);

    public void Clear() => _files.Clear();
}
