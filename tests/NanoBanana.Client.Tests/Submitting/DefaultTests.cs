using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Submitting;

/// <summary>A default of the profile is used, and ignored with a note if the operation does not have it.</summary>
public sealed class DefaultTests
{
    private static readonly SourceImage Source = SourceImage.FromUrl("https://example.com/a.png");

    [Fact]
    public void Defaults_fill_in_what_was_not_asked_for()
    {
        using var bench = new Bench(ProviderNames.Crun, profile => profile with { AspectRatio = "16:9", OutputFormat = "png", CallbackUrl = new Uri("https://me.example/hook") });

        var request = bench.Prepare(new ImageRequest { Prompt = "x", OutputFormat = "jpg" });

        Assert.Equal(("16:9", "jpeg", "https://me.example/hook"), (request.Sent.AspectRatio, request.Sent.OutputFormat, request.Sent.CallbackUrl!.AbsoluteUri));
        Assert.Empty(request.Notes);
        Assert.Empty(request.Warnings);
    }

    [Theory]
    [InlineData("16x9", "jpg")]
    [InlineData(" 16 : 9", ".JPEG")]
    public void Defaults_may_be_spelt_like_what_is_asked_for(string ratio, string format)
    {
        using var bench = new Bench(ProviderNames.Crun, profile => profile with { AspectRatio = ratio, OutputFormat = format });

        var request = bench.Prepare();

        Assert.Equal(("16:9", "jpeg"), (request.Sent.AspectRatio, request.Sent.OutputFormat));
    }

    [Fact]
    public void Defaults_that_do_not_fit_are_passed_over_with_a_note()
    {
        using var bench = new Bench(ProviderNames.Pixazo, profile => profile with { AspectRatio = "1:1", OutputFormat = "webp" });

        var request = bench.Prepare("x", Source);

        Assert.Equal((null, null), (request.Sent.AspectRatio, request.Sent.OutputFormat));
        Assert.Equal(
            [
                "Pixazo nano-banana has no AspectRatio '1:1' for Edit; the default of the profile was ignored.",
                "Pixazo nano-banana has no OutputFormat 'webp' for Edit; the default of the profile was ignored.",
            ],
            request.Notes);
        Assert.Empty(request.Warnings);
    }

    [Fact]
    public void A_default_callback_is_passed_over_where_there_are_none()
    {
        using var bench = new Bench(ProviderNames.AigptImage, profile => profile with { CallbackUrl = new Uri("https://me.example/hook") });

        Assert.Null(bench.Prepare().Sent.CallbackUrl);
    }

    [Fact]
    public void A_plan_tells_what_was_filled_in_from_what_was_asked_for()
    {
        using var bench = new Bench(ProviderNames.Crun, profile => profile with { AspectRatio = "16:9", OutputFormat = "png" });

        (string? Ratio, string? Format, string? Resolution)? Defaults(ImageRequest request) =>
            bench.Prepare(request).Plan().Defaults is { } filled ? (filled.AspectRatio, filled.OutputFormat, filled.Resolution) : null;
        var plain = new ImageRequest { Prompt = "x" };
        var resolution = bench.Prepare(plain).Sent.Resolution;

        Assert.Equal(("16:9", "png", resolution), Defaults(plain));
        Assert.Equal((null, "png", resolution), Defaults(plain with { AspectRatio = "1:1" }));
        Assert.Equal(("16:9", null, resolution), Defaults(plain with { OutputFormat = "jpeg" }));
        Assert.Equal(("16:9", "png", null), Defaults(plain with { Resolution = "2K" }));
        Assert.Null(Defaults(plain with { AspectRatio = "1:1", OutputFormat = "jpeg", Resolution = "2K" }));
    }

    [Fact]
    public void A_plan_has_the_checksum_of_each_file_and_none_of_a_url()
    {
        using var folder = new TempFolder();
        using var bench = new Bench(ProviderNames.Crun);
        var file = SourceImage.FromFile(folder.Put("a.png", Pictures.Png));

        var sums = bench.Prepare("x", Source, file).Plan().SourceSha256;

        Assert.Equal([string.Empty, Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Pictures.Png)).ToLowerInvariant()], sums);
    }

    [Fact]
    public void A_rehearsal_shows_the_task_it_would_become()
    {
        using var bench = new Bench(ProviderNames.Pixazo, profile => profile with { AspectRatio = "16:9" });

        var task = bench.Prepare(new ImageRequest { Prompt = "x", Count = 2 }).Plan();

        Assert.Equal(
            (TaskStates.Planned, null, null, "16:9", 2, "0.2376 USD", true),
            (task.State, task.Id, task.IntentId, task.AspectRatio, task.Count, task.Cost.ToString(), task.HasEnded()));
        Assert.Equal((ProviderNames.Pixazo, bench.Profile.Name, "nano-banana", Operations.Generate), (task.Provider, task.Profile, task.Model, task.Operation));
    }

    [Fact]
    public void The_default_of_the_profile_goes_before_that_of_the_model()
    {
        using var bench = new Bench(ProviderNames.Pixazo, profile => profile with { Model = "nano-banana-2", AspectRatio = "16:9", OutputFormat = "webp" });
        using var plain = new Bench(ProviderNames.Pixazo, profile => profile with { Model = "nano-banana-2" });

        var (mine, theirs) = (bench.Prepare(), plain.Prepare());

        Assert.Equal(("nano-banana-2", "nano-banana-2"), (mine.Model.Model, theirs.Model.Model));
        Assert.Equal(("16:9", "webp", "1K"), (mine.Sent.AspectRatio, mine.Sent.OutputFormat, mine.Sent.Resolution));
        Assert.Equal(("auto", "png", "1K"), (theirs.Sent.AspectRatio, theirs.Sent.OutputFormat, theirs.Sent.Resolution));
        Assert.Equal("1K", theirs.Plan().Defaults!.Resolution);
        Assert.Null(plain.Prepare(new ImageRequest { Prompt = "a fox", Resolution = "2K" }).Plan().Defaults!.Resolution);
    }

    [Theory]
    [InlineData(ProviderNames.NanoBananaApi, 1, 1)]
    [InlineData(ProviderNames.NanoBananaApi, 4, 4)]
    [InlineData(ProviderNames.NanoBananaApi, null, null)]
    [InlineData(ProviderNames.Crun, 1, null)]
    public void One_image_is_asked_for_by_number_only_where_more_can_be(string provider, int? asked, int? sent)
    {
        using var bench = new Bench(provider);

        Assert.Equal(sent, bench.Prepare(new ImageRequest { Prompt = "x", Count = asked }).Sent.Count);
    }
}
