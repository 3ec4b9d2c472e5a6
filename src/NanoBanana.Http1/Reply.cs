using System.Text;

namespace NanoBanana.Http1;

/// <summary>An answer, ready to send.</summary>
internal sealed record Reply(int Status, string? ContentType, byte[] Body)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Where the connection is reset while this is sent.</summary>
    public ReplyCut Cut { get; init; }

    /// <summary>How many spaces follow the body; they are sent without being held in memory.</summary>
    public long Padding { get; init; }

    /// <summary>What is done once it was sent, also if the caller was gone by then.</summary>
    public Action? Sent { get; init; }

    /// <summary>The connection is reset without a reply.</summary>
    public static Reply Reset { get; } = new(0, null, []) { Cut = ReplyCut.Everything };

    public static Reply Text(int status, string text) =>
        new(status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));

    public static Reply Html(int status, string html) =>
        new(status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html));

    public static Reply Empty(int status) => new(status, null, []);

    public Reply With(string header, string value) => this with { Headers = [.. Headers, new(header, value)] };

    public Reply CutInHalf() => this with { Body = Body.Take(Body.Length / 2).ToArray() };
}
