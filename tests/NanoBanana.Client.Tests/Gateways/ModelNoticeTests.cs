using System.Text.RegularExpressions;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Gateways;

/// <summary>What is said of models past their end, of replies that name another one, and of gateways that do not know one.</summary>
public sealed class ModelNoticeTests
{
    private static readonly DateTimeOffset After = new(2026, 11, 26, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_model_that_was_not_chosen_is_named_once_with_what_is_current_there()
    {
        var (notices, crun) = (new ModelNotices(), ModelCatalog.Find(ProviderNames.Crun, model: null, Operations.Generate));

        Assert.Equal(
            "Google shut down nano-banana on 2026-10-02, but profile 'studio' uses it by default. Models of Crun for Generate: nano-banana-2, nano-banana-2-lite, nano-banana-pro. Set another default with Set-NanoBananaProfile 'studio' -Model NAME. (ModelRetired)",
            notices.For(crun, isChosen: false, "studio", isEmulator: false, After));
        Assert.Null(notices.For(ModelCatalog.Find(ProviderNames.Apikley, model: null, Operations.Edit), isChosen: false, "other", isEmulator: false, After));
    }

    [Fact]
    public void An_emulator_reports_no_model_that_was_not_chosen_and_a_current_model_is_never_named()
    {
        var (notices, row) = (new ModelNotices(), ModelCatalog.Find(ProviderNames.Crun, model: null, Operations.Generate));

        Assert.Null(notices.For(row, isChosen: false, "emulator-crun", isEmulator: true, After));
        Assert.Null(notices.For(row, isChosen: true, "p", isEmulator: false, new DateTimeOffset(2026, 10, 1, 23, 59, 59, TimeSpan.Zero)));
        Assert.Null(notices.For(ModelCatalog.Find(ProviderNames.Crun, "nano-banana-2", Operations.Generate), isChosen: true, "p", isEmulator: false, After));
    }

    [Fact]
    public void A_model_that_was_chosen_is_named_once_with_its_successor()
    {
        var (notices, row) = (new ModelNotices(), ModelCatalog.Find(ProviderNames.AigptImage, model: null, Operations.Edit));

        Assert.Equal(
            "Google shut down nano-banana on 2026-10-02; its successor is nano-banana-2. This version knows no newer model of AigptImage for Edit. (ModelRetired)",
            notices.For(row, isChosen: true, "p", isEmulator: true, After));
        Assert.Null(notices.For(row, isChosen: true, "p", isEmulator: false, After));
    }

    [Theory]
    [InlineData(ProviderNames.Crun, "google/nano-banana-2", "google/nano-banana-2", false)]
    [InlineData(ProviderNames.Crun, "google/nano-banana-2", "nano-banana-2", false)]
    [InlineData(ProviderNames.Crun, "google/nano-banana-2-v2", "nano-banana-2", false)]
    [InlineData(ProviderNames.Crun, "google/nano-banana-2", "Gemini-3.1-flash-image", false)]
    [InlineData(ProviderNames.Crun, "google/nano-banana-2", "nano-banana", true)]
    [InlineData(ProviderNames.Crun, "google/nano-banana-2", "google/nano-banana-2-lite", true)]
    [InlineData(ProviderNames.Pixazo, "nano-banana-2-request", "nano-banana-2", false)]
    [InlineData(ProviderNames.Pixazo, "nano-banana-2", "nano-banana-2-batch", false)]
    [InlineData(ProviderNames.Pixazo, "nano-banana-2", "nano-banana-pro", true)]
    [InlineData(ProviderNames.Apikley, "nano-banana-2-1", "nano-banana-2.1", false)]
    [InlineData(ProviderNames.Apikley, "nano-banana-2-1", "flux", true)]
    [InlineData(ProviderNames.Apikley, "gone-from-the-catalog", "gone-from-the-catalog", false)]
    [InlineData(ProviderNames.Apikley, "gone-from-the-catalog", "flux", true)]
    public void A_reply_that_names_another_model_is_distinguished_from_other_names_of_the_same(string provider, string asked, string named, bool isOther)
    {
        var task = new ImageTask { Provider = provider, Profile = "p", State = TaskStates.Running, Model = asked, Operation = Operations.Generate };

        Assert.Equal(isOther, ReportedModel.IsOther(task, named));
        Assert.False(ReportedModel.IsOther(task, named: null));
    }

    [Fact]
    public async Task Another_model_in_a_reply_is_a_warning_that_names_both()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(200, Wire.Accepted(ProviderNames.Crun, "t1")).Answer(200, """{"code":200,"message":"success","data":{"task_id":"t1","status":"running","param":{"model":"google/nano-banana-pro","input":{"prompt":"x"}}}}""");

        var task = (await bench.SubmitAsync(new ImageRequest { Prompt = "x", Model = "nano-banana-2" })).AcceptedTask();
        var seen = await bench.QueryAsync(task);

        Assert.Equal("google/nano-banana-2", seen.Model);
        Assert.Equal(["Crun reports the model 'google/nano-banana-pro' for a task that requested 'google/nano-banana-2': task t1. (ModelSubstituted)"], bench.Log.Warnings);
    }

