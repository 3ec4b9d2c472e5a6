using System.Globalization;
using System.Text.Json.Nodes;
using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>The odd words a 429 may say about the wait.</summary>
public sealed class RateLimitTests
{
    public static TheoryData<string, string, string> Words => AllGateways.With(("negative", "-5"), ("nan", "NaN"), ("absurd", "99999999"));

    [Theory]
    [MemberData(nameof(Words))]
    public async Task An_odd_word_stands_where_the_seconds_stand(string provider, string fault, string word)
    {
        var (answer, header) = await RefusedAsync(provider, "rate-limit-" + fault);

        Assert.Equal(word, header);
        if (provider == "AigptImage")
        {
            var expected = word == "NaN" ? JsonValue.Create(word) : JsonValue.Create(int.Parse(word, CultureInfo.InvariantCulture));
            Golden.AssertSame(expected, answer.Json["data"]!["retryAfter"]!);
        }
    }

    [Theory]
    [MemberData(nameof(AllGateways.Names), MemberType = typeof(AllGateways))]
    public async Task A_date_lies_two_seconds_ahead(string provider)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, millisecond: 300, TimeSpan.Zero));
        var (answer, header) = await RefusedAsync(provider, "rate-limit-date", clock);

        Assert.Equal("Fri, 02 Jan 2026 03:04:08 GMT", header);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 8, TimeSpan.Zero), answer.Headers.RetryAfter!.Date);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), answer.Headers.Date);
        Assert.Equal(provider == "AigptImage" ? header : null, answer.Json["data"]?["retryAfter"]?.ToString());
    }

    [Theory]
    [MemberData(nameof(AllGateways.Names), MemberType = typeof(AllGateways))]
    public async Task Silence_says_nothing(string provider)
    {
        var (answer, header) = await RefusedAsync(provider, "rate-limit-silent");

        Assert.Null(header);
        Assert.DoesNotContain("retryAfter", answer.Text, StringComparison.Ordinal);
    }

    private static async Task<(Answer Answer, string? Header)> RefusedAsync(string provider, string fault, TimeProvider? clock = null)
    {
        using var sandbox = new Sandbox(new EmulatorOptions
        {
            Key = Sandbox.Key, TaskDuration = TimeSpan.Zero, Faults = [fault], TimeProvider = clock ?? TimeProvider.System,
        });
        var probe = AllGateways.Of(provider);
        var answer = await sandbox.SubmitAsync(probe, probe.TextBody("x"));

        Assert.Equal(429, answer.Code);
        Assert.Equal(0, sandbox.Emulator.TaskCount);
        return (answer, answer.Headers.TryGetValues("Retry-After", out var values) ? Assert.Single(values) : null);
    }
}
