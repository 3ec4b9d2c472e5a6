using NanoBanana.Client.Http;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Http;

/// <summary>The body of a submit: it states its length, and can be held back until its first byte would leave.</summary>
public sealed class TrackedContentTests
{
    private static readonly byte[] Body = "{\"prompt\":\"a fox\"}"u8.ToArray();

    [Fact]
    public async Task A_submit_states_its_length()
    {
        using var bench = new Bench(ProviderNames.Crun);
        (long? Stated, int Sent) length = default;
        bench.Http.Then(async (request, _) =>
        {
            length = (request.Content!.Headers.ContentLength, (await request.Content.ReadAsByteArrayAsync()).Length);
            return StubHttp.Reply(402, [], []);
        });

        await bench.SubmitAsync();

        Assert.Equal(length.Sent, length.Stated);
        Assert.NotEqual(0, length.Sent);
    }

    [Fact]
    public async Task What_is_held_back_does_not_leave_and_has_not_started()
    {
        using var content = new TrackedContent(Body, () => "another run has it");
        using var network = new MemoryStream();

        var error = await Record.ExceptionAsync(() => content.CopyToAsync(network));

        Assert.Contains("another run has it", error.GetBaseException().Message, StringComparison.Ordinal);
        Assert.Equal((0, false), (network.Length, content.Started));
    }

    [Fact]
    public async Task What_may_leave_leaves_whole_and_has_started()
    {
        using var content = new TrackedContent(Body, static () => null);
        using var network = new MemoryStream();
        Assert.False(content.Started);

        await content.CopyToAsync(network);

        Assert.Equal(Body, network.ToArray());
        Assert.True(content.Started);
    }
}
