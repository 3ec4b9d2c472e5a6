using System.Text;
using System.Text.Json;

namespace NanoBanana.Fuzz.Mutating;

/// <summary>A value of a JSON text that may become what no writer would write: members twice, broken texts, numbers of any size.</summary>
internal sealed class JsonPiece
{
    /// <summary>The text of a value without parts; null for objects and arrays.</summary>
    public byte[]? Raw { get; set; }

    /// <summary>Of an object; the names with their quotation marks.</summary>
    public List<(byte[] Name, JsonPiece Value)>? Members { get; private set; }

    /// <summary>Of an array.</summary>
    public List<JsonPiece>? Items { get; private set; }

    public static JsonPiece Of(string raw) => new() { Raw = Encoding.UTF8.GetBytes(raw) };

    public static JsonPiece? TryParse(byte[] text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return From(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // the second: a name in it is broken text
            return null;
        }
    }

    public JsonPiece Copy() => new()
    {
        Raw = Raw,
        Members = Members is null ? null : [.. Members.Select(each => (each.Name, each.Value.Copy()))],
        Items = Items is null ? null : [.. Items.Select(each => each.Copy())],
    };

    public void Become(JsonPiece other) => (Raw, Members, Items) = (other.Raw, other.Members, other.Items);

    /// <summary>This value and all within it.</summary>
    public IEnumerable<JsonPiece> All() => (Members?.Select(each => each.Value) ?? Items ?? []).SelectMany(each => each.All()).Prepend(this);

    /// <summary>Puts it into the given number of arrays or objects.</summary>
    public void Nest(int depth, bool inObjects)
    {
        var inner = Copy();
        var (open, close) = inObjects ? ("{\"a\":", "}") : ("[", "]");
        using var bytes = new MemoryStream();
        for (var i = 0; i < depth; i++)
        {
            bytes.Write(Encoding.UTF8.GetBytes(open));
        }

        inner.WriteTo(bytes);
        for (var i = 0; i < depth; i++)
        {
            bytes.Write(Encoding.UTF8.GetBytes(close));
        }

        Become(new JsonPiece { Raw = bytes.ToArray() });
    }

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        WriteTo(bytes);
        return bytes.ToArray();
    }

    private static JsonPiece From(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new JsonPiece { Members = [.. element.EnumerateObject().Select(each => (JsonSerializer.SerializeToUtf8Bytes(each.Name), From(each.Value)))] },
        JsonValueKind.Array => new JsonPiece { Items = [.. element.EnumerateArray().Select(From)] },
        _ => Of(element.GetRawText()),
    };

    private void WriteTo(MemoryStream target)
    {
        if (Raw is not null)
        {
            target.Write(Raw);
            return;
        }

        target.WriteByte(Members is null ? (byte)'[' : (byte)'{');
        var first = true;
        foreach (var (name, value) in Members ?? Items!.Select(each => (Name: Array.Empty<byte>(), Value: each)))
        {
            if (!first)
            {
                target.WriteByte((byte)',');
            }

            first = false;
            if (Members is not null)
            {
                target.Write(name);
                target.WriteByte((byte)':');
            }

            value.WriteTo(target);
        }

        target.WriteByte(Members is null ? (byte)']' : (byte)'}');
    }
}
