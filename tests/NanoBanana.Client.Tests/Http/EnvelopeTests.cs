using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Http;

/// <summary>A code in the body beside another HTTP status: which of them counts.</summary>
public sealed class EnvelopeTests
{
    [Theory]
    [InlineData(500, 402, ErrorIds.InsufficientCredits, 402)]
    [InlineData(402, 200, ErrorIds.InsufficientCredits, 402)]
    [InlineData(402, 0, ErrorIds.InsufficientCredits, 402)]
    [InlineData(200, 402, ErrorIds.InsufficientCredits, 402)]
    [InlineData(200, 300, ErrorIds.UnexpectedStatus, 300)]
    public async Task A_code_that_says_no_counts_before_the_status_and_one_that_says_yes_does_not(int status, int code, string errorId, int counts)
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(status, Wire.Envelope(ProviderNames.Crun, code, "no"));

        var result = await bench.SubmitAsync();

        Assert.Equal((null, errorId, counts, false), (result.Task, result.Error?.ErrorId, result.Error?.Code, result.Error?.MayHaveBeenCharged));
    }

    [Theory]
    [InlineData(201)]
    [InlineData(202)]
    [InlineData(0)]
    public async Task Each_code_of_a_success_is_one(int code)
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(200, Wire.Accepted(ProviderNames.Crun, "id-1").Replace("\"code\":200", FormattableString.Invariant($"\"code\":{code}"), StringComparison.Ordinal));

        Assert.Equal("id-1", (await bench.SubmitAsync()).AcceptedTask().Id);
    }

    [Fact]
    public async Task A_code_that_is_no_success_in_an_envelope_is_an_error_although_it_is_none_of_HTTP()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(200, Wire.Envelope(ProviderNames.Crun, 17, "queue broken"));

        var result = await bench.SubmitAsync();

        Assert.Equal((TaskStates.Unknown, ErrorIds.OutcomeUnknown), (result.Task?.State, result.Error?.ErrorId));
        Assert.Contains("17", result.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("queue broken", result.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("code", 402, ErrorIds.InsufficientCredits)]
    [InlineData("statusCode", 401, ErrorIds.Unauthorized)]
    [InlineData("code", 300, ErrorIds.UnexpectedStatus)]
    public async Task Without_an_envelope_a_code_of_an_error_of_HTTP_is_one(string name, int code, string errorId)
    {
        using var bench = new Bench(ProviderNames.Pixazo);
        bench.Http.Answer(200, FormattableString.Invariant($$"""{"{{name}}":{{code}},"message":"no"}"""));

        var result = await bench.SubmitAsync();

        Assert.Equal((null, errorId, code), (result.Task, result.Error?.ErrorId, result.Error?.Code));
    }

    [Fact]
    public async Task Without_an_envelope_a_small_number_named_code_says_nothing()
    {
        using var bench = new Bench(ProviderNames.Pixazo);
        bench.Http.Answer(200, Wire.Accepted(ProviderNames.Pixazo, "id-1").Insert(1, "\"code\":17,"));

        Assert.Equal("id-1", (await bench.SubmitAsync()).AcceptedTask().Id);
    }
}