    [Theory]
    [InlineData(ProviderNames.Pixazo, 400, """{"error":"Model not found","message":"Model 'nano-banana-2' not found or is disabled"}""")]
    [InlineData(ProviderNames.AigptImage, 422, """{"code":422,"msg":"model is not supported","data":null}""")]
    [InlineData(ProviderNames.Apikley, 200, """{"code":422,"msg":"The model name you specified is not supported","data":null}""")]
    [InlineData(ProviderNames.Crun, 200, """{"code":422,"message":"Value error, model google/nano-banana-2 is not supported","data":null}""")]
    public async Task A_gateway_that_does_not_know_a_model_is_an_error_that_names_the_others(string provider, int status, string reply)
    {
        using var bench = new Bench(provider);
        bench.Http.Answer(status, reply);

        var result = await bench.SubmitAsync(new ImageRequest { Prompt = "a red hat", Model = "nano-banana-2" });

        Assert.Equal(ErrorIds.ModelNotFound, result.Error!.ErrorId);
        Assert.Equal(("a red hat", provider, bench.Profile.Name), (result.Error.Target, result.Error.Provider, result.Error.Profile));
        Assert.Equal((status, status is 200 ? 422 : status, reply), (result.Error.HttpStatus, result.Error.Code, result.Error.Reply));
        Assert.Contains(provider is ProviderNames.AigptImage ? "nano-banana-text-to-image" : "nano-banana-pro", result.Error.Message, StringComparison.Ordinal);
        Assert.Null(result.Task);
    }

    [Theory]
    [InlineData(404, true)]
    [InlineData(410, true)]
    [InlineData(401, false)]
    [InlineData(500, false)]
    public async Task Only_a_refusal_of_the_request_is_about_the_model(int status, bool isAboutModel)
    {
        using var bench = new Bench(ProviderNames.Pixazo);
        bench.Http.Answer(status, """{"message":"Model 'nano-banana' not found"}""");

        var error = (await bench.SubmitAsync(new ImageRequest { Prompt = "x" })).Error!;

        Assert.Equal(isAboutModel, error.ErrorId == ErrorIds.ModelNotFound);
        Assert.Equal(isAboutModel, Regex.IsMatch(error.Message, @"for Generate: nano-banana(, nano-banana-[\w-]+)+\.$"));
        Assert.DoesNotMatch(@"(, nano-banana-[\w-]+)\b.*\1[,.]", error.Message);
    }

    [Theory]
    [InlineData("Value error, Invalid input for model google/nano-banana-2: output_format: Input should be 'png' or 'jpg'")]
    [InlineData("aspect_ratio is not supported")]
    public async Task A_wrong_option_is_not_taken_for_an_unknown_model(string text)
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(422, $$"""{"code":422,"message":"{{text}}","data":null}""");

        Assert.Equal(ErrorIds.ValidationFailed, (await bench.SubmitAsync(new ImageRequest { Prompt = "x" })).Error!.ErrorId);
    }
}
