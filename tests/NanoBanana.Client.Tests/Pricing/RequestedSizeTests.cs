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
}
