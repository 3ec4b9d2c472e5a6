using System.Globalization;
using System.Text;

namespace NanoBanana.Client.Reports;

/// <summary>
/// Writes HTML in which no value can be anything but text: every hole of an interpolated string is escaped for text and for a
/// quoted attribute alike.
/// </summary>
internal sealed class HtmlWriter(TextWriter target) : IFormatProvider, ICustomFormatter
{
    /// <summary>Markup with values.</summary>
    public void Write(FormattableString markup) => target.Write(markup.ToString(this));

    /// <summary>Trusted text, written unchanged: a style sheet, a script.</summary>
    public void WriteRaw(string text) => target.Write(text);

    /// <summary>An image as the value of an attribute, a share at a time.</summary>
    public void WriteDataUri(string contentType, byte[] bytes)
    {
        const int Share = 3 * 16 * 1024;
        Write($"data:{contentType};base64,");
        for (var at = 0; at < bytes.Length; at += Share)
        {
            target.Write(Convert.ToBase64String(bytes, at, Math.Min(Share, bytes.Length - at)));
        }
    }

    /// <inheritdoc/>
    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

    /// <inheritdoc/>
    public string Format(string? format, object? arg, IFormatProvider? formatProvider) => Escape(
        arg is IFormattable value ? value.ToString(format, CultureInfo.InvariantCulture) : arg?.ToString() ?? string.Empty);

    /// <summary>Escapes a value for text and quoted attributes; characters that HTML forbids become U+FFFD.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var each = text[i];
            if (char.IsHighSurrogate(each) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                escaped.Append(each).Append(text[++i]);
                continue;
            }

            _ = each switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                '\n' or '\t' => escaped.Append(each),
                '\r' => escaped,
                _ when char.IsControl(each) || char.IsSurrogate(each) || each is '\uFFFE' or '\uFFFF' => escaped.Append('\uFFFD'),
                _ => escaped.Append(each),
            };
        }

        return escaped.ToString();
    }
}
