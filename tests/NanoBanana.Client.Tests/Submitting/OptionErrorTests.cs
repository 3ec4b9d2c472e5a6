using System.Text.Json.Nodes;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Submitting;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Submitting;

/// <summary>Every value that is asked for by name is checked before anything leaves, and the message says what would do.</summary>
public sealed class OptionErrorTests
{
    private static readonly SourceImage Source = SourceImage.FromUrl("https://example.com/a.png");

    [Fact]
    public void A_prompt_is_required()
    {
        foreach (var prompt in new[] { "", "  \r\n" })
        {
            Fails(ProviderNames.Crun, ErrorIds.PromptMissing, new ImageRequest { Prompt = prompt });
        }
    }

    [Fact]
    public void A_prompt_that_is_too_long_names_its_length_the_limit_and_gateways_that_take_more()
    {
        var error = Fails(ProviderNames.Apikley, ErrorIds.PromptTooLong, new ImageRequest { Prompt = new string('x', 5001) });

        Assert.Equal(
            "The prompt has 5,001 characters; Apikley google/nano-banana takes at most 5,000. Providers with this length: Pixazo, NanoBananaApi, Crun, Apikley (-Model nano-banana-2 or nano-banana-2-lite or nano-banana-pro), AigptImage.",
            error.Message);
        Assert.Equal(63, error.Target!.ToString()!.Length);
        Assert.NotNull(Prepare(ProviderNames.Apikley, new ImageRequest { Prompt = new string('x', 5000) }));
    }

    [Fact]
    public void A_ratio_names_what_is_allowed_and_gateways_that_take_it()
    {
        var error = Fails(ProviderNames.NanoBananaApi, ErrorIds.InvalidAspectRatio, new ImageRequest { Prompt = "x", AspectRatio = "auto" });

        Assert.Equal(
            "The aspect ratio 'auto' is not one of those that NanoBananaApi nano-banana takes for Generate: 1:1, 9:16, 16:9, 3:4, 4:3, 3:2, 2:3, 5:4, 4:5, 21:9. "
            + "Providers with this ratio: Pixazo (-Model nano-banana-2 or nano-banana-2-lite or nano-banana-pro), NanoBananaApi (-Model nano-banana-2 or nano-banana-pro), Crun, Apikley, AigptImage.",
            error.Message);
        Assert.Equal("auto", error.Target);
    }

    [Fact]
    public void A_ratio_that_no_gateway_takes_says_so() =>
        Assert.EndsWith("No provider has this ratio for Generate.", Fails(ProviderNames.Crun, ErrorIds.InvalidAspectRatio, new ImageRequest { Prompt = "x", AspectRatio = "7:5" }).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("16:9")]
    [InlineData(" 16 : 9 ")]
    [InlineData("16x9")]
    [InlineData("16/9")]
    public void Spellings_of_a_ratio_are_one(string ratio) =>
        Assert.Equal("16:9", Prepare(ProviderNames.Crun, new ImageRequest { Prompt = "x", AspectRatio = ratio }).Sent.AspectRatio);

    [Fact]
    public void A_format_names_what_is_allowed_and_gateways_that_take_it()
    {
        var error = Fails(ProviderNames.Crun, ErrorIds.InvalidOutputFormat, new ImageRequest { Prompt = "x", OutputFormat = "WEBP" });

        Assert.Equal("The output format 'webp' is not one of those that Crun google/nano-banana takes for Generate: png, jpeg. Providers with this format: Pixazo.", error.Message);
    }

