using NanoBanana.Client.Gateways.AigptImage;
using NanoBanana.Client.Gateways.Apikley;
using NanoBanana.Client.Gateways.Crun;
using NanoBanana.Client.Gateways.NanoBananaApi;
using NanoBanana.Client.Gateways.Pixazo;

namespace NanoBanana.Client.Gateways;

/// <summary>The five mappings by name.</summary>
public static class GatewayRegistry
{
    private static readonly IGateway[] Mappings =
        [new PixazoGateway(), new NanoBananaApiGateway(), new CrunGateway(), new ApikleyGateway(), new AigptImageGateway()];

    /// <summary>What there is to know of each gateway.</summary>
    public static IReadOnlyList<ProviderDescription> Descriptions { get; } = [.. Mappings.Select(each => each.Description)];

    /// <summary>What there is to know of one gateway.</summary>
    /// <param name="provider">One of <see cref="ProviderNames"/>.</param>
    public static ProviderDescription Describe(string provider) => Find(provider).Description;

    internal static IGateway Find(string provider) =>
        Mappings.First(each => string.Equals(each.Description.Name, provider, StringComparison.Ordinal));
}
