using System.Text;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Http;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Tests.Http;

/// <summary>What becomes of a submit: sent again only where nothing can have been charged.</summary>
public sealed class LandingClassTests
{
    [Theory]
    [InlineData(429, "", true)]
    [InlineData(409, "too many active tasks", true)]
    [InlineData(409, "Limits reached", true)]
    [InlineData(409, "QUOTA used up", true)]
    [InlineData(409, "the maximum is 5", true)]
    [InlineData(409, "unlimited", false)]
    [InlineData(409, "a concurrent request created this task", false)]
    [InlineData(409, "this task exists, and counts towards your limit", false)]
    [InlineData(409, "already created, limit 5", false)]
    [InlineData(409, "a duplicate of another within the limit", false)]
    [InlineData(400, "too many images", false)]
    [InlineData(null, "too many tasks", false)]
    public void Only_the_limits_of_an_account_are_waited_for(int? code, string text, bool isFull) => Assert.Equal(isFull, LandingClass.IsFull(code, text));

    [Theory]
    [InlineData(200, 407, true, "Rejected")]
    [InlineData(407, 407, false, "NotDelivered")]
    [InlineData(200, 455, true, "Refused")]
    [InlineData(200, 425, true, "Unknown")]
    [InlineData(200, 501, true, "Rejected")]
    [InlineData(505, 505, false, "Unknown")]
    [InlineData(200, 302, true, "Rejected")]
    [InlineData(399, 399, false, "Rejected")]
    [InlineData(300, 300, false, "Rejected")]
    [InlineData(400, 400, false, "Rejected")]
    [InlineData(499, 499, false, "Rejected")]
    [InlineData(500, 500, false, "Unknown")]
    [InlineData(200, 17, true, "Unknown")]
    [InlineData(302, 500, true, "Rejected")]
    [InlineData(400, 300, true, "Rejected")]
    [InlineData(500, 399, true, "Rejected")]
    public void An_error_is_what_its_code_says(int status, int code, bool inEnvelope, string landing) =>
        Assert.Equal(landing, Of(status, code, inEnvelope, snapshot: null, claimed: null).ToString());

    [Theory]
    [InlineData(400)]
    [InlineData(302)]
    [InlineData(429)]
    [InlineData(407)]
    public void An_error_that_names_a_task_may_have_been_charged(int status) =>
        Assert.Equal(Landing.Unknown, Of(status, status, inEnvelope: false, snapshot: null, claimed: "id-1"));

    [Fact]
    public void A_success_is_accepted_by_its_id_or_by_its_images_and_else_unknown()
    {
        Landing Success(TaskSnapshot? snapshot) => LandingClass.Of(Reply(200), new ReplyStatus(200, InEnvelope: false, IsError: false, string.Empty), snapshot, claimed: null);
        var image = new ResultImage { Url = "https://cdn.example.com/1.png", Index = 1 };

        Assert.Equal(Landing.Accepted, Success(new TaskSnapshot { Id = "id-1" }));
        Assert.Equal(Landing.Accepted, Success(new TaskSnapshot { Images = [image] }));
        Assert.Equal(Landing.Unknown, Success(new TaskSnapshot()));
        Assert.Equal(Landing.Unknown, Success(snapshot: null));
    }

    [Fact]
    public void A_success_whose_envelope_is_an_error_is_no_success() =>
        Assert.Equal(Landing.Rejected, Of(200, 400, inEnvelope: true, new TaskSnapshot { Id = "id-1" }, claimed: null));

    [Theory]
    [InlineData(false, "NotDelivered")]
    [InlineData(true, "Unknown")]
    public void Without_a_reply_it_depends_on_whether_a_byte_left(bool bodyStarted, string landing) =>
        Assert.Equal(landing, LandingClass.Of(new SendException("broken.", bodyStarted, inner: null)).ToString());

    private static Landing Of(int status, int code, bool inEnvelope, TaskSnapshot? snapshot, string? claimed) =>
        LandingClass.Of(Reply(status), new ReplyStatus(code, inEnvelope, IsError: true, "no."), snapshot, claimed);

    private static GatewayReply Reply(int status) => new(status, Encoding.UTF8.GetBytes("{}"));
}
