using NanoBanana.Client.Gateways;
using NanoBanana.Client.Submitting;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Pricing;

/// <summary>What a rehearsal counts under the cap of a run, and what its refusal says.</summary>
public sealed class RunCapTests
{
    [Fact]
    public void A_rehearsal_fits_to_the_last_cent_and_not_beyond()
    {
        using var bench = Bench("0.5 USD");
        var run = new SubmitRun(Money.Parse("1 USD"));

        run.Rehearse(bench.Prepare("a"));
        run.Rehearse(bench.Prepare("b"));

        var error = Caught.By(ErrorIds.BudgetExceeded, () => run.Rehearse(bench.Prepare("c")));
        Assert.Contains("1 USD", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("up to", error.Message, StringComparison.Ordinal);
        Assert.Equal((bench.Profile.Name, bench.Profile.Name), (error.Target, error.Profile));
        Assert.StartsWith("Raise -MaxCost", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_price_that_is_a_bound_says_what_is_expected_and_what_would_make_it_exact()
    {
        using var bench = new Bench(ProviderNames.Pixazo);

        var error = Caught.By(ErrorIds.BudgetExceeded, () => new SubmitRun(Money.Parse("0.1 USD")).Rehearse(bench.Prepare("a")));

        Assert.Contains("up to 0.1608 USD (expected: ~0.06 USD)", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("Set it with -AspectRatio: then exactly its price is reserved. Or raise -MaxCost", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Credits_count_at_the_price_that_the_profile_gives_them()
    {
        using var bench = Bench("4 credits", creditPrice: 0.1m);
        var run = new SubmitRun(Money.Parse("1 USD"));

        run.Rehearse(bench.Prepare("a"));
        run.Rehearse(bench.Prepare("b"));

        Caught.By(ErrorIds.BudgetExceeded, () => run.Rehearse(bench.Prepare("c")));
    }

    [Fact]
    public void Without_a_common_unit_or_a_price_nothing_can_be_counted()
    {
        using var credits = Bench("4 credits");
        using var unpriced = new Bench(ProviderNames.Crun);
        var run = new SubmitRun(Money.Parse("1 USD"));

        var mismatch = Caught.By(ErrorIds.BudgetUnitMismatch, () => run.Rehearse(credits.Prepare("a")));
        var unknown = Caught.By(ErrorIds.BudgetPriceUnknown, () => run.Rehearse(unpriced.Prepare(new ImageRequest { Prompt = "a", Model = "google/nano-banana-2-lite" })));

        Assert.Equal((credits.Profile.Name, credits.Profile.Name), (mismatch.Target, mismatch.Profile));
        Assert.Equal((unpriced.Profile.Name, unpriced.Profile.Name), (unknown.Target, unknown.Profile));
        new SubmitRun().Rehearse(unpriced.Prepare("a"));
    }

    [Fact]
    public void Of_several_gateways_the_dearest_is_counted_wherever_it_stands()
    {
        using var cheap = Bench("0.2 USD");
        using var dear = Bench("0.6 USD");
        var group = new ClientGroup([cheap.Client, dear.Client]).Prepare(new ImageRequest { Prompt = "a" });
        var turned = new ClientGroup([dear.Client, cheap.Client]).Prepare(new ImageRequest { Prompt = "a" });
        var run = new SubmitRun(Money.Parse("1.2 USD"));

        run.Rehearse(group);
        run.Rehearse(turned);

        Caught.By(ErrorIds.BudgetExceeded, () => run.Rehearse(group));
        new SubmitRun().Rehearse(group);
    }

    [Fact]
    public void A_price_of_the_profile_is_for_each_image()
    {
        using var bench = new Bench(ProviderNames.NanoBananaApi, profile => profile with { PricePerImage = Money.Parse("0.5 USD") });

        var price = bench.Prepare(new ImageRequest { Prompt = "a", Count = 3 }).Price();

        Assert.Equal((1.5m, 1.5m), (price.Amount, price.Ceiling));
    }

    private static Bench Bench(string price, decimal? creditPrice = null) =>
        new(ProviderNames.Crun, profile => profile with { PricePerImage = Money.Parse(price), CreditPrice = creditPrice });
}
