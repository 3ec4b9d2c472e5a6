using System.Collections;

namespace NanoBanana.Http1;

/// <summary>The headers of a request in their order; names are compared without case.</summary>
internal sealed class HeaderList(IReadOnlyList<KeyValuePair<string, string>> headers) : IReadOnlyList<KeyValuePair<string, string>>
{
    public int Count => headers.Count;

    public KeyValuePair<string, string> this[int index] => headers[index];

    /// <summary>The header's values, joined by a comma if it is there more than once; null if it is missing.</summary>
    public string? this[string name]
    {
        get
        {
            string? joined = null;
            foreach (var header in headers)
            {
                if (header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    joined = joined is null ? header.Value : joined + "," + header.Value;
                }
            }

            return joined;
        }
    }

    /// <summary>True when this is among the header's comma-separated values.</summary>
    public bool Names(string header, string value) => this[header] is { } values
        && values.Split(',').Any(found => found.Trim().Equals(value, StringComparison.OrdinalIgnoreCase));

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => headers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
