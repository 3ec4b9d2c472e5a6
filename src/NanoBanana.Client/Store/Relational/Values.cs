using System.Globalization;

namespace NanoBanana.Client.Store.Relational;

/// <summary>Lists of values in a statement.</summary>
internal static class Values
{
    /// <summary><c>@v0, @v1, …</c>.</summary>
    public static string Names(int count, string prefix = "v") =>
        string.Join(", ", Enumerable.Range(0, count).Select(i => "@" + prefix + i.ToString(CultureInfo.InvariantCulture)));

    public static (string Name, object? Value)[] Of(IEnumerable<string> values, string prefix = "v") =>
        [.. values.Select((value, i) => (prefix + i.ToString(CultureInfo.InvariantCulture), (object?)value))];

    /// <summary>The maximum length of a list, so that a statement stays small.</summary>
    public static IEnumerable<IReadOnlyList<string>> InChunks(this IEnumerable<string> values, int most)
    {
        var chunk = new List<string>(most);
        foreach (var value in values)
        {
            chunk.Add(value);
            if (chunk.Count == most)
            {
                yield return chunk;
                chunk = new List<string>(most);
            }
        }

        if (chunk.Count > 0)
        {
            yield return chunk;
        }
    }
}
