using System.Text.Json.Nodes;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Gateways;

public sealed class EstimateAndCreditTests
{
    [Fact]
    public async Task The_documented_estimate_route_is_asked_first()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(200, Golden.Text("Crun/estimate-credits.json"));

        var price = await EstimateAsync(bench);

        Assert.Equal("/api/v1/client/job/estimate-credits", bench.Http.Only.PathAndQuery);
        Golden.AssertSame(JsonNode.Parse("""{"model":"google/nano-banana","input":{"prompt":"a fox"}}"""), bench.Http.Only.Json);
        Assert.Equal((4.5m, Currencies.Credits, Certainties.Estimated), (price.Amount, price.Currency, price.Certainty));
    }

    [Theory]
    [InlineData(404, """{"detail":"Not Found"}""")]
    [InlineData(200, """{"code":404,"message":"Not Found"}""")]
    public async Task Where_it_is_not_there_the_command_lines_route_is_asked(int status, string reply)
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(status, reply).Answer(200, Golden.Text("Crun/EstimateTask.json"));

        var price = await EstimateAsync(bench);

        Assert.Equal("/api/v1/client/job/EstimateTask", bench.Http.Sent[1].PathAndQuery);
        Assert.Equal((4m, Currencies.Credits), (price.Amount, price.Currency));
    }

    [Fact]
    public async Task Where_neither_is_there_it_is_not_found()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(404, "{}").Answer(404, "{}");

        await Caught.ByAsync(ErrorIds.NotFound, () => EstimateAsync(bench));
    }

    [Fact]
    public async Task A_wrong_key_is_not_tried_twice()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(401, """{"code":401,"message":"API key missing"}""");

        await Caught.ByAsync(ErrorIds.Unauthorized, () => EstimateAsync(bench));
    }

    [Theory]
    [InlineData(ProviderNames.Pixazo)]
    [InlineData(ProviderNames.Apikley)]
    public async Task Others_offer_no_estimate(string provider)
    {
        using var bench = new Bench(provider);

        var error = await Caught.ByAsync(ErrorIds.EstimateNotOffered, () => EstimateAsync(bench));
        Assert.Contains(provider, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ProviderNames.Crun, "/api/v1/client/account/balance", """{"code":200,"message":"success","data":{"balance":12.75}}""", 12.75)]
    [InlineData(ProviderNames.Apikley, "/api/v1/chat/credit", """{"code":200,"msg":"success","data":100}""", 100)]
    [InlineData(ProviderNames.NanoBananaApi, "/api/v1/common/credit", """{"code":200,"msg":"success","data":"99"}""", 99)]
    public async Task The_balance_is_read(string provider, string path, string reply, double balance)
    {
        using var bench = new Bench(provider);
        bench.Http.Answer(200, reply);

        var credit = await bench.Client.GetCreditAsync(CancellationToken.None);

        Assert.Equal(("GET", path), (bench.Http.Only.Method, bench.Http.Only.PathAndQuery));
        Assert.Equal(new Credit { Provider = provider, Profile = bench.Profile.Name, Balance = (decimal)balance, Currency = "credits" }, credit);
    }

    [Theory]
    [InlineData(ProviderNames.Pixazo)]
    [InlineData(ProviderNames.AigptImage)]
    public async Task A_gateway_without_a_balance_names_those_that_report_one(string provider)
    {
        using var bench = new Bench(provider);

        var error = await Caught.ByAsync(ErrorIds.CreditNotOffered, () => bench.Client.GetCreditAsync(CancellationToken.None));
        Assert.EndsWith("NanoBananaApi, Crun, Apikley.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_without_a_balance_is_unreadable()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(200, """{"code":200,"data":{}}""");

        await Caught.ByAsync(ErrorIds.UnreadableReply, () => bench.Client.GetCreditAsync(CancellationToken.None));
    }

    private static Task<Price> EstimateAsync(Bench bench) => bench.Time.RunAsync(bench.Client.EstimateAsync(bench.Prepare(), CancellationToken.None));
}
