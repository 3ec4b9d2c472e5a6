using System.Text.Json;

namespace NanoBanana.Client.Gateways;

/// <summary>
/// Reads the links of results from wherever a gateway puts them: texts, objects that hold a link, a single one instead of a
/// list, lists as JSON inside a text, and all of these mixed. A paid image must not be lost for the shape of its link.
/// </summary>
internal static class ImageLinks
{
    private const int DeepestList = 4;

    private static readonly string[] Names =
        ["url", "image_url", "imageUrl", "media_url", "mediaUrl", "download_url", "downloadUrl", "resultImageUrl", "link", "uri", "src", "href"];

    /// <summary>The images in their order, each link once.</summary>
    /// <param name="address">The address that the reply came from: a link without a host is read against it. Null leaves such a link as it is.</param>
    /// <param name="places">Where links may be.</param>
    public static IReadOnlyList<ResultImage> Read(Uri? address, params ReadOnlySpan<JsonElement> places)
    {
        var images = new List<ResultImage>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var place in places)
        {
            foreach (var item in Flat(place, depth: 0))
            {
                if (Link(item) is { } link && Absolute(link, address) is var url && seen.Add(url))
                {
                    images.Add(new ResultImage
                    {
                        Url = url,
                        Index = images.Count + 1,
                        ContentType = item.FirstMember("content_type", "contentType", "mime_type").AsText(),
                        Width = item.Member("width").AsInt(),
                        Height = item.Member("height").AsInt(),
                    });
                }
            }
        }

        return images;
    }

    private static IEnumerable<JsonElement> Flat(JsonElement place, int depth)
    {
        var opened = place.ValueKind == JsonValueKind.String && place.AsLink() is ['[' or '{', ..] ? place.AsEmbeddedJson() : place;
        return opened.ValueKind switch
        {
            JsonValueKind.Array when depth < DeepestList => opened.Items().SelectMany(item => Flat(item, depth + 1)),
            JsonValueKind.String when depth == 0 && !IsLink(opened.AsLink()) => [],
            JsonValueKind.String or JsonValueKind.Object => [opened],
            _ => [],
        };
    }

    // alone it may be any word; in a list of links it is one, however odd
    private static bool IsLink(string? text) =>
        text is ['/', ..] || (text is not null && (text.Contains("://", StringComparison.Ordinal) || text.StartsWith("data:", StringComparison.OrdinalIgnoreCase)));

    private static string? Link(JsonElement item) =>
        item.ValueKind == JsonValueKind.String ? item.AsLink() : Names.Select(name => item.Member(name).AsLink()).FirstOrDefault(link => link is not null);

    private static string Absolute(string link, Uri? address) =>
        address is not null && link is ['/', ..] && Uri.TryCreate(address, link, out var absolute) ? absolute.AbsoluteUri : link;
}
