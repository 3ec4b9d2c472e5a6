using System.Text;
using System.Text.Json;
using NanoBanana.Fuzz.Running;

namespace NanoBanana.Fuzz.Mutating;

/// <summary>Members gone, doubled, renamed, of another type, nested deeply, huge, or broken; also in JSON that is in a text.</summary>
internal static class JsonMutation
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "200", "429", "501", "1e400", "-1e400", "1e-400", "99999999999999999999999999999999", "-0.0000000001",
        "9007199254740993", "253402300799999", "2147483648", "79228162514264337593543950335", "1698765432000", "3.5",
        "\"\"", "\" \"", "\"0\"", "\"NaN\"", "\"Infinity\"", "\"-1\"", "\"1e999\"", "\"null\"", "\"\\u0000\"", "\"\\ud800\"", "\"a\\udc00b\"", "\"\\u202e\"",
        "\"9999-12-31T23:59:59Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"2026-10-05 12:00:00\"", "\"success\"", "\"COMPLETED\"", "\"FAILED\"", "\"banana\"",
        "\"data:image/png;base64,AAAA\"", "\"data:,\"", "\"../../../etc/passwd\"", "\"file:///etc/passwd\"", "\"http://[::1\"", "\"https://user:pw@example.com/\"", "\"https://example.com/a.png\"", "\"/relative\"",
        "\"{\\\"a\\\":\"", "\"{\\\"resultUrls\\\":[\\\"x\\\",null,3]}\"", "[]", "{}", "[null]", "[[]]", "{\"a\":null}", "[\"https://example.com/a.png\"]",
    ];

    // a text that is no UTF-8, and one with a line end in it
    private static readonly byte[][] BrokenTexts = [[(byte)'"', 0xFF, 0xFE, (byte)'"'], [(byte)'"', 0xED, 0xA0, 0x80, (byte)'"'], [(byte)'"', (byte)'\n', (byte)'"'], [(byte)'"', 0xC3, (byte)'"']];

    private static readonly string[] Names = ["\"\"", "\"\\ud800\"", "\"a\\ud800b\"", "\"task\\u0049d\"", "\"__proto__\"", "\"$type\""];

    public static byte[] Spoil(byte[] text, FuzzTarget target, Random random)
    {
        if (JsonPiece.TryParse(text) is not { } root)
        {
            return ByteMutation.Spoil(text, target, random);
        }

        for (var i = ByteMutation.Times(random); i > 0; i--)
        {
            Once(Mutator.Pick([.. root.All()], random), target, random);
        }

        return root.ToBytes();
    }

    private static void Once(JsonPiece piece, FuzzTarget target, Random random)
    {
        switch (random.Next(12))
        {
            case 0 or 1 when piece.Members is { Count: > 0 } members:
                Rearrange(members, target, random);
                break;
            case 2 when piece.Items is { Count: > 0 } items:
                items.AddRange(Enumerable.Repeat(items[0], random.Next(50) == 0 ? 5000 : random.Next(1, 12)));
                break;
            case 3 or 4 when Embedded(piece) is { } inner:
                piece.Raw = Quote(Spoil(inner, target, random));
                break;
            case 5:
                piece.Nest(random.Next(20) == 0 ? 20_000 : random.Next(1, 80), random.Next(2) == 0);
                break;
            case 6:
                piece.Raw = Mutator.Pick(BrokenTexts, random);
                break;
            case 7 when JsonPiece.TryParse(Mutator.Pick(target.Seeds, random)) is { } other:
                piece.Become(Mutator.Pick([.. other.All()], random).Copy());
                break;
            case 8 when target.Words.Count > 0:
                piece.Raw = JsonSerializer.SerializeToUtf8Bytes(Mutator.Pick(target.Words, random));
                break;
            case 9 when random.Next(20) == 0:
                piece.Raw = Quote(Encoding.ASCII.GetBytes(new string((char)random.Next('!', 'z'), random.Next(100_000))));
                break;
            default:
                piece.Become(JsonPiece.Of(Mutator.Pick(Values, random)));
                break;
        }
    }

    private static void Rearrange(List<(byte[] Name, JsonPiece Value)> members, FuzzTarget target, Random random)
    {
        var at = random.Next(members.Count);
        var other = random.Next(members.Count);
        switch (random.Next(5))
        {
            case 0:
                members.RemoveAt(at);
                break;
            case 1:
                members.Add((members[at].Name, JsonPiece.Of(Mutator.Pick(Values, random))));
                break;
            case 2:
                members[at] = (Encoding.UTF8.GetBytes(Mutator.Pick(Names, random)), members[at].Value);
                break;
            case 3:
                (members[at], members[other]) = ((members[at].Name, members[other].Value), (members[other].Name, members[at].Value));
                break;
            default:
                members[at] = (members[at].Name[..^1].Concat("\\ud800\""u8.ToArray()).ToArray(), members[at].Value);
                break;
        }
    }

    private static byte[]? Embedded(JsonPiece piece)
    {
        if (piece.Raw is not [(byte)'"', .., (byte)'"'] raw)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<string>(raw) is ['{', ..] text ? Encoding.UTF8.GetBytes(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] Quote(byte[] text)
    {
        var quoted = new List<byte>(text.Length + 16) { (byte)'"' };
        foreach (var each in text)
        {
            if (each is (byte)'"' or (byte)'\\')
            {
                quoted.Add((byte)'\\');
            }

            quoted.Add(each);
        }

        quoted.Add((byte)'"');
        return [.. quoted];
    }
}
