using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NanoBanana.Benchmarks.Reporting;

/// <summary>The result of a case: printed as Markdown and kept in <c>benchmarks/results</c> as Markdown and JSON.</summary>
/// <param name="name">The case.</param>
/// <param name="title">What was measured, in one line.</param>
/// <param name="columns">The columns; the first names the row.</param>
internal sealed class Table(string name, string title, params IReadOnlyList<string> columns)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly List<string[]> _rows = [];
    private readonly List<string> _notes = [];

    public void Add(params string[] values) => _rows.Add(values);

    /// <summary>A line below the table: how it was measured, what is missing.</summary>
    public void Note(string text) => _notes.Add(text);

    public async Task WriteAsync()
    {
        var markdown = ToMarkdown();
        Console.WriteLine(markdown);
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "benchmarks", "results")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, name + ".md"), markdown);
        await File.WriteAllTextAsync(Path.Combine(folder, name + ".json"), ToJson().ToJsonString(Indented) + "\n");
    }

    private string ToMarkdown()
    {
        var text = new StringBuilder().Append("# ").Append(title).Append("\n\n");
        text.Append("Measured on ").Append(Machine.Here).Append(": `dotnet run -c Release --project benchmarks/NanoBanana.Benchmarks -- ").Append(name).Append("`\n\n");
        Row(text, columns);
        Row(text, columns.Select((_, i) => i == 0 ? "---" : "---:"));
        _rows.ForEach(row => Row(text, row));
        _notes.ForEach(note => text.Append("\n- ").Append(note));
        return text.Append('\n').ToString();
    }

    private JsonObject ToJson() => new()
    {
        ["case"] = name,
        ["title"] = title,
        ["machine"] = JsonSerializer.SerializeToNode(Machine.Here),
        ["rows"] = new JsonArray([.. _rows.Select(row => (JsonNode)new JsonObject(columns.Zip(row, (column, value) => KeyValuePair.Create(column, (JsonNode?)value))))]),
        ["notes"] = new JsonArray([.. _notes.Select(note => (JsonNode)note)]),
    };

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
