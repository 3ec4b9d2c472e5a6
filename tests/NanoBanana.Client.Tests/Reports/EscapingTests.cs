using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Reports;

namespace NanoBanana.Client.Tests.Reports;

/// <summary>No value of a task can become markup, whatever a gateway or a prompt says.</summary>
public sealed class EscapingTests : IDisposable
{
    private const string Hostile = "</style></script><script>alert(1)</script><img src=x onerror=alert(1)>\" onmouseover=\"alert(1)\" ' onclick='x' &lt; \0\u0007";

    private readonly ReportBench _bench = new();

    public static TheoryData<string> Fields => ["Id", "Provider", "Profile", "Model", "State", "Prompt", "AspectRatio", "Reason", "Code", "Message", "Currency", "Title", "Before", "After", "Missing"];

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_hostile_value_stays_text(string field)
    {
        var plain = await _bench.WriteAsync(_bench.Options with { Force = true, Title = "x" }, Make(field, "x"));
        var html = await _bench.WriteAsync(_bench.Options with { Force = true, Title = field == "Title" ? Hostile : "x" }, Make(field, Hostile));

        Assert.Contains("&lt;/style&gt;&lt;/script&gt;&lt;script&gt;alert(1)", html, StringComparison.Ordinal);
        Assert.Equal(Markup(plain), Markup(html));
        Assert.DoesNotContain('\0', html);
        Assert.DoesNotContain('\u0007', html);
    }

    [Theory]
    [InlineData("<b>&\"'", "&lt;b&gt;&amp;&quot;&#39;")]
    [InlineData("two\r\nlines\ttab", "two\nlines\ttab")]
    [InlineData("\u0085\u001B[31m", "\uFFFD\uFFFD[31m")]
    public void Escape_leaves_no_character_that_means_something(string text, string expected) =>
        Assert.Equal(expected, HtmlWriter.Escape(text));

    [Fact]
    public void Half_a_character_becomes_the_sign_for_one_that_is_missing() =>
        Assert.Equal("\uD83C\uDF4C fine, \uFFFD alone \uFFFD", HtmlWriter.Escape("\uD83C\uDF4C fine, " + '\uD83C' + " alone " + '\uDF4C'));

    [Fact]
    public async Task A_link_is_relative_and_each_name_in_it_is_escaped()
    {
        var picture = _bench.Picture("java:alert(1) #1 ?&'%41ü.png", PngBytes.Make(4, 4));

        var html = await _bench.WriteAsync(ReportBench.Item(ReportBench.Task(), picture));

        Assert.Contains("href=\"./java%3Aalert%281%29%20%231%20%3F%26%27%2541%C3%BC.png\"", html, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private static ReportItem Make(string field, string value)
    {
        string? Of(string name, string other) => name == field ? value : other;
        var task = new ImageTask
        {
            Id = Of("Id", "t"),
            Provider = Of("Provider", "Crun")!,
            Profile = Of("Profile", "work")!,
            Model = Of("Model", "m"),
            State = Of("State", TaskStates.Failed)!,
            Request = new ImageRequest { Prompt = Of("Prompt", "p")!, AspectRatio = Of("AspectRatio", "1:1") },
            Cost = new Cost { Amount = 1, Currency = Of("Currency", "USD"), Certainty = Certainties.Exact },
            Failure = new TaskFailure { Reason = Of("Reason", "r")!, Code = Of("Code", "c"), Message = Of("Message", "m")!, MayHaveBeenCharged = true },
        };
        return new ReportItem(
            task,
            [new ReportPicture { Name = Of("Before", "b")!, Missing = Of("Missing", "none") }],
            [new ReportPicture { Name = Of("After", "a")!, Missing = Of("Missing", "none") }],
            IsEmulated: false);
    }

    // the names of all tags and attributes, in their order
    private static string Markup(string html) => string.Join(' ', System.Text.RegularExpressions.Regex.Matches(html, "<(?<tag>[a-z/!][a-z0-9]*)(?<rest>[^>]*)>", System.Text.RegularExpressions.RegexOptions.IgnoreCase)
        .Select(match => match.Groups["tag"].Value + System.Text.RegularExpressions.Regex.Replace(match.Groups["rest"].Value, "\"[^\"]*\"", "\"\"")));
}
