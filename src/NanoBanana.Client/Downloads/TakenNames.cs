using System.Collections.Concurrent;

namespace NanoBanana.Client.Downloads;

/// <summary>Which numbers this run has given to files of one name, so that the thousandth does not try the other 999 again.</summary>
internal sealed class TakenNames
{
    private readonly ConcurrentDictionary<string, int> _next = new(StringComparer.Ordinal);

    // some file systems know no case
    private readonly ConcurrentDictionary<string, int> _reserved = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The first number worth trying; 0 means none.</summary>
    public int FirstOf(string name) => _next.TryGetValue(name, out var next) ? next : 0;

    /// <summary>A number that no other image of this run gets, for one that may replace files: it must not replace a result of the same run.</summary>
    public int Reserve(string name) => _reserved.AddOrUpdate(name, 0, (_, last) => last + 1);

    public void Took(string name, int number) => _next.AddOrUpdate(name, number + 1, (_, next) => Math.Max(next, number + 1));
}
