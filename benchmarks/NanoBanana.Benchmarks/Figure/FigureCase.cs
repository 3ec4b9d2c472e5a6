using System.Net;
using System.Text;
using NanoBanana.Benchmarks.Reporting;

namespace NanoBanana.Benchmarks.Figure;

/// <summary>Draws the README's figure from the results that were kept; it measures nothing.</summary>
internal static class FigureCase
{
    private const int Width = 760;
    private const int NameWidth = 300;
    private const int BarWidth = 380;
    private const int Line = 22;
    private const int Heading = 34;
    private const int Gap = 14;

    /// <summary>Greys and an accent that can be read on white and on black; a reader who prefers dark gets brighter ones.</summary>
    private const string Style = "text{font:13px system-ui,sans-serif;fill:#57606a}.title{font-weight:600}.bar{fill:#8c959f}.ours{fill:#b87d00}@media(prefers-color-scheme:dark){text{fill:#9da7b1}.bar{fill:#6e7781}.ours{fill:#e3b341}}";

    /// <returns>Always 0: it measures nothing.</returns>
    public static async Task<int> RunAsync()
    {
        Panel[] panels =
        [
            Panel.Read("2,000 edits from the prompt to the file: wall time, s", "pipeline", "wall, s"),
            Panel.Read("The same: CPU of the client, ms a task", "pipeline", "CPU, ms a task"),
            Panel.Read("One task through the core: CPU, ms", "overhead", "CPU, ms a task"),
            Panel.Read("Import into a fresh PowerShell, ms", "start", "import, ms"),
        ];
        var path = Path.Combine(Repository.Root, "docs", "images", "measured.svg");
        await File.WriteAllTextAsync(path, Draw(panels));
        Console.WriteLine(path);
        return 0;
    }

    private static string Draw(IReadOnlyList<Panel> panels)
    {
        var height = panels.Sum(panel => Heading + (Line * panel.Bars.Count) + Gap);
        var svg = new StringBuilder(FormattableString.Invariant($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" role=\"img\"><title>Measured: the module and the core beside other clients</title><style>{Style}</style>\n"));
        var y = 0;
        foreach (var panel in panels)
        {
            svg.Append(FormattableString.Invariant($"<text class=\"title\" x=\"0\" y=\"{y + 22}\">{WebUtility.HtmlEncode(panel.Title)}</text>\n"));
            y += Heading;
            foreach (var (name, value) in panel.Bars)
            {
                Bar(svg, y, name, value, panel.Bars.Max(bar => bar.Value));
                y += Line;
            }

            y += Gap;
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Bar(StringBuilder svg, int y, string name, double value, double most)
    {
        var width = Math.Max(1, BarWidth * value / most);
        svg.Append(FormattableString.Invariant($"<text x=\"{NameWidth - 10}\" y=\"{y + 14}\" text-anchor=\"end\">{WebUtility.HtmlEncode(name)}</text>"));
        svg.Append(FormattableString.Invariant($"<rect class=\"{(IsOurs(name) ? "ours" : "bar")}\" x=\"{NameWidth}\" y=\"{y + 2}\" width=\"{width:0.0}\" height=\"16\" rx=\"2\"/>"));
        svg.Append(FormattableString.Invariant($"<text x=\"{NameWidth + width + 8:0.0}\" y=\"{y + 14}\">{value:#,0.##}</text>\n"));
    }

    private static bool IsOurs(string name) =>
        name.StartsWith("the module", StringComparison.Ordinal) || name.StartsWith("core", StringComparison.Ordinal) || name.StartsWith("NanoBanana", StringComparison.Ordinal);
}
