using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Reports;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Reports;

/// <summary>The page as a whole: its policy, its pictures, its totals.</summary>
public sealed class ReportPageTests : IDisposable
{
    private readonly ReportBench _bench = new();

    [Fact]
    public async Task The_policy_lets_only_this_style_and_this_script_run()
    {
        var html = await _bench.WriteAsync(ReportBench.Item(ReportBench.Task()));
        var policy = Regex.Match(html, "Content-Security-Policy\" content=\"(?<policy>[^\"]*)\"").Groups["policy"].Value.Replace("&#39;", "'", StringComparison.Ordinal);

        Assert.StartsWith("default-src 'none'; img-src data:; ", policy, StringComparison.Ordinal);
        Assert.Contains($"style-src 'sha256-{HashOf(html, "style")}'", policy, StringComparison.Ordinal);
        Assert.Contains($"script-src 'sha256-{HashOf(html, "script")}'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_in_it_is_fetched_or_handled_inline()
    {
        var html = await _bench.WriteAsync(ReportBench.Item(ReportBench.Task(), _bench.Picture("a.png", PngBytes.Make(9, 9))));

        Assert.Empty(Regex.Matches(html, "(src|href)=\"(?!data:|#|\\./|\\.\\./)"));
        Assert.Empty(Regex.Matches(html, "<[^>]*\\s(on[a-z]+|style)="));
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sealed_picture_has_a_badge_and_a_broken_seal_another()
    {
        var whole = Sealed.Png(Painted.Png(60, 40));
        var broken = whole.ToArray();
        broken[^20] ^= 1;

        var html = await _bench.WriteAsync(
            ReportBench.Item(ReportBench.Task(), _bench.Picture("a.png", whole)),
            ReportBench.Item(ReportBench.Task(), _bench.Picture("b.png", broken)),
            ReportBench.Item(ReportBench.Task(), _bench.Picture("c.webp", Painted.WebP(60, 40))));

        Assert.Single(Regex.Matches(html, "class=\"seal\" [^>]*>Content Credentials<"));
        Assert.Single(Regex.Matches(html, "class=\"seal broken\" [^>]*>Broken Content Credentials<"));
        Assert.Equal(3, Regex.Matches(html, "src=\"data:image/jpeg;base64,").Count);
    }

    [Fact]
    public async Task Pictures_are_small_copies()
    {
        var before = _bench.Picture("before.png", PngBytes.Make(2000, 1000));
        var html = await _bench.WriteAsync(new ReportItem(ReportBench.Task(), [before], [_bench.Picture("after.jpg", JpegBytes.Make(800, 800))], IsEmulated: false));

        Assert.Contains("alt=\"Before: before.png\" width=\"480\" height=\"240\"", html, StringComparison.Ordinal);
        Assert.Contains("alt=\"After: a lake\" width=\"480\" height=\"480\"", html, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Matches(html, "src=\"data:image/jpeg;base64,").Count);
        Assert.Contains("2000 × 1000 PNG", html, StringComparison.Ordinal);
        Assert.InRange(html.Length, 1, 100_000);
    }

    [Fact]
    public async Task What_cannot_be_shown_says_why()
    {
        var gone = new ReportPicture { Name = "gone.png", Path = Path.Combine(_bench.Folder.Path, "gone.png") };
        var text = _bench.Picture("text.png", "not an image"u8.ToArray());
        var changed = _bench.Picture("changed.png", PngBytes.Make(3, 3)) with { Checksum = 1 };

        var html = await _bench.WriteAsync(ReportBench.Item(ReportBench.Task(), gone, text, changed));

        Assert.Contains("It cannot be read: Could not find file", html, StringComparison.Ordinal);
        Assert.Contains("It cannot be read: plain text", html, StringComparison.Ordinal);
        Assert.Contains("was changed or replaced", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_has_its_reason_and_says_whether_it_cost()
    {
        var html = await _bench.WriteAsync(
            ReportBench.Item(ReportBench.Task(TaskStates.Failed) with { Failure = new TaskFailure { Reason = ErrorIds.ContentRefused, Code = "501", Message = "Refused." } }),
            ReportBench.Item(ReportBench.Task(TaskStates.Unknown) with { Failure = new TaskFailure { Reason = ErrorIds.OutcomeUnknown, Message = "No answer.", MayHaveBeenCharged = true } }));

        Assert.Contains("<b>ContentRefused</b> <span dir=\"auto\">Refused.</span></p>\n<p class=\"charge\">Not charged · the gateway’s code 501</p>", html, StringComparison.Ordinal);
        Assert.Contains("<p class=\"charge\">May have been charged</p>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Totals_add_like_to_like()
    {
        var totals = ReportTotals.Of([
            Priced(TaskStates.Succeeded, 0.039m, Currencies.Usd),
            Priced(TaskStates.Succeeded, 0.04m, Currencies.Usd, Certainties.Estimated),
            Priced(TaskStates.Running, 4, Currencies.Credits),
            Priced(TaskStates.Succeeded, 6, Currencies.Credits, provider: ProviderNames.Apikley),
            Priced(TaskStates.Failed, 1, Currencies.Usd),
            Priced(TaskStates.Planned, 1, Currencies.Usd),
            Priced(TaskStates.Unknown, 4, Currencies.Credits, charged: true),
            Priced(TaskStates.Succeeded, 9, Currencies.Usd) with { IsEmulated = true },
            ReportBench.Item(ReportBench.Task()),
        ]);

        Assert.Equal(["~0.079 USD", "4 credits Crun", "6 credits Apikley"], totals.Spent.Select(each => $"{each.Amount} {each.Provider}".Trim()));
        Assert.Equal(["4 credits Crun"], totals.InDoubt.Select(each => $"{each.Amount} {each.Provider}"));
        Assert.Equal((9, 1, 1), (totals.Tasks, totals.Unpriced, totals.Emulated));
        Assert.Equal([("Planned", 1), ("Running", 1), ("Succeeded", 5), ("Failed", 1), ("Unknown", 1)], totals.States);
    }

    public void Dispose() => _bench.Dispose();

    private static ReportItem Priced(string state, decimal amount, string currency, string certainty = Certainties.Exact, string provider = ProviderNames.Crun, bool charged = false) => ReportBench.Item(
        ReportBench.Task(state) with
        {
            Provider = provider,
            Cost = new Cost { Amount = amount, Currency = currency, Certainty = certainty },
            Failure = state is TaskStates.Failed or TaskStates.Unknown ? new TaskFailure { Reason = "r", Message = "m", MayHaveBeenCharged = charged } : null,
        });

    private static string HashOf(string html, string element) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Regex.Match(html, $"<{element}>(?<text>.*?)</{element}>", RegexOptions.Singleline).Groups["text"].Value)));
}
