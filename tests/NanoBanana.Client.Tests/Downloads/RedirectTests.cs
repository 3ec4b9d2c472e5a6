using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Downloads;

/// <summary>Where a link may lead: nothing from the wire is trusted.</summary>
public sealed class RedirectTests
{
    [Fact]
    public async Task Five_redirects_are_followed_relative_ones_too()
    {
        using var bench = new SaveBench();
        bench.Http.Answer(301, "", ("Location", "/2")).Answer(302, "", ("Location", "https://other.example/3"));
        bench.Http.Answer(303, "", ("Location", "4")).Answer(307, "", ("Location", "5?x=1")).Answer(308, "", ("Location", "6")).Answer(Pictures.Png);

        await bench.SaveAsync("https://cdn.example.com/1");

        Assert.Equal(
            ["https://cdn.example.com/1", "https://cdn.example.com/2", "https://other.example/3", "https://other.example/4", "https://other.example/5?x=1", "https://other.example/6"],
            bench.Http.Sent.Select(sent => sent.Uri.AbsoluteUri));
    }

    [Fact]
    public async Task A_sixth_is_not()
    {
        using var bench = new SaveBench();
        for (var i = 0; i < 6; i++)
        {
            bench.Http.Answer(302, "", ("Location", "/again"));
        }

        var error = await Caught.ByAsync(ErrorIds.DownloadTooManyRedirects, () => bench.SaveAsync());

        Assert.Contains("redirected more than 5 times", error.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Folder.Names);
    }

    [Theory]
    [InlineData("http://cdn.example.com/out.png", "only https is allowed")]
    [InlineData("http://127.0.0.1/out.png", "only for a profile of an emulator")]
    [InlineData("http://169.254.169.254/latest/meta-data", "only https is allowed")]
    [InlineData("file:///etc/passwd", "'file' is not https")]
    [InlineData("https://me:pw@cdn.example.com/out.png", "user name or password")]
    public async Task An_address_that_is_not_allowed_is_refused_at_once_and_behind_a_redirect(string url, string why)
    {
        using var bench = new SaveBench();
        bench.Http.Answer(302, "", ("Location", url));

        var direct = await Caught.ByAsync(ErrorIds.DownloadRefused, () => bench.SaveAsync(url));
        Assert.Empty(bench.Http.Sent);
        var behind = await Caught.ByAsync(ErrorIds.DownloadRefused, () => bench.SaveAsync());

        Assert.Single(bench.Http.Sent);
        Assert.Contains(why, direct.Message, StringComparison.Ordinal);
        Assert.Contains(why, behind.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Folder.Names);
    }

    [Theory]
    [InlineData("not a url")]
    [InlineData("/relative.png")]
    public async Task What_is_no_url_is_refused(string url)
    {
        using var bench = new SaveBench();

        await Caught.ByAsync(ErrorIds.DownloadRefused, () => bench.SaveAsync(url));
    }

    [Fact]
    public async Task A_redirect_without_an_address_is_a_failure()
    {
        using var bench = new SaveBench();
        bench.Http.Answer(302, "");

        await Caught.ByAsync(ErrorIds.DownloadFailed, () => bench.SaveAsync());
    }

    [Fact]
    public async Task An_emulators_results_may_come_over_http()
    {
        using var bench = new SaveBench("http://127.0.0.1:8080/crun");
        bench.Http.Answer(Pictures.Png);

        Assert.NotNull((await bench.SaveAsync("http://127.0.0.1:8080/files/1")).Path);
    }

    [Fact]
    public async Task An_emulators_results_may_not_lead_to_http_elsewhere()
    {
        using var bench = new SaveBench("http://127.0.0.1:8080/crun");
        bench.Http.Answer(302, "", ("Location", "http://cdn.example.com/out.png"));

        await Caught.ByAsync(ErrorIds.DownloadRefused, () => bench.SaveAsync("http://127.0.0.1:8080/files/1"));
    }
}
