using System.Globalization;
using System.Text.Json.Nodes;
using NanoBanana.Benchmarks.Reporting;

namespace NanoBanana.Benchmarks.Figure;

/// <summary>One bar chart: a column of a table in <c>benchmarks/results</c>.</summary>
/// <param name="Title">What the bars are, with the unit.</param>
/// <param name="Bars">What each is called, and how long it is.</param>
internal sealed record Panel(string Title, IReadOnlyList<(string Name, double Value)> Bars)
{
    /// <summary>Reads a table; rows without a value are left out.</summary>
    /// <param name="title">The chart's.</param>
    /// <param name="table">The case that wrote it.</param>
    /// <param name="column">Which figures.</param>
    /// <exception cref="FileNotFoundException">The case has not run yet.</exception>
    public static Panel Read(string title, string table, string column)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "benchmarks", "results", table + ".json")))!;
        return new Panel(title, [.. json["rows"]!.AsArray()
            .Select(row => row!.AsObject())
            .Where(row => ((string?)row[column]) is { Length: > 0 })
            .Select(row => ((string)row.First().Value!, double.Parse((string)row[column]!, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture)))]);
    }
}
