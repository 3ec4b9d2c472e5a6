using NanoBanana.Client.Gateways;
using NanoBanana.Client.Pricing;
using NanoBanana.Client.Querying;

namespace NanoBanana.Client.Tests.Pricing;

/// <summary>A result's size can be compared with what was asked for, wherever documents say what a ratio means.</summary>
public sealed class RequestedSizeTests
{
    [Theory]
    [InlineData(ProviderNames.Pixazo, "nano-banana", "16:9", null, 1920, 1080)]
    [InlineData(ProviderNames.Pixazo, "nano-banana-2", "16:9", "2K", 2752, 1536)]
    [InlineData(ProviderNames.Crun, "google/nano-banana-pro", "3:2", "1K", 1264, 848)]
    [InlineData(ProviderNames.Apikley, "nano-banana-2-1", "8:1", "0.5K", 1536, 192)]
    [InlineData(ProviderNames.AigptImage, "nano-banana-2-text-to-image", "1:1", "4K", 4096, 4096)]
    [InlineData(ProviderNames.Crun, "google/nano-banana", "16:9", null, null, null)]
    [InlineData(ProviderNames.Crun, "google/nano-banana-pro", "auto", null, null, null)]
    [InlineData(ProviderNames.Crun, "google/nano-banana-pro", "1:1", "8K", null, null)]
    public void The_size_stands_at_the_image(string provider, string model, string ratio, string? resolution, int? width, int? height)
    {
        var task = new ImageTask { Provider = provider, Profile = "p", Model = model, State = TaskStates.Running, Request = new ImageRequest { AspectRatio = ratio, Resolution = resolution } };
        var snapshot = new TaskSnapshot { State = TaskStates.Succeeded, Images = [new ResultImage { Url = "https://files.example/1.png", Index = 1 }] };

        var image = Assert.Single(task.With(snapshot, DateTimeOffset.UnixEpoch).Images);

        Assert.Equal((width, height), (image.RequestedWidth, image.RequestedHeight));
    }

    [Theory]
    [InlineData("16:9", 1600, 900, false)]
    [InlineData("16:9", 1660, 900, false)]
    [InlineData("16:9", 1540, 900, false)]
    [InlineData("16:9", 1680, 900, true)]
    [InlineData("16:9", 1500, 900, true)]
    [InlineData("16:9", 900, 1600, true)]
    [InlineData("auto", 900, 1600, false)]
    [InlineData("1:0", 900, 1600, false)]
    [InlineData("1:-1", 900, 1600, false)]
    [InlineData("1:2:3", 900, 1600, false)]
    [InlineData("a:9", 900, 1600, false)]
    [InlineData(null, 900, 1600, false)]
    public void Without_a_documented_size_the_ratio_is_compared_and_rounding_is_forgiven(string? ratio, int width, int height, bool differs)
    {
        var task = new ImageTask { Provider = ProviderNames.Crun, Profile = "p", Model = "google/nano-banana", State = TaskStates.Succeeded, Request = new ImageRequest { AspectRatio = ratio } };

        var text = RequestedSize.Difference(task, width, height);

        Assert.Equal(differs ? FormattableString.Invariant($"it has {width} x {height} pixels, which is not the requested ratio {ratio}") : null, text);
    }

    [Theory]
    [InlineData("2K", 2752, 1536, null)]
    [InlineData("2K", 1376, 768, "it has 1376 x 768 pixels instead of the requested 2752 x 1536 (16:9, 2K)")]
    [InlineData(null, 2752, 1536, "it has 2752 x 1536 pixels instead of the requested 1376 x 768 (16:9)")]
    public void With_a_documented_size_it_is_compared(string? resolution, int width, int height, string? text)
    {
        var task = new ImageTask { Provider = ProviderNames.Pixazo, Profile = "p", Model = "nano-banana-2", State = TaskStates.Succeeded, Request = new ImageRequest { AspectRatio = "16:9", Resolution = resolution } };

        Assert.Equal(text, RequestedSize.Difference(task, width, height));
    }
}
