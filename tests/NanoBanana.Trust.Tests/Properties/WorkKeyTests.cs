using System.Globalization;
using FsCheck.Fluent;
using NanoBanana.Client;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Querying;
using NanoBanana.Client.Submitting;
using NanoBanana.Trust.Tests.Support;

namespace NanoBanana.Trust.Tests.Properties;

/// <summary>The same work has one key, and other work has another: else a resumed batch pays twice, or skips what was never made.</summary>
public sealed class WorkKeyTests
{
    private static readonly string[] Cultures = ["en-US", "tr-TR", "de-DE", "ar-SA", "th-TH"];

    // what a user can change; null if the model has no such option
    private static readonly Func<ImageRequest, ImageRequest>[] Changes =
    [
        request => request with { Prompt = request.Prompt + "!" },
        request => request with { Prompt = " " + request.Prompt },
        request => request with { Options = With(request, "omega", 1) },
        request => request with { Options = With(request, "omega", "1") },
        request => request with { Options = With(request, "omega", null) },
        request => request with { Sources = [.. request.Sources, SourceImage.FromUrl("https://example.com/other.png")] },
        request => request with { AspectRatio = request.AspectRatio == "3:4" ? "4:3" : "3:4" },
    ];

    [Fact]
    public void It_depends_on_the_work_alone() => Law.Holds(Requests.All.Zip(Gen.Elements(Cultures)), each =>
    {
        var ((profile, request), culture) = each;
        var first = Of(profile, request);
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Assert.Equal(first, Of(profile with { Name = "another" }, request with { Options = Reversed(request) }));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Equal(first, Of(profile, request with { Sources = [.. request.Sources.Select(source => Signed(new Uri(source)))] }));
    });

    [Fact]
    public void Each_change_makes_another() => Law.Holds(Requests.All.Zip(Gen.Elements(Changes)), each =>
    {
        var ((profile, request), change) = each;
        if (TryOf(profile, change(request)) is { } changed)
        {
            Assert.NotEqual(Of(profile, request), changed);
        }
    });

    [Fact]
    public void No_two_of_many_requests_share_one()
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        Law.Holds(Requests.All, each =>
        {
            var (profile, request) = each;
            var work = string.Join('\u0001', profile.Provider, request.Model, request.Prompt, request.AspectRatio, request.OutputFormat, request.Count, string.Join(' ', request.Sources), new ImageRequest { Options = request.Options }.ToString());
            var print = Of(profile, request);
            Assert.Equal(work, seen.TryGetValue(print, out var earlier) ? earlier : seen[print] = work);
        });
        Assert.True(seen.Count > 100, "the cases were hardly different");
    }

    private static string Of(Profile profile, ImageRequest request) => new NanoBananaClient(profile).Prepare(request).WorkKey();

    private static string? TryOf(Profile profile, ImageRequest request)
    {
        try
        {
            return Of(profile, request);
        }
        catch (NanoBananaException)
        {
            // this model takes no such request
            return null;
        }
    }

    private static Dictionary<string, object?> With(ImageRequest request, string name, object? value) => new(request.Options, StringComparer.Ordinal) { [name] = value };

    private static Dictionary<string, object?> Reversed(ImageRequest request) => new(request.Options.Reverse(), StringComparer.Ordinal);

    private static string Signed(Uri link) => link.AbsoluteUri + (link.Query.Length > 0 ? "&" : "?") + "X-Amz-Signature=00ff&X-Amz-Date=20261121";
}