    [Fact]
    public void A_resolution_names_what_is_allowed()
    {
        var error = Fails(ProviderNames.Crun, ErrorIds.InvalidResolution, new ImageRequest { Prompt = "x", Resolution = "8K" });

        Assert.Equal("The resolution '8K' is not one of those that Crun google/nano-banana takes: 1K, 2K, 4K.", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(5)]
    public void A_count_out_of_range_names_the_range(int count)
    {
        var error = Fails(ProviderNames.NanoBananaApi, ErrorIds.InvalidCount, new ImageRequest { Prompt = "x", Count = count });

        Assert.Equal($"The count {count} is out of range: NanoBananaApi nano-banana makes 1 to 4 images per task.", error.Message);
    }

    [Theory]
    [InlineData(ProviderNames.Crun, "Count", "Pixazo, NanoBananaApi")]
    [InlineData(ProviderNames.Pixazo, "Resolution", "Pixazo (-Model nano-banana-2 or nano-banana-pro or nano-banana-2-request), NanoBananaApi (-Model nano-banana-2 or nano-banana-pro), Crun, Apikley (-Model nano-banana-2 or nano-banana-pro or nano-banana-2-1), AigptImage (-Model nano-banana-2-text-to-image)")]
    [InlineData(ProviderNames.NanoBananaApi, "OutputFormat", "Pixazo, NanoBananaApi (-Model nano-banana-2), Crun, Apikley, AigptImage")]
    [InlineData(ProviderNames.Crun, "Watermark", "NanoBananaApi")]
    [InlineData(ProviderNames.Crun, "Inline", "Pixazo")]
    [InlineData(ProviderNames.Crun, "DisableSafetyCheck", "AigptImage")]
    [InlineData(ProviderNames.AigptImage, "CallbackUrl", "Pixazo, NanoBananaApi, Crun, Apikley")]
    public void A_missing_option_names_gateways_that_have_it(string provider, string option, string who)
    {
        var plain = new ImageRequest { Prompt = "x" };
        var request = option switch
        {
            "Count" => plain with { Count = 2 },
            "Resolution" => plain with { Resolution = "1K" },
            "OutputFormat" => plain with { OutputFormat = "png" },
            "Watermark" => plain with { Watermark = "me" },
            "Inline" => plain with { Inline = true },
            "DisableSafetyCheck" => plain with { DisableSafetyCheck = true },
            _ => plain with { CallbackUrl = new Uri("https://me.example/") },
        };

        var error = Fails(provider, ErrorIds.OptionNotSupported, request);

        Assert.Contains($"has no option -{option} for Generate. Providers with this option: {who}.", error.Message, StringComparison.Ordinal);
        Assert.Equal((ErrorKind.NotImplemented, provider), (error.Kind, error.Provider));
    }

    [Fact]
    public void A_ratio_for_an_edit_at_Pixazo_is_an_option_it_lacks() =>
        Fails(ProviderNames.Pixazo, ErrorIds.OptionNotSupported, new ImageRequest { Prompt = "x", Sources = [Source], AspectRatio = "1:1" });

    [Fact]
    public void Too_many_images_name_the_limit_and_gateways_that_take_more()
    {
        var error = Fails(ProviderNames.Crun, ErrorIds.TooManyImages, new ImageRequest { Prompt = "x", Sources = [.. Enumerable.Repeat(Source, 9)] });

        Assert.Equal(
            "9 source images were given for one task; Crun google/nano-banana takes at most 8. Providers with this number of images: Pixazo, NanoBananaApi, Crun (-Model google/nano-banana-2 or google/nano-banana-2-v2 or google/nano-banana-2-lite), Apikley, AigptImage.",
            error.Message);
    }

    /// <summary>A script finds the row of a batch by the target, and the gateway by the provider.</summary>
    [Fact]
    public void An_error_has_the_value_or_the_item_as_its_target()
    {
        var plain = new ImageRequest { Prompt = "x" };
        var hook = new Uri("http://me.example/hook");
        var longText = new string('x', 60);

        (string Id, object? Target, string? Provider) Error(string provider, ImageRequest request)
        {
            var error = Assert.Throws<NanoBananaException>(() => Prepare(provider, request));
            return (error.ErrorId, error.Target, error.Provider);
        }

        Assert.Equal((ErrorIds.PromptMissing, null, null), Error(ProviderNames.Crun, new ImageRequest()));
        Assert.Equal((ErrorIds.PromptMissing, "https://example.com/a.png", null), Error(ProviderNames.Crun, new ImageRequest { Sources = [Source] }));
        Assert.Equal((ErrorIds.PromptTooShort, "xy", ProviderNames.Pixazo), Error(ProviderNames.Pixazo, new ImageRequest { Prompt = "xy", Model = "nano-banana-2" }));
        Assert.Equal((ErrorIds.PromptTooLong, longText + "...", ProviderNames.Apikley), Error(ProviderNames.Apikley, new ImageRequest { Prompt = new string('x', 5001) }));
        Assert.Equal((ErrorIds.InvalidCount, 5, null), Error(ProviderNames.NanoBananaApi, plain with { Count = 5 }));
        Assert.Equal((ErrorIds.OptionNotSupported, 2, ProviderNames.Crun), Error(ProviderNames.Crun, plain with { Count = 2 }));
        Assert.Equal((ErrorIds.OptionNotSupported, "me", ProviderNames.Crun), Error(ProviderNames.Crun, plain with { Watermark = "me" }));
        Assert.Equal((ErrorIds.OptionNotSupported, "Inline", ProviderNames.Crun), Error(ProviderNames.Crun, plain with { Inline = true }));
        Assert.Equal((ErrorIds.InvalidCallbackUrl, hook, null), Error(ProviderNames.Crun, plain with { CallbackUrl = hook }));
        Assert.Equal((ErrorIds.TooManyImages, "https://example.com/a.png", ProviderNames.Crun), Error(ProviderNames.Crun, plain with { Sources = [.. Enumerable.Repeat(Source, 9)] }));
        Assert.Equal((ErrorIds.RequestIncomplete, "x", null), Error(ProviderNames.Crun, plain with { Masked = ["Sources"] }));
        Assert.Equal((ErrorIds.RequestIncomplete, "an intent", null), Error(ProviderNames.Crun, new ImageRequest { Masked = ["Prompt"], TakeOf = "an intent" }));
    }

    [Fact]
    public void A_search_of_the_web_is_for_models_that_have_it()
    {
        var error = Fails(ProviderNames.Crun, ErrorIds.OptionNotSupported, new ImageRequest { Prompt = "x", WebSearch = true });

        Assert.StartsWith("Crun google/nano-banana has no option -WebSearch for Generate. Providers with this option: Pixazo (-Model nano-banana-2", error.Message, StringComparison.Ordinal);
        Assert.NotNull(Prepare(ProviderNames.Pixazo, new ImageRequest { Prompt = "a fox", Model = "nano-banana-2", WebSearch = true }));
    }

    [Fact]
    public void What_a_newer_version_asked_for_is_not_left_out()
    {
        var error = Fails(ProviderNames.Crun, ErrorIds.RequestIncomplete, ImageRequest.Parse("""{"prompt":"x","brightness":7}"""));

        Assert.Contains("brightness", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_that_the_model_ignores_is_a_warning_only_where_it_was_asked_for()
    {
        var plain = new ImageRequest { Prompt = "x", Model = "google/nano-banana-v2" };

        Assert.Empty(Prepare(ProviderNames.Crun, plain).Warnings);
        Assert.Equal(["Crun google/nano-banana-v2 ignores -OutputFormat: 'png' was not sent."], Prepare(ProviderNames.Crun, plain with { OutputFormat = "png" }).Warnings);
    }

    [Fact]
    public void A_file_with_a_flaw_is_a_warning_that_names_it()
    {
        using var folder = new TempFolder();
        var file = folder.Put("cut.png", Pictures.Png[..^1]);

        var warning = Assert.Single(Prepare(ProviderNames.Crun, new ImageRequest { Prompt = "x", Sources = [SourceImage.FromFile(file)] }).Warnings);

        Assert.StartsWith(file + ": decoders read it although it ends at byte", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prompt")]
    [InlineData("img_urls")]
    [InlineData("Aspect_Ratio")]
    [InlineData("Prompt")]
    public void A_field_of_ours_cannot_be_overridden_and_that_is_found_before_anything_leaves(string field)
    {
        var options = new Dictionary<string, object?> { [field] = "mine" };

        var error = Fails(ProviderNames.Crun, ErrorIds.OptionReserved, new ImageRequest { Prompt = "x", Sources = [Source], Options = options });

        Assert.Contains($"'{field}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_field_is_sent_as_it_is()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(200, Wire.Accepted(ProviderNames.Crun, "id"));
        var options = new Dictionary<string, object?> { ["seed"] = 7, ["nested"] = JsonNode.Parse("""{"a":[1]}"""), ["none"] = null };

        await bench.SubmitAsync(new ImageRequest { Prompt = "x", Options = options });

        Golden.AssertSame(JsonNode.Parse("""{"prompt":"x","seed":7,"nested":{"a":[1]},"none":null}"""), bench.Http.Only.Json!["input"]);
    }

    private static NanoBananaException Fails(string provider, string errorId, ImageRequest request) => Caught.By(errorId, () => Prepare(provider, request));

    private static NanoBanana.Client.Submitting.PreparedRequest Prepare(string provider, ImageRequest request)
    {
        using var bench = new Bench(provider);
        return bench.Prepare(request);
    }
}
