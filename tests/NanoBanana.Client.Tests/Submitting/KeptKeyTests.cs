using NanoBanana.Client.Model;
using NanoBanana.Client.Submitting;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Submitting;

/// <summary>The work keys that stores hold: if a version made others, a run with -Resume would pay again for all that it finds there.</summary>
public sealed class KeptKeyTests
{
    [Theory]
    [InlineData(ProviderNames.Crun, "{\"prompt\":\"a fox\"}", "cff565c7e40f1fb5e165448cb5adce1c79fa20df2f71217caad53f42677ea80c")]
    [InlineData(ProviderNames.Crun, "{\"prompt\":\"a fox\",\"sources\":[\"https://example.com/a.png\",\"https://example.com/b.png\"],\"combine\":true,\"fit\":true,\"aspectRatio\":\"16x9\",\"outputFormat\":\"JPG\",\"resolution\":\"2k\",\"model\":\"Google/nano-banana-V2\"}", "7e4ecfeec878ff3a8cc4459b20251bf9e507967de2b07fc8d68fff5f46d88edd")]
    [InlineData(ProviderNames.Pixazo, "{\"prompt\":\"a fox\",\"model\":\"nano-banana-2\",\"count\":2,\"webSearch\":true,\"take\":2,\"variant\":3,\"options\":{\"seed\":7}}", "d9d3bb62f558388768b1c2aa3f64dab4bbf9259b9d6692cf1458f21afabbeae1")]
    [InlineData(ProviderNames.AigptImage, "{\"prompt\":\"a fox\",\"disableSafetyCheck\":true}", "edbd7b28111f3d28e09947ed0e1633bce8dd5afda787b1c873c3ebce40bc872b")]
    [InlineData(ProviderNames.NanoBananaApi, "{\"prompt\":\"a fox\",\"watermark\":\"me\"}", "6c3071050cd1e2a4708138ab5a941e55e149100908185664d7e3f56db6188f40")]
    [InlineData(ProviderNames.Pixazo, "{\"prompt\":\"a fox\",\"model\":\"nano-banana-2\",\"references\":[\"https://example.com/a.png\"]}", "ada4f155994793f977df302b46bfc127c2ad1483248e93154f11f617161bda05")]
    public void They_stay_the_same(string provider, string request, string key)
    {
        using var bench = new Bench(provider);

        Assert.Equal(key, bench.Prepare(ImageRequest.Parse(request)).WorkKey());
    }

    [Theory]
    [InlineData(ProviderNames.Crun, ProviderNames.Apikley)]
    [InlineData(ProviderNames.Apikley, ProviderNames.Crun)]
    [InlineData(ProviderNames.Crun, ProviderNames.Apikley, ProviderNames.Crun)]
    public void That_of_several_gateways_is_the_same_in_any_order(params string[] providers)
    {
        using var bench = new Bench(ProviderNames.Crun);

        Assert.Equal("64117cf4c0fba10062fb70d79abd89d9c35c43bfa3a22356286487f103aad880", (bench.Prepare(new ImageRequest { Prompt = "a fox" }) with { Providers = providers }).WorkKey());
    }
}
