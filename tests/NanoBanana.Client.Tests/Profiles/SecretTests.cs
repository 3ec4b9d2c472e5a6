using System.Text.Json;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Profiles;

/// <summary>No key comes out of any object that a user can print or serialise.</summary>
public sealed class SecretTests
{
    [Fact]
    public void A_secret_shows_nothing()
    {
        var secret = new Secret(" " + Bench.Key + "\n");

        Assert.Equal("********", secret.ToString());
        Assert.Equal("{}", JsonSerializer.Serialize(secret));
        Assert.Equal("********", $"{secret}");
        Assert.Equal(Bench.Key, secret.Reveal());
    }

    [Theory]
    [MemberData(nameof(Wire.Providers), MemberType = typeof(Wire))]
    public async Task No_public_object_of_a_run_carries_the_key(string provider)
    {
        using var bench = new Bench(provider);
        bench.Profiles.Set(bench.Profile, upload: new UploadSecrets(new Dictionary<string, Secret> { ["X-Auth"] = new("upload-SECRET") }));
        bench.Http.Answer(200, Wire.Accepted(provider, Bench.UniqueName("id"))).Answer(401, Wire.Bare($"{Bench.Key} is wrong"));
        var request = bench.Prepare();
        var accepted = (await bench.SubmitAsync(request)).AcceptedTask();
        var error = (await bench.SubmitAsync(request)).Error!;

        foreach (var shown in new object[] { bench.Profiles.Find(bench.Profile.Name)!, request, accepted, request.Price() })
        {
            Assert.DoesNotContain("SECRET", JsonSerializer.Serialize(shown), StringComparison.Ordinal);
            Assert.DoesNotContain("SECRET", shown.ToString(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("SECRET", error.ToString() + error.Reply, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", bench.Http.Sent[0].Uri + bench.Http.Sent[0].Text, StringComparison.Ordinal);
    }
}
