using System.Text;

namespace NanoBanana.Client.Model;

/// <summary>The rules of a tag: scalars, of a limited size, and no key in it.</summary>
internal static class RequestTag
{
    /// <summary>A tag is stored with each record of its task: larger data belongs in a file of the user.</summary>
    private const int MostBytes = 16 * 1024;

    /// <summary>The tag as it is stored: values other than scalars are JSON, and credentials are masked.</summary>
    /// <param name="tag">Names and values.</param>
    /// <exception cref="NanoBananaException"><c>TagTooLarge</c>.</exception>
    public static IReadOnlyDictionary<string, object?> Checked(IReadOnlyDictionary<string, object?> tag)
    {
        if (tag.Count == 0)
        {
            return tag;
        }

        var size = PlainValue.ToJsonObject(tag).ToJsonString(RequestJson.Request.Options);
        var bytes = Encoding.UTF8.GetByteCount(size);
        if (bytes > MostBytes)
        {
            var largest = tag.OrderByDescending(each => PlainValue.ToJson(each.Value)?.ToJsonString().Length ?? 0).First().Key;
            throw new NanoBananaException(ErrorIds.TagTooLarge, bytes, MostBytes, largest) { Target = largest };
        }

        return tag.ToDictionary(each => each.Key, each => Scalar(each.Key, each.Value), StringComparer.Ordinal);
    }

    /// <summary>The tag without the key of the profile in any form.</summary>
    public static IReadOnlyDictionary<string, object?> Without(Secret key, IReadOnlyDictionary<string, object?> tag) =>
        (IReadOnlyDictionary<string, object?>)PlainValue.Map(tag, text => Redaction.Masked(text, key))!;

    private static object? Scalar(string name, object? value) => value switch
    {
        string text when SecretNames.EndsAsSecret(name) && text.Length > 0 => Redaction.Mask,
        string text => Redaction.Text(text),
        System.Collections.IEnumerable => Redaction.Text(PlainValue.ToJson(value)!.ToJsonString(RequestJson.Request.Options)),
        _ => value,
    };
}
