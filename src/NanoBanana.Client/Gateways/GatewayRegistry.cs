using NanoBanana.Client.Gateways.AigptImage;
using NanoBanana.Client.Gateways.Apikley;
using NanoBanana.Client.Gateways.Crun;
using NanoBanana.Client.Gateways.Facets;
using NanoBanana.Client.Gateways.NanoBananaApi;
using NanoBanana.Client.Gateways.Pixazo;
using NanoBanana.Client.Journal;

namespace NanoBanana.Client.Gateways;

/// <summary>The gateways by name, in the order of the help.</summary>
public static class GatewayRegistry
{
    private static volatile Entry[] s_entries =
        [Of(new PixazoGateway()), Of(new NanoBananaApiGateway()), Of(new CrunGateway()), Of(new ApikleyGateway()), Of(new AigptImageGateway())];

    /// <summary>The names of all gateways.</summary>
    public static IReadOnlyList<string> Names => [.. s_entries.Select(each => each.Description.Name)];

    /// <summary>What there is to know of each gateway.</summary>
    public static IReadOnlyList<ProviderDescription> Descriptions => [.. s_entries.Select(WithModels)];

    /// <summary>Describes a gateway.</summary>
    /// <param name="provider">One of <see cref="Names"/>.</param>
    /// <returns>Its models with their options and limits.</returns>
    /// <exception cref="NanoBananaException"><c>UnknownProvider</c>: no gateway has this name; <c>ModelFileInvalid</c>: the user's file of models cannot be used.</exception>
    public static ProviderDescription Describe(string provider) => WithModels(EntryOf(provider));

    /// <summary>The gateway's name in this library's spelling.</summary>
    /// <param name="name">The name in any case, with or without spaces around it.</param>
    /// <returns>One of <see cref="Names"/>.</returns>
    /// <exception cref="NanoBananaException"><c>UnknownProvider</c>: no gateway has this name.</exception>
    public static string Parse(string name) =>
        Names.FirstOrDefault(each => each.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? throw Unknown(name);

    internal static IGateway Find(string provider) => EntryOf(provider).Gateway;

    /// <summary>Adds a gateway to this process. Its folder holds all that there is of it.</summary>
    /// <param name="gateway">Its mapping.</param>
    /// <param name="models">Its rows, in the form of <c>models.json</c>, UTF-8.</param>
    internal static void Add(IGateway gateway, byte[] models)
    {
        s_entries = [.. s_entries, Of(gateway)];
        ModelCatalog.Add(models);
    }

    private static Entry EntryOf(string provider) =>
        s_entries.FirstOrDefault(each => string.Equals(each.Description.Name, provider, StringComparison.Ordinal)) ?? throw Unknown(provider);

    private static NanoBananaException Unknown(string name) => new(ErrorIds.UnknownProvider, name, string.Join(", ", Names)) { Target = name };

    private static ProviderDescription WithModels(Entry entry) => entry.Description with { Models = [.. ModelCatalog.Of(entry.Description.Name)] };

    private static Entry Of(IGateway gateway) => new(gateway, gateway.Description with
    {
        Upload = gateway is IUploadLifetime,
        Credit = gateway is ICreditQuery,
        SignedCallbacks = gateway is ISignedCallback,
        Tiers = gateway is IAccountLimits limits ? [.. limits.Tiers.Select(tier => new TierDescription(tier.Name, tier.Describe()))] : [],
    });

    private sealed record Entry(IGateway Gateway, ProviderDescription Description);
}
