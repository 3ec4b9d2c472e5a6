using System.Text;
using NanoBanana.Client.Callbacks;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Querying;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Callbacks;

/// <summary>Whatever the wire brings is a callback or one clear error, never another exception.</summary>
public sealed class HostileBodyTests
{
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("42")]
    [InlineData("{\"data\":null}")]
    [InlineData("{\"data\":[{\"taskId\":\"t\"}],\"code\":200}")]
    [InlineData("{\"code\":200,\"data\":{\"taskId\":null,\"state\":\"success\"}}")]
    [InlineData("{\"code\":200,\"data\":{\"taskId\":{},\"state\":\"success\"}}")]
    [InlineData("{\"code\":{},\"data\":{\"taskId\":\"t\"}}")]
    [InlineData("{\"task_id\":\"\",\"status\":\"success\"}")]
    [InlineData("{\"task_id\":\"a\\u0000b\",\"status\":\"success\"}")]
    [InlineData("{\"task_id\":\"a\\u001b[31m\",\"status\":\"success\"}")]
    [InlineData("{\"task_id\":\"a b\",\"status\":\"success\"}")]
    [InlineData("{\"task_id\":\"\\ud800\",\"status\":\"success\"}")]
    [InlineData("taskId=t&state=success")]
    [InlineData("{\"task_id\":\"t\"")]
    public void What_is_no_callback_is_malformed(string body) => Caught.By(ErrorIds.CallbackMalformed, () => Bodies.Read(body));

    [Theory]
    [InlineData("{\"task_id\":\"t\",\"status\":7,\"result\":\"{}\",\"credits\":\"many\",\"complete_at\":\"1e400\",\"duration_s\":-1}")]
    [InlineData("{\"task_id\":\"t\",\"status\":\"success\",\"result\":{\"media_urls\":\"none\"},\"complete_at\":99999999999999999999}")]
    [InlineData("{\"request_id\":\"t\",\"status\":\"COMPLETED\",\"output\":7,\"images\":{\"url\":3}}")]
    [InlineData("{\"code\":200,\"data\":{\"taskId\":\"t\",\"state\":\"success\",\"resultJson\":\"{{{\",\"completeTime\":\"soon\"}}")]
    [InlineData("{\"code\":200,\"data\":{\"taskId\":\"t\",\"info\":[1]}}")]
    public void Wrong_types_beside_an_id_claim_nothing(string body)
    {
        var callback = Bodies.Read(body);

        Assert.Equal("t", callback.Id);
        Assert.Empty(callback.ClaimedImages);
    }

    [Fact]
    public void A_long_id_is_none() => Caught.By(ErrorIds.CallbackMalformed, () => Bodies.Read($$"""{"task_id":"{{new string('x', 201)}}","status":"success"}"""));

    [Fact]
    public void Deep_nesting_is_malformed()
    {
        var deep = new string('[', 100_000) + new string(']', 100_000);

        Caught.By(ErrorIds.CallbackMalformed, () => Bodies.Read("{\"task_id\":\"t\",\"status\":" + deep + "}"));
        Caught.By(ErrorIds.CallbackMalformed, () => Bodies.Read(deep));
        Assert.Empty(Bodies.Read("{\"code\":200,\"data\":{\"taskId\":\"t\",\"state\":\"success\",\"resultJson\":\"" + deep + "\"}}").ClaimedImages);
    }

    [Fact]
    public void A_huge_body_is_not_read()
    {
        var error = Caught.By(ErrorIds.CallbackTooLarge, () => Bodies.Read(new string(' ', 1024 * 1024) + Bodies.Crun));

        Assert.Contains("1,048,576", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_utf8_is_malformed()
    {
        byte[] body = [.. "{\"task_id\":\""u8, 0xff, 0xfe, .. "\",\"status\":\"success\"}"u8];

        Caught.By(ErrorIds.CallbackMalformed, () => CallbackReader.Read(body, [], new CallbackOptions()));
    }

    [Fact]
    public void Words_of_a_failure_are_one_short_line()
    {
        var callback = Bodies.Read(Bodies.With(Bodies.With(Bodies.Pixazo, "status", "\"FAILED\""), "error", $"\"a\\nb\\u001b[31m{new string('x', 5000)}\""));

        Assert.Equal(500, callback.ClaimedFailure!.Length);
        Assert.DoesNotContain(callback.ClaimedFailure, char.IsControl);
    }

    /// <summary>Every byte of every shape, changed at random: 20,000 bodies, the same ones each time.</summary>
    [Fact]
    public void Spoilt_bodies_never_crash_it()
    {
        var random = new Random(1);
        var bodies = Bodies.All.Select(row => Encoding.UTF8.GetBytes((string)row[1])).ToArray();
        var read = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var body = bodies[i % bodies.Length].ToArray();
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            try
            {
                _ = CallbackReader.Read(body.AsSpan(0, random.Next(4) == 0 ? random.Next(body.Length) : body.Length).ToArray(), [], new CallbackOptions());
                read++;
            }
            catch (NanoBananaException error)
            {
                Assert.Equal(ErrorIds.CallbackMalformed, error.ErrorId);
            }
        }

        Assert.InRange(read, 1, 19_999);
    }
}
