using System.Collections;
using System.Globalization;
using System.Text;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Reads a received request from what PowerShell hosts pass it in.</summary>
internal static class RawBody
{
    /// <exception cref="NanoBananaException"><c>CallbackMalformed</c>: it was parsed already.</exception>
    public static byte[] Read(object body) => body.Unwrapped() switch
    {
        byte[] bytes => bytes,
        string text => Encoding.UTF8.GetBytes(text),
        object[] parts when parts.All(part => part is byte) => [.. parts.Cast<byte>()],
        var other => throw new NanoBananaException(ErrorIds.CallbackMalformed, $"a {other.GetType().Name} was given instead of the raw text or bytes") { Target = other },
    };

    /// <summary>One pair per value: a header may occur several times.</summary>
    public static IEnumerable<KeyValuePair<string, string>> ReadHeaders(IDictionary? headers)
    {
        foreach (DictionaryEntry header in headers ?? new Hashtable())
        {
            var name = Convert.ToString(header.Key, CultureInfo.InvariantCulture) ?? string.Empty;
            var value = header.Value.Unwrapped();
            IEnumerable values = value is IEnumerable many and not string ? many : new[] { value };
            foreach (var each in values)
            {
                yield return new KeyValuePair<string, string>(name, Convert.ToString(each, CultureInfo.InvariantCulture) ?? string.Empty);
            }
        }
    }
}
