using System.Text.Json;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Gateways;

public sealed class JsonReadingTests
{
    [Theory]
    [InlineData("1757584164", "2025-09-11T09:49:24Z")]
    [InlineData("1757584164490", "2025-09-11T09:49:24.49Z")]
    [InlineData("\"1757584164\"", "2025-09-11T09:49:24Z")]
    [InlineData("\"2026-04-15T10:00:00Z\"", "2026-04-15T10:00:00Z")]
    [InlineData("\"2026-04-15T10:00:00+02:00\"", "2026-04-15T08:00:00Z")]
    public void A_time_with_a_zone_is_read(string json, string time) =>
        Assert.Equal(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture), Parse(json).AsTime());

    [Theory]
    [InlineData("""{"a":"\ud800","b":"kept"}""")]
    [InlineData("""{"b\ud800":"x","b":"kept"}""")]
    [InlineData("""{"b":"kept","a\ud800":"x"}""")]
    public void A_broken_text_hides_no_other(string json)
    {
        Assert.Null(Parse(json).Member("a").AsText());
        Assert.Null(Parse(json).Member("a").AsEmbeddedJson().Member("c").AsText());
        Assert.Equal("kept", Parse(json).Member("b").AsText());
    }

    [Theory]
    [InlineData("4", 4.0)]
    [InlineData("\"0.5\"", 0.5)]
    [InlineData("0", 0.0)]
    [InlineData("-4", null)]
    [InlineData("79228162514264337593543950335", null)]
    [InlineData("1e-20", null)]
    public void An_amount_is_one_that_budgets_can_add(string json, double? amount) => Assert.Equal((decimal?)amount, Parse(json).AsAmount());

    [Theory]
    [InlineData("\"2025-06-06 12:34:56\"", "2025-06-06 12:34:56")]
    [InlineData("\"2025-06-06T12:34:56\"", "2025-06-06T12:34:56")]
    public void A_time_without_a_zone_is_text(string json, string text)
    {
        Assert.Null(Parse(json).AsTime());
        Assert.Equal(text, Parse(json).AsZonelessTime());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("-79228162514264337593543950335")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("1e300")]
    [InlineData("253402300799000")]
    [InlineData("\"9999-12-31T23:59:59Z\"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public void What_is_no_time_is_none(string json)
    {
        Assert.Null(Parse(json).AsTime());
        Assert.Null(Parse(json).AsZonelessTime());
    }

    [Theory]
    [InlineData("\"{\\\"a\\\":1}\"", "1")]
    [InlineData("{\"a\":1}", "1")]
    [InlineData("\"not json\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    [InlineData("7", null)]
    public void Json_inside_text_is_unfolded(string json, string? member) =>
        Assert.Equal(member, Parse(json).AsEmbeddedJson().Member("a").AsText());

    [Fact]
    public async Task A_reply_with_times_at_the_end_of_the_calendar_is_survived()
    {
        using var bench = new Bench(ProviderNames.Apikley);
        bench.Http.Answer(200, """{"code":200,"data":{"state":"success","completeTime":253402300798999,"resultJson":"{\"resultUrls\":[\"https://a.example/1.png\"]}"}}""");

        Assert.Equal(TaskStates.Succeeded, (await bench.GetAsync("t")).State);
    }

    [Fact]
    public void An_echo_names_no_file_of_this_machine()
    {
        var echo = RequestEcho.Read(Parse("""{"input":{"prompt":"p","image_urls":["/etc/passwd","C:\\key.png","file:///x.png","cat.png","https://a.example/in.png"]}}"""), model: null)!;

        Assert.Equal(["https://a.example/in.png"], echo.Sources);
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
