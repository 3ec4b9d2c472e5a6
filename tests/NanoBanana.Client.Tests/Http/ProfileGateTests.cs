using NanoBanana.Client.Compatibility;
using NanoBanana.Client.State;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Http;

/// <summary>The first item of a profile goes alone; one that is refused for its key or balance counts for all.</summary>
public sealed class ProfileGateTests
{
    [Theory]
    [InlineData(401, ErrorIds.Unauthorized)]
    [InlineData(402, ErrorIds.InsufficientCredits)]
    [InlineData(403, ErrorIds.Forbidden)]
    public async Task After_a_wrong_key_or_an_empty_balance_nothing_more_is_uploaded_or_sent(int code, string errorId)
    {
        using var folder = new TempFolder();
        using var bench = new Bench(ProviderNames.Crun);
        var run = new SubmitRun();
        bench.Http.Answer(code, Wire.Envelope(ProviderNames.Crun, code, "no"));
        var path = folder.Put("second.png", Pictures.Png);

        var first = await bench.SubmitAsync(bench.Prepare("first"), run);
        var second = await bench.SubmitAsync(bench.Prepare("second", SourceImage.FromFile(path)), run);

        Assert.Single(bench.Http.Sent);
        Assert.Equal((errorId, "first"), (first.Error!.ErrorId, first.Error.Target));
        Assert.Equal((errorId, path, code, first.Error.Message), (second.Error!.ErrorId, second.Error.Target, second.Error.Code, second.Error.Message));
        Assert.Equal((bench.Profile.Name, null), (second.Error.Profile, second.Task));
    }

    [Fact]
    public async Task The_others_wait_until_the_first_has_landed()
    {
        using var bench = new Bench(ProviderNames.Crun);
        var run = new SubmitRun();
        var held = bench.Http.Hold();

        var all = Enumerable.Range(0, 5).Select(_ => bench.Prepare().SubmitAsync(run, uploadProfile: null, CancellationToken.None)).ToList();
        await held.InFlight;
        Assert.Single(bench.Http.Sent);
        held.Answer(401, "{}");
        var results = await bench.Time.RunAsync(Task.WhenAll(all));

        Assert.Single(bench.Http.Sent);
        Assert.All(results, result => Assert.Equal(ErrorIds.Unauthorized, result.Error!.ErrorId));
    }

    [Fact]
    public async Task What_was_being_uploaded_when_the_balance_ran_out_is_not_sent()
    {
        using var folder = new TempFolder();
        using var bench = new Bench(ProviderNames.Crun);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var upload = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = new SubmitRun
        {
            CustomUpload = (_, _) =>
            {
                started.TrySetResult();
                return upload.Task;
            },
        };
        bench.Http.Answer(200, Wire.Accepted(ProviderNames.Crun, "id-0")).Answer(402, Wire.Envelope(ProviderNames.Crun, 402, "no"));
        await bench.SubmitAsync(run: run);

        var second = bench.Prepare("second", SourceImage.FromFile(folder.Put("second.png", Pictures.Png))).SubmitAsync(run, uploadProfile: null, CancellationToken.None);
        await started.Task;
        var third = await bench.SubmitAsync(bench.Prepare("third"), run);
        upload.SetResult(new Uri("https://example.com/second.png"));

        Assert.Equal((ErrorIds.InsufficientCredits, ErrorIds.InsufficientCredits), (third.Error!.ErrorId, (await second).Error!.ErrorId));
        Assert.Equal(2, bench.Http.Sent.Count);
    }

    [Fact]
    public async Task After_a_first_that_was_taken_the_others_go_side_by_side()
    {
        using var bench = new Bench(ProviderNames.Crun);
        var run = new SubmitRun();
        bench.Http.Answer(200, Wire.Accepted(ProviderNames.Crun, "id-0"));
        await bench.SubmitAsync(run: run);
        var held = new[] { bench.Http.Hold(), bench.Http.Hold() };

        var both = held.Select(_ => bench.Prepare().SubmitAsync(run, uploadProfile: null, CancellationToken.None)).ToList();
        await Task.WhenAll(held.Select(each => each.InFlight));
        held[0].Answer(200, Wire.Accepted(ProviderNames.Crun, "id-1"));
        held[1].Answer(200, Wire.Accepted(ProviderNames.Crun, "id-2"));

        Assert.All(await bench.Time.RunAsync(Task.WhenAll(both)), result => Assert.Null(result.Error));
    }

