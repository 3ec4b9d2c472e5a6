using System.Collections.Concurrent;

namespace NanoBanana.Client.Downloads;

/// <summary>Which numbers this run has given to files of one name, so that the thousandth does not try the other 999 again.</summary>
internal sealed class TakenNames
{
    private readonly ConcurrentDictionary<string, int> _next = new(StringComparer.Ordinal);

    /// <summary>The first number worth trying; 0 stands for none.</summary>
    public int FirstOf(string name) => _next.TryGetValue(name, out var next) ? next : 0;

    public void Took(string name, int number) => _next.AddOrUpdate(name, number + 1, (_, next) => Math.Max(next, number + 1));
}
