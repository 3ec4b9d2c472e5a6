using System.Globalization;
using System.Text.Json;

namespace NanoBanana.Client.Plans;

/// <summary>The cells of one row by the names of their columns; a blank cell is ignored.</summary>
internal sealed class RowCells
{
    private readonly Dictionary<string, object?> _cells = new(StringComparer.OrdinalIgnoreCase);

    public RowCells(IEnumerable<KeyValuePair<string, object?>> row)
    {
        foreach (var cell in row)
        {
            _cells[cell.Key.Trim()] = cell.Value;
        }
    }

    /// <summary>The error of a cell.</summary>
    public static NanoBananaException NotConverted(string column, object? value, string wanted) =>
        new(ErrorIds.ColumnNotConverted, column, value, wanted) { Target = column };

    /// <summary>Whether there is such a column.</summary>
    public bool Has(string column) => _cells.ContainsKey(column);

    /// <summary>The text of a cell.</summary>
    public string? Text(string column) =>
        _cells.TryGetValue(column, out var value) && Convert.ToString(value, CultureInfo.InvariantCulture) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>The text of a cell; if there is no such column, what was known before.</summary>
    public string? Or(string column, string? known) => Has(column) ? Text(column) : known;

    /// <summary>A list: one of JSON, or a text with a line for each.</summary>
    /// <param name="column">The column.</param>
    /// <param name="withEmpty">Keeps empty lines, which hold a place.</param>
    public IReadOnlyList<string> Texts(string column, bool withEmpty = false)
    {
        _cells.TryGetValue(column, out var value);
        IEnumerable<string> lines = value switch
        {
            null => [],
            string text when text.TrimStart().StartsWith("[", StringComparison.Ordinal) && OfJson(text) is { } list => list,
            string text => text.Length == 0 ? [] : text.Split('\n').Select(each => each.Trim('\r', ' ')),
            System.Collections.IEnumerable items => items.Cast<object?>().Select(each => Convert.ToString(each, CultureInfo.InvariantCulture) ?? string.Empty),
            _ => [Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty],
        };
        return [.. lines.Where(each => withEmpty || !string.IsNullOrWhiteSpace(each))];
    }

    /// <exception cref="NanoBananaException"><c>ColumnNotConverted</c>.</exception>
    public int? Number(string column) => Text(column) is not { } text ? null
        : decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && number == decimal.Truncate(number) && number is >= int.MinValue and <= int.MaxValue ? (int)number
        : throw NotConverted(column, text, "whole number");

    /// <exception cref="NanoBananaException"><c>ColumnNotConverted</c>.</exception>
    public decimal? Money(string column) => Text(column) is not { } text ? null
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || decimal.TryParse(text, NumberStyles.Number, CultureInfo.CurrentCulture, out number) ? number
        : throw NotConverted(column, text, "amount");

    /// <summary>A time; null if a spreadsheet made something else of it: nothing is computed with it.</summary>
    public DateTimeOffset? Time(string column) =>
        DateTimeOffset.TryParse(Text(column), CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time) ? time : null;

    private static List<string>? OfJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.EnumerateArray().Select(each => each.ValueKind is JsonValueKind.String ? each.GetString()! : each.GetRawText()).ToList();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
