using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Model;
using NanoBanana.Client.State;

namespace NanoBanana.Client.Plans;

/// <summary>Tasks as a file that users edit: CSV for spreadsheets, or JSON, selected by the extension.</summary>
public static class PlanFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes tasks.</summary>
    /// <param name="path">Full path of a file that ends in .csv or .json.</param>
    /// <param name="tasks">The tasks, a row each.</param>
    /// <param name="delimiter">The separator of CSV.</param>
    /// <param name="force">Replaces a file of that name.</param>
    /// <exception cref="NanoBananaException"><c>FileExists</c> or <c>FileNotWritten</c>.</exception>
    public static void Write(string path, IReadOnlyList<ImageTask> tasks, char delimiter, bool force)
    {
        var rows = tasks.Select(TaskRow.Of).ToList();

        // a byte order mark, by which spreadsheets know UTF-8
        byte[] bytes = IsJson(path) ? Encoding.UTF8.GetBytes(Json(rows)) : [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Table(rows, delimiter))];
        ExportFile.Write(path, bytes, force);
    }

    /// <summary>Reads the rows of a file. Empty rows are skipped.</summary>
    /// <param name="path">Full path of a file.</param>
    /// <returns>The columns and values of each row.</returns>
    /// <exception cref="NanoBananaException"><c>PlanUnreadable</c>.</exception>
    public static IReadOnlyList<IReadOnlyList<KeyValuePair<string, object?>>> Read(string path)
    {
        try
        {
            using var reader = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
            var text = reader.ReadToEnd();

            // half a character written as an escape is found only when its text is taken out: an InvalidOperationException
            var rows = text.TrimStart().StartsWith("[", StringComparison.Ordinal) || text.TrimStart().StartsWith("{", StringComparison.Ordinal) ? OfJson(text) : OfTable(text);
            return [.. rows.Where(row => row.Any(cell => cell.Value is not (null or "")))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or FormatException or InvalidOperationException)
        {
            throw new NanoBananaException(ErrorIds.PlanUnreadable, error, path, error.Message) { Target = path };
        }
    }

    private static bool IsJson(string path) => Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase);

    private static string Table(List<IReadOnlyList<KeyValuePair<string, object?>>> rows, char delimiter)
    {
        // the columns of the first row, and what later rows have more
        var columns = rows.SelectMany(row => row.Select(cell => cell.Key)).Distinct(StringComparer.Ordinal).ToList();
        var text = new StringBuilder(Csv.Line(columns, delimiter));
        foreach (var row in rows)
        {
            var cells = row.ToDictionary(cell => cell.Key, cell => cell.Value, StringComparer.Ordinal);
            text.Append(Csv.Line(columns.Select(column => cells.TryGetValue(column, out var value) ? Cell(value) : string.Empty), delimiter));
        }

        return text.ToString();
    }

    private static string Cell(object? value) => value is IEnumerable<string> lines ? string.Join("\n", lines) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Json(List<IReadOnlyList<KeyValuePair<string, object?>>> rows)
    {
        var list = new JsonArray();
        foreach (var row in rows)
        {
            var item = new JsonObject();
            foreach (var cell in row)
            {
                item[cell.Key] = cell.Key is "Request" ? JsonNode.Parse((string)cell.Value!) : PlainValue.ToJson(PlainValue.Of(cell.Value));
            }

            list.Add((JsonNode)item);
        }

        return list.ToJsonString(Indented) + "\n";
    }

    private static List<IReadOnlyList<KeyValuePair<string, object?>>> OfTable(string text)
    {
        var rows = Csv.Read(text);
        return rows.Count == 0 ? [] : [.. rows.Skip(1).Select((row, index) => Cells(rows[0], row, index + 2))];
    }

    // a text with an unquoted separator would be cut, and the part that is left would be paid for
    private static IReadOnlyList<KeyValuePair<string, object?>> Cells(List<string> columns, List<string> row, int number) => row.Skip(columns.Count).Any(cell => cell.Length > 0)
        ? throw new FormatException($"row {number} has more cells than there are columns. A text that contains the separator must be in quotation marks.")
        : [.. columns.Zip(row, (column, cell) => new KeyValuePair<string, object?>(column, cell)).Where(each => each.Key.Length > 0)];

    private static List<IReadOnlyList<KeyValuePair<string, object?>>> OfJson(string text)
    {
        using var json = JsonDocument.Parse(text);
        var items = json.RootElement.ValueKind is JsonValueKind.Array ? json.RootElement.EnumerateArray().ToList() : [json.RootElement];
        return [.. items.Select(item => item.ValueKind is JsonValueKind.Object
            ? (IReadOnlyList<KeyValuePair<string, object?>>)[.. item.EnumerateObject().Select(each => new KeyValuePair<string, object?>(each.Name, each.Name is "Request" && each.Value.ValueKind is JsonValueKind.Object ? each.Value.GetRawText() : PlainValue.Of(each.Value)))]
            : throw new FormatException("each entry must be an object."))];
    }
}
