using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Submitting;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Callbacks;

/// <summary>Whose address a submit carries while a listener runs, and where its secret may be read.</summary>
public sealed class CallbackUrlTests
{
    private const string Token = "nbcb_0123456789abcdefghijklmnopqrstuvwxyz-_ABCDE";

    private static readonly Uri Heard = new("https://me.example/hooks/crun/" + Token);

    [Fact]
    public void The_users_own_address_goes_first_then_the_profiles_then_the_listeners()
    {
        using var bench = new Bench(ProviderNames.Crun);
        using var withDefault = new Bench(ProviderNames.Crun, profile => profile with { CallbackUrl = new Uri("https://profile.example/") });

        Assert.Equal("https://asked.example/", Url(withDefault, new Uri("https://asked.example/")));
        Assert.Equal("https://profile.example/", Url(withDefault));
        Assert.Equal(Heard.AbsoluteUri, Url(bench));
    }

    [Fact]
    public void Who_has_no_callbacks_gets_no_address()
    {
        using var bench = new Bench(ProviderNames.AigptImage);

        Assert.Null(Url(bench));
    }

    [Fact]
    public void An_address_of_this_machine_is_for_emulators()
    {
        var local = new Uri("http://127.0.0.1:8787/crun/" + Token);
        using var real = new Bench(ProviderNames.Crun);
        using var emulator = new Bench(ProviderNames.Crun, profile => profile with { BaseUri = new Uri("http://127.0.0.1:1/crun") });

        var passedOver = Prepare(real, local);

        Assert.Null(passedOver.Sent.CallbackUrl);
        Assert.Contains(passedOver.Notes, note => note.Contains("is only for emulators", StringComparison.Ordinal));
        Assert.Equal(local, Prepare(emulator, local).Sent.CallbackUrl);
    }

    [Fact]
    public async Task The_secret_part_stands_in_the_request_alone()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(422, $$"""{"code":422,"message":"bad callback_url {{Heard}}","data":null}""");
        var prepared = Prepare(bench, Heard);

        var result = await bench.SubmitAsync(prepared);

        Assert.Contains(Token, bench.Http.Only.Text, StringComparison.Ordinal);
        var readable = prepared.Notes.Append(prepared.ToString()).Append(result.Error!.ToString()).Append(result.Error.Message).Append(result.Error.Reply!);
        Assert.All(readable, text => Assert.DoesNotContain(Token, text, StringComparison.Ordinal));
        Assert.Contains("https://me.example/hooks/crun/********", result.Error.Message, StringComparison.Ordinal);
        Assert.Contains(prepared.Notes, note => note.Contains("https://me.example/hooks/crun/********", StringComparison.Ordinal));
    }

    private static string? Url(Bench bench, Uri? asked = null) => Prepare(bench, Heard, asked).Sent.CallbackUrl?.AbsoluteUri;

    private static PreparedRequest Prepare(Bench bench, Uri heard, Uri? asked = null) =>
        new NanoBananaClient(bench.Profile, bench.Options with { CallbackUrl = _ => heard }).Prepare(new ImageRequest { Prompt = "x", CallbackUrl = asked });
}
