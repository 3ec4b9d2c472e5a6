using NanoBanana.Client.Limits;

namespace NanoBanana.Client.Tests.Limits;

/// <summary>An id that is given to two requests is noticed among the last 4,096.</summary>
public sealed class AcceptedIdTests
{
    [Theory]
    [InlineData(4095, true)]
    [InlineData(4096, false)]
    public void An_id_that_comes_twice_is_noticed_until_4096_others_came(int others, bool isNoticed)
    {
        var ids = new AcceptedIds();
        Assert.False(ids.IsRepeated("first", "a"));
        for (var i = 0; i < others; i++)
        {
            Assert.False(ids.IsRepeated(FormattableString.Invariant($"id-{i}"), "b"));
        }

        Assert.Equal(isNoticed, ids.IsRepeated("first", "c"));
    }

    [Fact]
    public void The_same_request_may_have_its_id_twice()
    {
        var ids = new AcceptedIds();

        Assert.Equal((false, false, true), (ids.IsRepeated("x", "a"), ids.IsRepeated("x", "a"), ids.IsRepeated("x", "A")));
    }
}
