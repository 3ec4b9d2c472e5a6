using System.Text.Json;

namespace NanoBanana.Fuzz.Corpus;

/// <summary>What gateways say: the examples of their pages, and what the emulator answered when it was asked everything.</summary>
internal static class Replies
{
    private const string Folder = "golden/";

    /// <summary>All replies of a provider.</summary>
    public static IReadOnlyList<byte[]> Of(string provider) => [.. Golden(provider), .. Emulated(provider)];

    /// <summary>The bodies that are posted to callback addresses.</summary>
    public static IReadOnlyList<byte[]> Callbacks { get; } =
    [
        .. Named().Where(name => name.Contains("callback", StringComparison.Ordinal) || name.EndsWith("query-success", StringComparison.Ordinal)).Select(Read),
        .. Named().Where(name => name.EndsWith("Crun/query-success", StringComparison.Ordinal)).Select(name => Data(Read(name))),
    ];

    private static IEnumerable<byte[]> Golden(string provider) =>
        Named().Where(name => name.StartsWith(Folder + provider + "/", StringComparison.Ordinal)).Select(Read);

    private static IEnumerable<byte[]> Emulated(string provider)
    {
        using var stream = typeof(Replies).Assembly.GetManifestResourceStream("emulator.jsonl")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.GetProperty("provider").GetString() == provider)
            {
                yield return System.Text.Encoding.UTF8.GetBytes(json.RootElement.GetProperty("body").GetString()!);
            }
        }
    }

    private static IEnumerable<string> Named() =>
        typeof(Replies).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static byte[] Read(string name)
    {
        using var stream = typeof(Replies).Assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Data(byte[] envelope)
    {
        using var json = JsonDocument.Parse(envelope);
        return System.Text.Encoding.UTF8.GetBytes(json.RootElement.GetProperty("data").GetRawText());
    }
}
