using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Http;
using NanoBanana.Trust.Tests.Support;

namespace NanoBanana.Trust.Tests.Properties;

/// <summary>However a gateway words it and however often it was asked: a wait is a number of seconds between nothing and an hour.</summary>
public sealed class RetryDelayTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private static readonly Gen<string> Headers = Gen.OneOf(
        Texts.Any,
        ArbMap.Default.GeneratorFor<double>().Select(each => each.ToString("R", CultureInfo.InvariantCulture)),
        ArbMap.Default.GeneratorFor<decimal>().Select(each => each.ToString(CultureInfo.InvariantCulture)),
        ArbMap.Default.GeneratorFor<DateTimeOffset>().Select(each => each.ToString("r", CultureInfo.InvariantCulture)),
        Gen.Choose(-7200, 7200).Select(seconds => FakeTime.Start.AddSeconds(seconds).ToString("r", CultureInfo.InvariantCulture)));

    [Fact]
    public void A_header_gives_a_wait_within_bounds_or_none() => Law.Holds(Headers, header =>
    {
        if (RetryAfter.Read(new GatewayReply(429, [], header), new FakeTime()) is { } wait)
        {
            Assert.InRange(wait, TimeSpan.Zero, Hour);
        }
    }, times: 5000);

    [Fact]
    public void A_body_gives_a_wait_within_bounds_or_none() => Law.Holds(Headers, text =>
    {
        var body = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { data = new { retryAfter = text } });
        if (RetryAfter.Read(new GatewayReply(429, body), new FakeTime()) is { } wait)
        {
            Assert.InRange(wait, TimeSpan.Zero, Hour);
        }
    }, times: 2000);

    [Fact]
    public void A_wait_is_never_shorter_than_was_asked_nor_longer_than_both() => Law.Holds(
        Gen.Choose(0, int.MaxValue).Zip(Gen.Choose(-1, 3600)).Zip(Gen.Choose(0, 999)),
        each =>
        {
            var ((attempt, asked), random) = each;
            TimeSpan? word = asked < 0 ? null : TimeSpan.FromSeconds(asked);

            var wait = Backoff.Wait(TimeSpan.FromSeconds(0.5), attempt, word, random / 1000.0);

            Assert.InRange(wait, word ?? TimeSpan.FromSeconds(0.25), word > Longest ? word.Value : Longest);
        },
        times: 2000);

    [Fact]
    public void Later_attempts_wait_no_less() => Law.Holds(Gen.Choose(0, 100).Zip(Gen.Choose(0, 999)), each => Assert.True(
        Backoff.Wait(TimeSpan.FromSeconds(1), each.Item1, asked: null, each.Item2 / 1000.0) <= Backoff.Wait(TimeSpan.FromSeconds(1), each.Item1 + 1, asked: null, each.Item2 / 1000.0)));
}
