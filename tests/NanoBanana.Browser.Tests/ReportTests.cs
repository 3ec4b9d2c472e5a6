using NanoBanana.Browser.Tests.Support;

namespace NanoBanana.Browser.Tests;

/// <summary>The report in a real browser; what is done there is in the files of <c>scenarios</c>.</summary>
public sealed class ReportTests(Reports reports) : IClassFixture<Reports>
{
    public static TheoryData<string> Scenarios => [.. Chromium.Scenarios];

    [BrowserTheory]
    [MemberData(nameof(Scenarios))]
    public async Task The_report_in_a_browser(string scenario)
    {
        var (exitCode, output) = await Chromium.RunAsync(scenario, scenario.Split('-')[0] switch { "thousand" => reports.Large, "review" => reports.Review, _ => reports.Small });

        Assert.True(exitCode == 0, output);
    }
}
