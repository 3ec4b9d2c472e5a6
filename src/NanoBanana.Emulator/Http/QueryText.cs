namespace NanoBanana.Emulation.Http;

internal static class QueryText
{
    /// <summary>Reads a query as UTF-8, whatever encoding the body has.</summary>
    public static IReadOnlyDictionary<string, string> Parse(string query)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.TrimStart('?').Split('&'))
        {
            if (pair.Length == 0)
            {
                continue;
            }

            var cut = pair.IndexOf('=');
            var name = cut < 0 ? pair : pair.Substring(0, cut);
            var value = cut < 0 ? "" : pair.Substring(cut + 1);
            fields[Unescape(name)] = Unescape(value);
        }

        return fields;
    }

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
