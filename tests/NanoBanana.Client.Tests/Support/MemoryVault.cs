using NanoBanana.Client.Profiles;

namespace NanoBanana.Client.Tests.Support;

/// <summary>A vault of this process that notes what it is asked for.</summary>
internal sealed class MemoryVault : ISecretVault
{
    private readonly Dictionary<string, Secret> _secrets = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _secrets.Keys;

    public List<string> Asked { get; } = [];

    /// <summary>Something that another program keeps in it.</summary>
    public string this[string name]
    {
        set => _secrets[name] = new Secret(value);
    }

    public Task<Secret?> GetAsync(string vault, string name, CancellationToken cancellationToken)
    {
        Asked.Add(name);
        return Task.FromResult(_secrets.GetValueOrDefault(name));
    }

    public Task SetAsync(string vault, string name, Secret secret, CancellationToken cancellationToken)
    {
        _secrets[name] = secret;
        return Task.CompletedTask;
    }

    public Task RemoveAsync(string vault, string name, CancellationToken cancellationToken)
    {
        _secrets.Remove(name);
        return Task.CompletedTask;
    }
}