    [Theory]
    [InlineData(422, "prompt is empty")]
    [InlineData(400, "content policy")]
    [InlineData(403, "flagged by our content policy")]
    [InlineData(500, "oops")]
    public async Task Any_other_failure_of_the_first_stops_no_other(int code, string words)
    {
        using var bench = new Bench(ProviderNames.Crun);
        var run = new SubmitRun();
        bench.Http.Answer(200, Wire.Envelope(ProviderNames.Crun, code, words)).Answer(200, Wire.Accepted(ProviderNames.Crun, "id-1"));

        Assert.NotNull((await bench.SubmitAsync(run: run)).Error);
        Assert.Equal("id-1", (await bench.SubmitAsync(run: run)).AcceptedTask().Id);
    }

    [Fact]
    public async Task Until_one_was_taken_each_goes_alone()
    {
        using var bench = new Bench(ProviderNames.Crun);
        var run = new SubmitRun();
        bench.Http.Answer(422, "{}");
        await bench.SubmitAsync(run: run);
        var held = bench.Http.Hold();

        var both = Enumerable.Range(0, 2).Select(_ => bench.Prepare().SubmitAsync(run, uploadProfile: null, CancellationToken.None)).ToList();
        await held.InFlight;
        Assert.Equal(2, bench.Http.Sent.Count);
        held.Answer(402, "{}");

        Assert.All(await bench.Time.RunAsync(Task.WhenAll(both)), result => Assert.Equal(ErrorIds.InsufficientCredits, result.Error!.ErrorId));
        Assert.Equal(2, bench.Http.Sent.Count);
    }

    [Fact]
    public async Task A_balance_that_empties_on_the_way_shuts_the_rest_out()
    {
        using var bench = new Bench(ProviderNames.Crun);
        var run = new SubmitRun();
        bench.Http.Answer(200, Wire.Accepted(ProviderNames.Crun, "id-0")).Answer(402, "{}");

        await bench.SubmitAsync(run: run);
        await bench.SubmitAsync(run: run);
        var third = await bench.SubmitAsync(run: run);

        Assert.Equal(ErrorIds.InsufficientCredits, third.Error!.ErrorId);
        Assert.Equal(2, bench.Http.Sent.Count);
    }

    [Fact]
    public async Task Another_profile_and_another_run_are_not_concerned()
    {
        using var bench = new Bench(ProviderNames.Crun);
        var other = bench.Profile with { Name = Bench.UniqueName("other") };
        bench.Profiles.Set(other, new Secret("other-key"));
        var run = new SubmitRun();
        bench.Http.Answer(401, "{}").AnswerAlways(200, Wire.Accepted(ProviderNames.Crun, "id"));

        await bench.SubmitAsync(run: run);
        var control = new NanoBananaClient(other, bench.Options);
        var inSameRun = await control.Prepare(new ImageRequest { Prompt = "x" }).SubmitAsync(run, uploadProfile: null, CancellationToken.None);

        Assert.Null(inSameRun.Error);
        Assert.Null((await bench.SubmitAsync(run: new SubmitRun())).Error);
    }

    [Fact]
    public async Task A_stop_while_waiting_for_the_first_sends_nothing()
    {
        using var bench = new Bench(ProviderNames.Crun);
        using var stop = new CancellationTokenSource();
        var run = new SubmitRun();
        var held = bench.Http.Hold();

        var first = bench.Prepare().SubmitAsync(run, uploadProfile: null, CancellationToken.None);
        await held.InFlight;
        var second = bench.Prepare().SubmitAsync(run, uploadProfile: null, stop.Token);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        held.Answer(200, Wire.Accepted(ProviderNames.Crun, "id-1"));

        Assert.Null((await bench.Time.RunAsync(first)).Error);
        Assert.Single(bench.Http.Sent);
    }

    [Fact]
    public async Task An_error_keeps_the_target_that_it_has()
    {
        using var bench = new Bench(ProviderNames.Crun, profile => profile with { PricePerImage = Money.Parse("1 USD") });

        var result = await bench.SubmitAsync(run: new SubmitRun(Money.Parse("0.5 USD")));

        Assert.Equal((ErrorIds.BudgetExceeded, bench.Profile.Name), (result.Error!.ErrorId, result.Error.Target));
    }

    [Fact]
    public async Task A_profile_without_a_key_sends_nothing()
    {
        using var bench = new Bench(ProviderNames.Crun);
        var control = new NanoBananaClient(bench.Profile with { Name = "keyless" }, bench.Options);

        var result = await control.Prepare(new ImageRequest { Prompt = "a fox" }).SubmitAsync(new SubmitRun(), uploadProfile: null, CancellationToken.None);

        Assert.Equal((ErrorIds.KeyMissing, ErrorKind.AuthenticationError), (result.Error!.ErrorId, result.Error.Kind));
        Assert.Contains("NANOBANANA_CRUN_API_KEY", result.Error.RecommendedAction + result.Error.Message, StringComparison.Ordinal);
    }
}
