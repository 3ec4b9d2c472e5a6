using NanoBanana.Client;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Content;

/// <summary>What was sent instead of a file is shown on the task.</summary>
public sealed class SentCopyTests
{
    // one white pixel
    private static readonly byte[] Gif = Convert.FromBase64String("R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==");

    [Fact]
    public async Task A_copy_that_was_made_to_fit_is_reported_and_an_unchanged_file_is_not()
    {
        using var world = new TestEnvironment();
        var (gif, png) = (world.Folder.Put("dot.gif", Gif), world.Picture("plain.png", 3));

        var result = await world.SubmitAsync(world.Profile(ProviderNames.Crun), new ImageRequest { Prompt = "a red dot", Sources = [gif, png], Fit = true });

        Assert.Null(result.Error);
        var change = Assert.Single(result.Task!.SourceChanges);
        Assert.StartsWith(gif + ": ", change, StringComparison.Ordinal);
        Assert.Contains("PNG", change, StringComparison.OrdinalIgnoreCase);
    }
}
