namespace NanoBanana.Http1;

/// <summary>ISO-8859-1, where every byte is one character.</summary>
internal static class Latin1
{
    public static bool Fits(string text) => text.All(character => character is > '\0' and <= '\u00FF');

    public static byte[] ToBytes(string text)
    {
        var bytes = new byte[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            bytes[i] = (byte)text[i];
        }

        return bytes;
    }

    public static string ToText(byte[] bytes)
    {
        var characters = new char[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            characters[i] = (char)bytes[i];
        }

        return new string(characters);
    }
}
