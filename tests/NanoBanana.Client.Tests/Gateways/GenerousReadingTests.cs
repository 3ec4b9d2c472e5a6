using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Gateways;

/// <summary>What the documents do not name is understood and said. On 438ef55 each of these ran into the time-out, or lost an image without a word.</summary>
public sealed class GenerousReadingTests
{
    [Theory]
    [InlineData(ProviderNames.Crun, """{"code":200,"data":{"task_id":"t","status":"succeeded","result":{"media_urls":["https://cdn.example.com/1.png"]}}}""")]
    [InlineData(ProviderNames.Crun, """{"code":200,"data":{"task_id":"t","status":"Completed","result":{"media_urls":["https://cdn.example.com/1.png"]}}}""")]
    [InlineData(ProviderNames.Apikley, """{"code":200,"data":{"taskId":"t","state":"completed","resultJson":"{\"resultUrls\":[\"https://cdn.example.com/1.png\"]}"}}""")]
    [InlineData(ProviderNames.Pixazo, """{"request_id":"t","status":"finished","output":{"media_url":["https://cdn.example.com/1.png"]}}""")]
    [InlineData(ProviderNames.NanoBananaApi, """{"code":200,"data":{"taskId":"t","successFlag":"SUCCESS","response":{"resultImageUrl":"https://cdn.example.com/1.png"}}}""")]
    public async Task Another_word_for_the_end_is_an_end(string provider, string body)
    {
        using var bench = new Bench(provider);
        bench.Http.Answer(200, body);

        Assert.Equal("https://cdn.example.com/1.png", Assert.Single((await bench.GetAsync("t")).Images).Url);
    }

    [Theory]
    [InlineData("""["https://cdn.example.com/1.png",{"url":"https://cdn.example.com/2.png"},{"image_url":"https://cdn.example.com/3.png"}]""")]
    [InlineData("""[["https://cdn.example.com/1.png","https://cdn.example.com/2.png"],"https://cdn.example.com/3.png"]""")]
    [InlineData(""" "[\"https://cdn.example.com/1.png\",\"https://cdn.example.com/2.png\",\"https://cdn.example.com/3.png\"]" """)]
    public async Task Mixed_links_are_all_read(string urls)
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(200, $$$$$$"""{"code":200,"data":{"task_id":"t","status":"success","result":{"media_urls":{{{{{{urls}}}}}}}}}""");

        var images = (await bench.GetAsync("t")).Images;

        Assert.Equal(["https://cdn.example.com/1.png", "https://cdn.example.com/2.png", "https://cdn.example.com/3.png"], images.Select(each => each.Url));
        Assert.Equal([1, 2, 3], images.Select(each => each.Index));
    }

    [Theory]
    [InlineData("""{"code":200,"data":"{\"task_id\":\"t\",\"status\":\"success\",\"result\":{\"media_urls\":[\"https://cdn.example.com/1.png\"]}}"}""", "as text")]
    [InlineData("""{"code":200,"data":[{"task_id":"t","status":"success","result":{"media_urls":["https://cdn.example.com/1.png"]}}]}""", "as a list")]
    [InlineData("""{"code":200,"task_id":"t","status":"success","result":{"media_urls":["https://cdn.example.com/1.png"]}}""", "without data")]
    public async Task Data_of_another_shape_is_read_and_said(string body, string said)
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(200, body);

        Assert.Single((await bench.GetAsync("t")).Images);

        // once in a process
        Assert.True(bench.Log.Warnings.Count <= 1);
        Assert.All(bench.Log.Warnings, each => Assert.Contains(said, each, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Wire.Providers), MemberType = typeof(Wire))]
    public async Task An_id_in_data_of_another_shape_is_an_accepted_task(string provider)
    {
        var id = provider == ProviderNames.Crun ? "task_id" : "taskId";
        foreach (var data in new[] { $$"""[{"{{id}}":"id-1"}]""", $$""" "{\"{{id}}\":\"id-1\"}" """ })
        {
            using var bench = new Bench(provider);
            bench.Http.Answer(200, provider == ProviderNames.Pixazo ? """{"request_id":"id-1"}""" : $$"""{"code":200,"data":{{data}}}""");

            Assert.Equal("id-1", (await bench.SubmitAsync()).AcceptedTask().Id);
        }
    }

    [Fact]
    public async Task A_link_without_a_host_is_the_gateways()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Then((request, _) =>
        {
            var reply = StubHttp.Reply(200, """{"code":200,"data":{"task_id":"t","status":"success","result":{"media_urls":["/files/1.png"]}}}"""u8.ToArray(), []);
            reply.RequestMessage = request;
            return Task.FromResult(reply);
        });

        Assert.Equal("https://api.crun.ai/files/1.png", Assert.Single((await bench.GetAsync("t")).Images).Url);
    }

    [Fact]
    public async Task Three_thousand_images_are_not_kept_for_a_task_of_one()
    {
        using var bench = new Bench(ProviderNames.Crun);
        var urls = string.Join(",", Enumerable.Range(1, 3000).Select(each => $"\"https://cdn.example.com/{each}.png\""));
        bench.Http.Answer(200, $$$$$$"""{"code":200,"data":{"task_id":"t","status":"success","result":{"media_urls":[{{{{{{urls}}}}}}]}}}""");

        Assert.Equal(16, (await bench.GetAsync("t")).Images.Count);
        Assert.Contains(bench.Log.Warnings, each => each.Contains("3,000 images", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("\"free\"")]
    [InlineData("null")]
    public async Task A_success_that_cost_nothing_keeps_its_price(string credits)
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(200, $$$$$$"""{"code":200,"data":{"task_id":"t","status":"success","credits":{{{{{{credits}}}}}},"result":{"media_urls":["https://cdn.example.com/1.png"]}}}""");
        var task = new ImageTask { Id = "t", Provider = ProviderNames.Crun, Profile = bench.Profile.Name, State = TaskStates.Running, Cost = new Cost { Amount = 0.04m, Currency = Currencies.Usd, Certainty = Certainties.Estimated } };

        Assert.Equal(task.Cost, (await bench.QueryAsync(task)).Cost);
    }

    [Fact]
    public async Task A_failed_task_shows_no_price()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(200, """{"code":200,"data":{"task_id":"t","status":"failed","result":{"message":"no"}}}""");
        var task = new ImageTask { Id = "t", Provider = ProviderNames.Crun, Profile = bench.Profile.Name, State = TaskStates.Running, Cost = new Cost { Amount = 0.04m, Currency = Currencies.Usd, Certainty = Certainties.Estimated } };

        Assert.Equal("0 USD", (await bench.QueryAsync(task)).Cost.ToString());
    }

    [Fact]
    public async Task A_lost_inline_image_does_not_make_a_success_run_again()
    {
        using var bench = new Bench(ProviderNames.Pixazo);
        var task = new ImageTask { Id = "t", Provider = ProviderNames.Pixazo, Profile = bench.Profile.Name, State = TaskStates.Succeeded, Images = [new ResultImage { Url = ResultImage.LostUrl, Index = 1 }] };
        bench.Http.Answer(200, """{"request_id":"t","status":"PROCESSING"}""").Answer(200, """{"request_id":"t","status":"COMPLETED","images":[{"url":"data:image/png;base64,AAAA"}]}""");

        Assert.Same(task, await bench.QueryAsync(task));
        Assert.Equal("data:image/png;base64,AAAA", Assert.Single((await bench.QueryAsync(task)).Images).Url);
    }
}
