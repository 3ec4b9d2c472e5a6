using NanoBanana.Client.Gateways;
using NanoBanana.Client.Imaging;
using NanoBanana.Emulation;

namespace NanoBanana.Models.Tests;

/// <summary>Each row of the catalog through the whole way on the emulator, whose limits are their own copy of the gateways' documents.</summary>
public sealed class RowTests
{
    public static TheoryData<string, string, string, bool> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, string, bool>();
            foreach (var row in ModelCatalog.Rows)
            {
                rows.Add(row.Provider, row.Model, row.Operation, row.Economy);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_model_makes_an_image_at_each_resolution(string provider, string model, string operation, bool economy) => MakeAsync(provider, model, operation, economy, ReplyShape.Documented);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task It_does_so_too_where_the_gateway_answers_as_recorded(string provider, string model, string operation, bool economy) => MakeAsync(provider, model, operation, economy, ReplyShape.Live);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task The_gateway_takes_every_value_that_the_row_has(string provider, string model, string operation, bool economy)
    {
        using var gateways = new Gateways();
        var client = gateways.Client(provider);
        var row = Find(provider, model, operation, economy);
        var plain = Request(gateways, row);
        List<ImageRequest> requests =
        [
            .. row.AspectRatios.Select(ratio => plain with { AspectRatio = ratio }),
            .. row.OutputFormats.Select(format => plain with { OutputFormat = format }),
            plain with { Prompt = new string('x', row.MaxPromptLength ?? 30_000) },
            plain with { Prompt = new string('x', row.MinPromptLength) },
            plain with { Count = row.MaxCount },
            plain with { WebSearch = row.WebSearch, Inline = row.Inline, DisableSafetyCheck = row.SafetySwitch, Watermark = row.Watermark ? "mine" : null },
        ];
        if (operation is Operations.Edit)
        {
            requests.Add(plain with { Sources = [gateways.Photo], References = [.. Enumerable.Repeat(gateways.Photo, (row.MaxImages ?? 20) - 1)] });
        }

        foreach (var request in requests)
        {
            Assert.NotNull(await gateways.SubmitAsync(client, request));
        }

        Assert.Equal(requests.Count, gateways.Emulator.TaskCount);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task What_is_left_out_is_what_the_row_says_that_the_gateway_takes(string provider, string model, string operation, bool economy)
    {
        using var gateways = new Gateways();
        var client = gateways.Client(provider);
        var row = Find(provider, model, operation, economy);
        var plain = Request(gateways, row);
        var spelled = plain with { AspectRatio = row.Defaults?.AspectRatio, OutputFormat = row.Defaults?.OutputFormat, Resolution = row.Defaults?.Resolution };

        async Task<(string, int, int)> MadeAsync(ImageRequest request)
        {
            using var image = new MemoryStream(await gateways.FetchAsync((await gateways.EndAsync(client, await gateways.SubmitAsync(client, request))).Images[0].Url));
            return ImageInspector.Inspect(image) is var found ? (found.Format, found.Width, found.Height) : default;
        }

        Assert.Equal(await MadeAsync(plain), await MadeAsync(spelled));
        Assert.Equal(gateways.Emulator.Charges[0].Amount, gateways.Emulator.Charges[1].Amount);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void What_is_beyond_a_limit_is_refused_before_anything_is_sent(string provider, string model, string operation, bool economy)
    {
        using var gateways = new Gateways();
        var client = gateways.Client(provider);
        var row = Find(provider, model, operation, economy);
        var plain = Request(gateways, row);

        void Refused(string errorId, ImageRequest request) => Assert.Equal(errorId, Assert.Throws<NanoBananaException>(() => client.Prepare(request)).ErrorId);

        Refused(row.AspectRatios.Count > 0 ? ErrorIds.InvalidAspectRatio : ErrorIds.OptionNotSupported, plain with { AspectRatio = "7:5" });
        if (!row.IgnoredOptions.Contains("Resolution"))
        {
            Refused(row.Resolutions.Count > 0 ? ErrorIds.InvalidResolution : ErrorIds.OptionNotSupported, plain with { Resolution = "8K" });
        }

        if (!row.IgnoredOptions.Contains("OutputFormat"))
        {
            Refused(row.OutputFormats.Count > 0 ? ErrorIds.InvalidOutputFormat : ErrorIds.OptionNotSupported, plain with { OutputFormat = "gif" });
        }

        Refused(row.MaxCount > 1 ? ErrorIds.InvalidCount : ErrorIds.OptionNotSupported, plain with { Count = row.MaxCount + 1 });
        if (row.MaxPromptLength is { } length)
        {
            Refused(ErrorIds.PromptTooLong, plain with { Prompt = new string('x', length + 1) });
        }

        if (row.MinPromptLength > 1)
        {
            Refused(ErrorIds.PromptTooShort, plain with { Prompt = "x" });
        }

        if (operation is Operations.Edit && row.MaxImages is { } images)
        {
            Refused(ErrorIds.TooManyImages, plain with { References = [.. Enumerable.Repeat(gateways.Photo, images)] });
        }

        if (operation is Operations.Edit && row.MaxImageBytes is { } bytes)
        {
            using (var photo = File.OpenWrite(gateways.Photo))
            {
                photo.SetLength(bytes + 1);
            }

            Refused(ErrorIds.ImageTooLarge, plain);
        }

        if (!row.WebSearch)
        {
            Refused(ErrorIds.OptionNotSupported, plain with { WebSearch = true });
        }

        Assert.Empty(gateways.Calls);
    }

    private static async Task MakeAsync(string provider, string model, string operation, bool economy, ReplyShape shape)
    {
        using var gateways = new Gateways(shape);
        var client = gateways.Client(provider);
        var row = Find(provider, model, operation, economy);
        var resolutions = row.IgnoredOptions.Contains("Resolution") ? [null] : row.Resolutions.Prepend(null).ToList();
        foreach (var resolution in resolutions)
        {
            var request = Request(gateways, row) with { Resolution = resolution };
            var charges = gateways.Emulator.ChargeCount;

            var task = await gateways.EndAsync(client, await gateways.SubmitAsync(client, request));

            Assert.True(task is { State: TaskStates.Succeeded, Images.Count: 1 }, $"{task.State}: {task.Failure?.Message}");
            Assert.Equal((row.Model, resolution ?? row.Defaults?.Resolution), (task.Model, task.Resolution));
            using var image = new MemoryStream(await gateways.FetchAsync(task.Images[0].Url));
            Assert.NotEmpty(ImageInspector.Inspect(image).Format);
            Assert.Equal(charges + 1, gateways.Emulator.ChargeCount);
            var price = client.Prepare(request).Price();
            if (price.Certainty is Certainties.Exact)
            {
                Assert.Equal((price.Amount, price.Currency), (gateways.Emulator.Charges[charges].Amount, gateways.Emulator.Charges[charges].Unit));
            }
        }

        Assert.Empty(gateways.Log.Warnings);
    }

    private static ModelCapabilities Find(string provider, string model, string operation, bool economy) => ModelCatalog.Find(provider, model, operation, economy);

    private static ImageRequest Request(Gateways gateways, ModelCapabilities row) => new()
    {
        Prompt = "a red hat",
        Model = row.Model,
        Economy = row.Economy,
        Sources = row.Operation is Operations.Edit ? [gateways.Photo] : [],
    };
}
