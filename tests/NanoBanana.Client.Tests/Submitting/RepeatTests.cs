using NanoBanana.Client.Submitting;

namespace NanoBanana.Client.Tests.Submitting;

/// <summary>The warning of a run without -Resume about work that it pays for again.</summary>
public sealed class RepeatTests
{
    private const string One = "One of these tasks was submitted before and is submitted again; ";
    private const string Advice = " Use -Resume to return the earlier tasks instead.";

    [Fact]
    public void Nothing_is_said_of_work_that_is_done_for_the_first_time()
    {
        var repeats = new Repeats();
        Assert.Null(repeats.Sentence());

        repeats.Add(doneBefore: 0, Of(4, "credits"));

        Assert.Equal((0, null), (repeats.Count, repeats.Sentence()));
    }

    [Fact]
    public void The_cost_is_summed_by_unit_and_what_is_unknown_is_said()
    {
        var repeats = new Repeats();

        repeats.Add(doneBefore: 3, Of(0.04m, "USD"));
        Assert.Equal(One + "the cost is 0.04 USD." + Advice, repeats.Sentence());

        repeats.Add(doneBefore: 1, Of(0.04m, "USD"));
        Assert.Equal("2 of these tasks were submitted before and are submitted again; the cost is 0.08 USD." + Advice, repeats.Sentence());

        repeats.Add(doneBefore: 1, Of(amount: null, currency: null));
        Assert.Equal("3 of these tasks were submitted before and are submitted again; the cost is 0.08 USD, and the price of 1 of them is unknown." + Advice, repeats.Sentence());
    }

    [Fact]
    public void Without_any_price_it_is_unknown()
    {
        var repeats = new Repeats();

        repeats.Add(doneBefore: 1, Of(amount: null, currency: null));

        Assert.Equal(One + "the price is unknown." + Advice, repeats.Sentence());
    }

    private static Price Of(decimal? amount, string? currency) => new()
    {
        Provider = ProviderNames.Crun,
        Model = "google/nano-banana",
        Operation = Operations.Generate,
        Amount = amount,
        Currency = currency,
        Certainty = Certainties.Unknown,
        Source = "a test",
    };
}
