using NanoBanana.Client.Callbacks;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Querying;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Callbacks;

/// <summary>kie's signature: base64 of HMAC-SHA256 over "task id.unix seconds". The vector was made with openssl.</summary>
public sealed class CallbackSignatureTests
{
    private const string Key = "kie-hmac-key";
    private const string Time = "1791201600";
    private const string Vector = "7uqqigM2lRsHD1gVaJkWrKc8sPmjVQxus09dlONkxzg=";
    private const string Id = "ee603959-debb-48d1-98c4-a6d1c717eba6";

    private readonly FakeTime _time = new();

    [Fact]
    public void The_vector_is_right() => Assert.Equal(Vector, KieSignature.Of(new Secret(Key), Id, Time));

    [Fact]
    public void A_right_signature_verifies() =>
        Assert.Equal(CallbackProofs.Signature, Read([("x-webhook-timestamp", Time), ("X-WEBHOOK-SIGNATURE", Vector)]).Verified);

    [Fact]
    public void Any_of_several_secrets_will_do_while_one_is_replaced()
    {
        Assert.Equal(CallbackProofs.Signature, Read(Signed(Vector), "old", Key).Verified);
        Assert.Equal(CallbackProofs.Signature, Read(Signed(Vector), Key, "new").Verified);
        Caught.By(ErrorIds.CallbackSignatureInvalid, () => Read(Signed(Vector), "old", "new"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("7uqqigM2lRsHD1gVaJkWrKc8sPmjVQxus09dlONkxzg")]
    [InlineData("8uqqigM2lRsHD1gVaJkWrKc8sPmjVQxus09dlONkxzg=")]
    [InlineData("eeeaaa8a0336951b070f58156899")]
    [InlineData("ключ")]
    public void A_wrong_signature_is_refused(string signature) => Caught.By(ErrorIds.CallbackSignatureInvalid, () => Read(Signed(signature)));

    [Fact]
    public void Missing_and_repeated_headers_are_refused()
    {
        AssertRefused("missing");
        AssertRefused("missing", ("X-Webhook-Signature", Vector));
        AssertRefused("missing", ("X-Webhook-Timestamp", Time));
        AssertRefused("more than once", ("X-Webhook-Signature", Vector), ("X-Webhook-Timestamp", Time), ("x-webhook-signature", Vector));
        AssertRefused("more than once", ("X-Webhook-Signature", Vector), ("X-Webhook-Timestamp", Time), ("X-Webhook-Timestamp", "0"));

        void AssertRefused(string why, params (string, string)[] headers) =>
            Assert.Contains(why, Caught.By(ErrorIds.CallbackSignatureInvalid, () => Read(headers)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-86_400, false)]
    public void Old_and_future_times_are_refused_beyond_five_minutes(int seconds, bool valid)
    {
        var timestamp = $"{FakeTime.Start.ToUnixTimeSeconds() + seconds}";
        (string, string)[] headers = [("X-Webhook-Timestamp", timestamp), ("X-Webhook-Signature", KieSignature.Of(new Secret(Key), Id, timestamp))];

        if (valid)
        {
            Assert.Equal(Id, Read(headers).Id);
        }
        else
        {
            Assert.Equal(Id, Caught.By(ErrorIds.CallbackTimestampInvalid, () => Read(headers)).Target);
        }
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("1e9")]
    [InlineData("99999999999999999999999999")]
    public void A_time_that_is_no_number_is_refused_even_if_signed(string timestamp) => Caught.By(
        ErrorIds.CallbackTimestampInvalid,
        () => Read([("X-Webhook-Timestamp", timestamp), ("X-Webhook-Signature", KieSignature.Of(new Secret(Key), Id, timestamp))]));

    [Fact]
    public void A_signature_of_another_task_is_refused() =>
        Caught.By(ErrorIds.CallbackSignatureInvalid, () => Read(Signed(Vector), Bodies.With(Bodies.Apikley, "data", "taskId", "\"another\""), Key));

    [Fact]
    public void Who_asks_for_a_signature_gets_no_unsigned_one_by_another_shape() =>
        Caught.By(ErrorIds.CallbackSignatureInvalid, () => Read([], Bodies.Crun, Key));

    private static (string, string)[] Signed(string signature) => [("X-Webhook-Timestamp", Time), ("X-Webhook-Signature", signature)];

    private Callback Read((string Name, string Value)[] headers) => Read(headers, Bodies.Apikley, Key);

    private Callback Read((string Name, string Value)[] headers, string one, string two) => one.StartsWith('{')
        ? Read(headers, one, [two])
        : Read(headers, Bodies.Apikley, [one, two]);

    private Callback Read((string Name, string Value)[] headers, string body, string[] secrets) => CallbackReader.Read(
        Bodies.Bytes(body),
        headers.Select(header => KeyValuePair.Create(header.Name, header.Value)),
        new CallbackOptions { Secrets = [.. secrets.Select(secret => new Secret(secret))], Time = _time });
}
