using System.Text;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Http;

namespace NanoBanana.Client.Tests.Http;

/// <summary>The name of each code that no gateway documents, and what an error tells of the reply.</summary>
public sealed class StatusCodeTests
{
    private static readonly Profile Profile = new() { Name = "work", Provider = ProviderNames.Crun, BaseUri = new Uri("https://api.crun.ai") };

    [Theory]
    [InlineData(302, false, ErrorIds.UnexpectedRedirect)]
    [InlineData(303, false, ErrorIds.UnexpectedRedirect)]
    [InlineData(307, false, ErrorIds.UnexpectedRedirect)]
    [InlineData(308, false, ErrorIds.UnexpectedRedirect)]
    [InlineData(304, false, ErrorIds.UnexpectedStatus)]
    [InlineData(407, false, ErrorIds.ProxyRefused)]
    [InlineData(418, false, ErrorIds.UnexpectedStatus)]
    [InlineData(501, true, ErrorIds.GenerationFailed)]
    [InlineData(501, false, ErrorIds.GatewayUnavailable)]
    [InlineData(505, true, ErrorIds.FeatureDisabled)]
    [InlineData(505, false, ErrorIds.GatewayUnavailable)]
    [InlineData(599, false, ErrorIds.GatewayUnavailable)]
    [InlineData(600, true, ErrorIds.UnexpectedStatus)]
    [InlineData(17, true, ErrorIds.UnexpectedStatus)]
    public void A_code_has_its_id(int code, bool inEnvelope, string errorId) => Assert.Equal(errorId, Error(code, inEnvelope, "no.").ErrorId);

    [Theory]
    [InlineData(400, ErrorIds.ContentRefused)]
    [InlineData(403, ErrorIds.ContentRefused)]
    [InlineData(422, ErrorIds.ContentRefused)]
    [InlineData(501, ErrorIds.ContentRefused)]
    [InlineData(401, ErrorIds.Unauthorized)]
    [InlineData(500, ErrorIds.InternalServerError)]
    public void Words_of_a_refusal_count_where_a_code_can_mean_one(int code, string errorId) =>
        Assert.Equal(errorId, Error(code, inEnvelope: false, "blocked by the content policy.").ErrorId);

    [Fact]
    public void Only_words_of_a_refusal_are_one()
    {
        Assert.False(StatusErrors.IsRefusal(text: null));
        Assert.False(StatusErrors.IsRefusal("the aspect ratio is wrong"));
        Assert.False(StatusErrors.IsRefusal("nsfw_checker must be a boolean"));
        Assert.True(StatusErrors.IsRefusal("NSFW"));
    }

    [Fact]
    public void An_error_tells_all_of_the_reply_and_the_wait_that_it_asks_for()
    {
        var error = Error(429, inEnvelope: true, "slow down.", retryAfter: "7");

        Assert.Equal((ErrorIds.RateLimited, "the item", ProviderNames.Crun, "work"), (error.ErrorId, error.Target, error.Provider, error.Profile));
        Assert.Equal((200, 429, "{\"text\":1}", TimeSpan.FromSeconds(7)), (error.HttpStatus, error.Code, error.Reply, error.RetryAfter));
        Assert.Contains("slow down; it asks to wait 7 seconds.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("asks to wait", Error(503, inEnvelope: false, "slow down.", retryAfter: "7").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wait_is_told_in_whole_seconds_and_none_is_not_told()
    {
        Assert.Equal("no; it asks to wait 2 seconds.", StatusErrors.WithWait("no.", TimeSpan.FromSeconds(1.2)));
        Assert.Equal("no.", StatusErrors.WithWait("no.", wait: null));
    }

    [Theory]
    [InlineData(503, "503")]
    [InlineData(418, "418")]
    [InlineData(401, "work")]
    public void A_message_names_the_code_or_the_profile(int code, string named) =>
        Assert.Contains(named, Error(code, inEnvelope: false, "no.").Message + Error(code, inEnvelope: false, "no.").RecommendedAction, StringComparison.Ordinal);

    private static NanoBananaException Error(int code, bool inEnvelope, string text, string? retryAfter = null) => StatusErrors.From(
        new ReplyStatus(code, inEnvelope, IsError: true, text),
        new GatewayReply(inEnvelope ? 200 : code, Encoding.UTF8.GetBytes("{\"text\":1}"), retryAfter),
        Profile,
        key: null,
        "the item",
        new FakeTime());
}
