using System.Globalization;

namespace NanoBanana.Emulation.Gateways.Apikley;

/// <summary>What the upload service makes of names: the media type follows the name (seen live at kie.ai).</summary>
internal static class FileNames
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const int TailLength = 11;

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png", [".jpg"] = "image/jpeg", [".jpeg"] = "image/jpeg", [".webp"] = "image/webp", [".gif"] = "image/gif", [".txt"] = "text/plain",
    };

    public static string MediaType(string name) => Types.TryGetValue(Path.GetExtension(name), out var type) ? type : "application/octet-stream";

    /// <summary>The name of a file that was sent without one: the time in milliseconds and a tail of base 36.</summary>
    public static string New(DateTimeOffset now, string? contentType)
    {
        var tail = new string([.. Guid.NewGuid().ToByteArray().Take(TailLength).Select(value => Digits[value % Digits.Length])]);
        var extension = Types.FirstOrDefault(type => string.Equals(type.Value, contentType, StringComparison.OrdinalIgnoreCase)).Key ?? ".bin";
        return string.Format(CultureInfo.InvariantCulture, "{0}-{1}{2}", now.ToUnixTimeMilliseconds(), tail, extension);
    }
}
