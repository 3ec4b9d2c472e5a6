namespace NanoBanana.Client.Model;

internal static class Hex
{
    private const string Digits = "0123456789abcdef";

    public static string Encode(byte[] bytes)
    {
        var text = new char[bytes.Length * 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            text[2 * i] = Digits[bytes[i] >> 4];
            text[(2 * i) + 1] = Digits[bytes[i] & 15];
        }

        return new string(text);
    }
}
