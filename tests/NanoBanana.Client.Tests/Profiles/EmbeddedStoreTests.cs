using System.Text.Json.Nodes;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Profiles.Secrets;
using NanoBanana.Client.State;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Profiles;

/// <summary>Sealed secrets: what opens them, and what does not.</summary>
public sealed class EmbeddedStoreTests : IDisposable
{
    private readonly TempFolder _home = new();
    private Secret? _passphrase;

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_secret_comes_back_and_is_sealed_again_each_time()
    {
        await Store().SetAsync("a", new Secret("same"));
        await Store().SetAsync("b", new Secret("same"));

        Assert.Equal(("same", "same"), (Store().Get("a")!.Reveal(), Store().Get("b")!.Reveal()));
        Assert.NotEqual(Value("a"), Value("b"));
        Assert.Null(Store().Get("c"));
    }

    [Fact]
    public async Task A_passphrase_seals_and_only_it_opens()
    {
        _passphrase = new Secret("correct horse");
        await Store().SetAsync("a", new Secret("kept"));
        Assert.Equal("kept", Store().Get("a")!.Reveal());
        Assert.False(File.Exists(Path.Combine(_home.Path, "secrets.key")));

        _passphrase = new Secret("battery staple");
        Caught.By(ErrorIds.PassphraseWrong, () => Store().Get("a"));
        _passphrase = null;
        Caught.By(ErrorIds.PassphraseRequired, () => Store().Get("a"));
    }

    [Fact]
    public async Task Two_secrets_cannot_be_swapped()
    {
        await Store().SetAsync("a", new Secret("of a"));
        await Store().SetAsync("b", new Secret("of b"));

        Edit(secrets => (secrets["a"], secrets["b"]) = (secrets["b"]!.DeepClone(), secrets["a"]!.DeepClone()));

        Caught.By(ErrorIds.SecretUnreadable, () => Store().Get("a"));
    }

    [Theory]
    [InlineData("value", "AAAA")]
    [InlineData("value", "no base64!")]
    [InlineData("value", "")]
    [InlineData("protection", "Rot13")]
    [InlineData("protection", "Dpapi")]
    [InlineData("protection", "Passphrase")]
    public async Task What_was_changed_does_not_open(string field, string content)
    {
        await Store().SetAsync("a", new Secret("kept"));
        _passphrase = new Secret("anything");

        Edit(secrets => secrets["a"]![field] = content);

        var error = Assert.Throws<NanoBananaException>(() => Store().Get("a"));
        Assert.Contains(error.ErrorId, new[] { ErrorIds.SecretUnreadable, ErrorIds.PassphraseWrong });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public async Task An_absurd_number_of_iterations_is_not_waited_for(int iterations)
    {
        _passphrase = new Secret("anything");
        await Store().SetAsync("a", new Secret("kept"));

        Edit(secrets => secrets["a"]!["iterations"] = iterations);

        Caught.By(ErrorIds.SecretUnreadable, () => Store().Get("a"));
    }

    [Fact]
    public async Task Without_its_key_file_nothing_opens_and_no_new_key_is_made()
    {
        await Store().SetAsync("a", new Secret("kept"));
        File.Delete(Path.Combine(_home.Path, "secrets.key"));

        Assert.Contains("secrets.key", Caught.By(ErrorIds.SecretUnreadable, () => Store().Get("a")).Message, StringComparison.Ordinal);
        await Caught.ByAsync(ErrorIds.SecretUnreadable, () => Store().SetAsync("b", new Secret("other")));
        Assert.False(File.Exists(Path.Combine(_home.Path, "secrets.key")));
    }

    [Fact]
    public async Task A_damaged_or_newer_file_is_refused_and_left()
    {
        var file = Path.Combine(_home.Path, "secrets.json");
        HomeFolder.Open(file, FileShare.None).Dispose();
        await File.WriteAllTextAsync(file, "{ \"version\": 9, \"secrets\": {} }");
        Caught.By(ErrorIds.ProfilesTooNew, () => Store().Get("a"));
        await File.WriteAllTextAsync(file, "{ \"version\": 1, \"secrets\": { \"a\": { \"protection\": \"KeyFile\", \"value\": null } } }");
        Caught.By(ErrorIds.ProfilesDamaged, () => Store().Get("a"));
        await File.WriteAllTextAsync(file, "{ \"version\": 1");
        Caught.By(ErrorIds.ProfilesDamaged, () => Store().Get("a"));
        await Caught.ByAsync(ErrorIds.ProfilesDamaged, () => Store().SetAsync("a", new Secret("x")));
        Assert.Equal("{ \"version\": 1", await File.ReadAllTextAsync(file));
    }

    private EmbeddedStore Store() => new(() => _home.Path, () => _passphrase, TimeProvider.System);

    private string Value(string name) => (string)JsonNode.Parse(File.ReadAllText(Path.Combine(_home.Path, "secrets.json")))!["secrets"]![name]!["value"]!;

    private void Edit(Action<JsonObject> change)
    {
        var file = Path.Combine(_home.Path, "secrets.json");
        var root = JsonNode.Parse(File.ReadAllText(file))!;
        change(root["secrets"]!.AsObject());
        File.WriteAllText(file, root.ToJsonString());
    }
}
