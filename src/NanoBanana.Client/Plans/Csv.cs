using System.Text;

namespace NanoBanana.Client.Plans;

/// <summary>Tables as comma-separated values (RFC 4180), as spreadsheets write and read them: a cell may contain line ends. A few lines of its own, since a library would be one more assembly to load beside those of other modules.</summary>
internal static class Csv
{
    private static readonly char[] Delimiters = [',', ';', '\t'];

    /// <summary>One row, with its line end.</summary>
    public static string Line(IEnumerable<string> cells, char delimiter) => string.Join(delimiter.ToString(), cells.Select(cell => Quoted(cell, delimiter))) + "\r\n";

    /// <summary>All rows of a text; the delimiter is the one that occurs most often in the first line, since spreadsheets use different ones by country.</summary>
    /// <exception cref="FormatException">A quote is not closed.</exception>
    public static List<List<string>> Read(string text)
    {
        var delimiter = DelimiterOf(text);
        var rows = new List<List<string>>();
        var row = new List<string>();
        var cell = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var each = text[i];
            if (isQuoted)
            {
                if (each != '"')
                {
                    cell.Append(each);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append(text[++i]);
                }
                else
                {
                    isQuoted = false;
                }
            }
            else if (each == '"' && cell.Length == 0)
            {
                isQuoted = true;
            }
            else if (each == delimiter)
            {
                End(row, cell);
            }
            else if (each is '\r' or '\n')
            {
                i += each == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
                End(row, cell);
                rows.Add(row);
                row = [];
            }
            else
            {
                cell.Append(each);
            }
        }

        if (isQuoted)
        {
            throw new FormatException("a quote is not closed.");
        }

        if (cell.Length > 0 || row.Count > 0)
        {
            End(row, cell);
            rows.Add(row);
        }

        return rows;
    }

    private static void End(List<string> row, StringBuilder cell)
    {
        row.Add(cell.ToString());
        cell.Clear();
    }

    private static char DelimiterOf(string text)
    {
        var counts = new int[Delimiters.Length];
        var isQuoted = false;
        foreach (var each in text)
        {
            if (!isQuoted && each is '\r' or '\n')
            {
                break;
            }

            isQuoted ^= each == '"';
            var at = isQuoted ? -1 : Array.IndexOf(Delimiters, each);
            if (at >= 0)
            {
                counts[at]++;
            }
        }

        return Delimiters[Array.IndexOf(counts, counts.Max())];
    }

    private static string Quoted(string cell, char delimiter) =>
        cell.IndexOfAny([delimiter, '"', '\r', '\n']) < 0 && cell.Trim().Length == cell.Length ? cell : "\"" + cell.Replace("\"", "\"\"") + "\"";
}
