using NanoBanana.Client.Gateways;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Profiles;

namespace NanoBanana.Crash;

/// <summary>One batch: what is made, where, with which journal. It is handed to a child process as arguments.</summary>
internal sealed record BatchPlan(string Provider, string Name, string Home, string Images, Uri Gateway, Uri ImageHost)
{
    public const string Key = "crash-key";

    /// <summary>How many of the six items have the same prompt and sources.</summary>
    public const int Twins = 2;

    public string TwinPrompt => Name + " twin";

    /// <summary>Six items, two of them identical, two with a local file.</summary>
    public IReadOnlyList<ImageRequest> Items =>
    [
        new() { Prompt = TwinPrompt },
        new() { Prompt = Name + " first edit", Sources = [Picture(1)] },
        new() { Prompt = Name + " plain" },
        new() { Prompt = TwinPrompt },
        new() { Prompt = Name + " second edit", Sources = [Picture(2)] },
        new() { Prompt = Name + " last" },
    ];

    public static BatchPlan Parse(string[] texts) => new(texts[0], texts[1], texts[2], texts[3], new Uri(texts[4]), new Uri(texts[5]));

    public string[] ToArguments() => [Provider, Name, Home, Images, Gateway.AbsoluteUri, ImageHost.AbsoluteUri];

    public int Expected(string prompt) => Items.Count(item => item.Prompt == prompt);

    public (Profile Profile, ProfileStore Store) Account()
    {
        // Crun and Apikley have their own uploads; the others borrow the emulator's image host
        var uploads = GatewayRegistry.Describe(Provider).Upload ? null : ImageHost.AbsoluteUri.TrimEnd('/') + "/{name}";
        var profile = new Profile { Name = "crash", Provider = Provider, BaseUri = Gateway, UploadUri = uploads };
        var store = new ProfileStore(_ => null);
        store.Set(profile, new Secret(Key));
        return (profile, store);
    }

    private SourceImage Picture(int number) => SourceImage.FromFile(Path.Combine(Images, FormattableString.Invariant($"{number}.png")));
}
