using System.Security.Cryptography;
using System.Text;
using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Callbacks;

/// <summary>
/// The addresses that are given to gateways: public address / provider / token. Each provider gets its own token, 256 random
/// bits, because most gateways sign nothing. Tokens begin alike, so that they can be masked wherever they turn up.
/// </summary>
internal sealed class CallbackAddress
{
    public const string TokenPrefix = "nbcb_";

    private const int TokenBytes = 32;

    private readonly Dictionary<string, string> _tokens = CallbackReader.Providers.ToDictionary(provider => provider, _ => NewToken(), StringComparer.OrdinalIgnoreCase);

    public Uri For(Uri publicUri, string provider) => new($"{publicUri.AbsoluteUri.TrimEnd('/')}/{Segment(provider)}/{_tokens[provider]}");

    /// <summary>The provider whose address ends as this path does; null for every other path.</summary>
    public string? ProviderOf(string path)
    {
        var segments = path.Split('/');
        if (segments.Length < 3)
        {
            return null;
        }

        var provider = _tokens.Keys.FirstOrDefault(each => each.Equals(segments[segments.Length - 2], StringComparison.OrdinalIgnoreCase));
        return provider is not null && FixedTime.Equal(Encoding.UTF8.GetBytes(_tokens[provider]), Encoding.UTF8.GetBytes(segments[segments.Length - 1]))
            ? provider
            : null;
    }

#pragma warning disable CA1308 // paths are written in lower case
    private static string Segment(string provider) => provider.ToLowerInvariant();
#pragma warning restore CA1308

    private static string NewToken()
    {
        var bytes = new byte[TokenBytes];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return TokenPrefix + Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }
}
