using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace NanoBanana.Emulation.Hosting;

/// <summary>How often each operation of each provider was called, refused calls included.</summary>
internal sealed class RequestCounts
{
    private readonly ConcurrentDictionary<(string Provider, string Operation), int> _counts = new();

    public void Add(string provider, string operation) => _counts.AddOrUpdate((provider, operation), 1, (_, count) => count + 1);

    public void Clear() => _counts.Clear();

    public JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach (var provider in _counts.GroupBy(entry => entry.Key.Provider, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var operations = new JsonObject();
            foreach (var entry in provider.OrderBy(entry => entry.Key.Operation, StringComparer.Ordinal))
            {
                operations[entry.Key.Operation] = entry.Value;
            }

            json[provider.Key] = operations;
        }

        return json;
    }
}
