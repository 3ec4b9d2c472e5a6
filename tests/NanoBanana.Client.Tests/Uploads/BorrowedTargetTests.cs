using NanoBanana.Client.Gateways;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Uploads;

/// <summary>A gateway without uploads can use another profile's.</summary>
public sealed class BorrowedTargetTests
{
    private const string LendersKey = "lenders-key";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_lenders_target_and_key_are_used(bool byName)
    {
        var lender = Bench.UniqueName("lender");
        using var bench = new UploadBench(ProviderNames.AigptImage, profile => byName ? profile : profile with { UploadProfile = lender });
        Lend(bench, lender);
        bench.OffersPlace("a").Http.Answer(200, "");
        bench.Accepts();

        Assert.Null((await bench.SubmitAsync(new SubmitRun(), byName ? lender : null, bench.File())).Error);

        Assert.Equal(LendersKey, bench.Sent[0].Header("x-api-key"));
        Assert.Equal("Bearer " + Bench.Key, bench.Sent[2].Header("Authorization"));
        Assert.Equal("https://files.example/a", (string?)bench.Sent[2].Json!["input"]!["image_urls"]![0]);
        Assert.DoesNotContain(LendersKey, string.Concat(bench.Sent[1].Headers.Values) + string.Concat(bench.Sent[2].Headers.Values), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_of_its_own_comes_before_a_borrowed_one()
    {
        using var bench = new UploadBench(ProviderNames.AigptImage, profile => profile with { UploadUri = "https://dav.example/", UploadProfile = "lender" });
        bench.Http.Answer(201, "");
        bench.Accepts();

        Assert.Null((await bench.SubmitAsync(bench.File())).Error);

        Assert.Equal("dav.example", bench.Sent[0].Uri.Host);
    }

    [Fact]
    public async Task A_lender_that_is_not_there_is_named()
    {
        using var bench = new UploadBench(ProviderNames.AigptImage, profile => profile with { UploadProfile = "gone" });

        Assert.Equal((ErrorIds.ProfileNotFound, "gone"), (await bench.SubmitAsync(bench.File()) is var result ? result.Error!.ErrorId : null, result.Error!.Target));
    }

    [Fact]
    public async Task A_lender_that_borrows_itself_is_no_lender()
    {
        var lender = Bench.UniqueName("lender");
        using var bench = new UploadBench(ProviderNames.AigptImage, profile => profile with { UploadProfile = lender });
        Lend(bench, lender, profile => profile with { UploadProfile = bench.Bench.Profile.Name });

        Assert.Equal(ErrorIds.InvalidProfile, (await bench.SubmitAsync(bench.File())).Error!.ErrorId);
    }

    private static void Lend(UploadBench bench, string name, Func<Profile, Profile>? change = null)
    {
        var lender = new Profile { Name = name, Provider = ProviderNames.Crun, BaseUri = GatewayRegistry.Describe(ProviderNames.Crun).BaseUri };
        bench.Bench.Profiles.Set(change is null ? lender : change(lender), new Secret(LendersKey));
    }
}
