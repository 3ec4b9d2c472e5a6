using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Profiles;

public sealed class ProfileStoreTests
{
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private readonly ProfileStore _store;

    public ProfileStoreTests() => _store = new ProfileStore(name => _environment.GetValueOrDefault(name));

    [Fact]
    public async Task A_named_profile_comes_before_everything()
    {
        Add("a", "b", "c");
        _environment["NANOBANANA_PROFILE"] = "b";
        await _store.SetDefaultAsync("c", CancellationToken.None);

        Assert.Equal("a", _store.Resolve("A").Name);
    }

    [Fact]
    public async Task Then_the_environment_then_the_default_then_the_soft_default()
    {
        Add("a", "b", "c");
        _store.SetFallback("c");
        Assert.Equal("c", _store.Resolve(name: null).Name);
        await _store.SetDefaultAsync("b", CancellationToken.None);
        Assert.Equal("b", _store.Resolve(name: null).Name);
        _environment["NANOBANANA_PROFILE"] = "a";
        Assert.Equal("a", _store.Resolve(name: null).Name);
        _environment["NANOBANANA_PROFILE"] = " ";
        Assert.Equal("b", _store.Resolve(name: null).Name);
    }

    [Fact]
    public void Then_the_only_profile()
    {
        Add("only");

        Assert.Equal("only", _store.Resolve(name: null).Name);
    }

    [Fact]
    public void A_key_in_the_environment_does_not_make_the_only_profile_two()
    {
        Add("only");
        _environment["NANOBANANA_CRUN_API_KEY"] = "key-0123";
        _environment["NANOBANANA_PIXAZO_API_KEY"] = "key-0123";

        Assert.Equal("only", _store.Resolve(name: null).Name);
    }

    [Fact]
    public async Task Then_the_only_key_in_the_environment()
    {
        _environment["NANOBANANA_APIKLEY_API_KEY"] = "key-0123";

        var profile = _store.Resolve(name: null);

        Assert.Equal((ProviderNames.Apikley, ProviderNames.Apikley, "NANOBANANA_APIKLEY_API_KEY", true), (profile.Name, profile.Provider, profile.KeySource, profile.HasKey));
        Assert.Equal("https://api.apikley.ru/", profile.BaseUri.AbsoluteUri);
        Assert.Equal("key-0123", (await _store.KeyAsync(profile, CancellationToken.None)).Reveal());
    }

    [Fact]
    public void Several_without_a_choice_are_listed()
    {
        Add("work", "home");
        _environment["NANOBANANA_PIXAZO_API_KEY"] = "key-0123";

        var error = Caught.By(ErrorIds.ProfileRequired, () => _store.Resolve(name: null));

        Assert.Contains("The profiles: home, Pixazo, work.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void None_at_all_is_said() =>
        Assert.Contains("There are no profiles yet.", Caught.By(ErrorIds.ProfileRequired, () => _store.Resolve(name: null)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("named")]
    [InlineData("environment")]
    [InlineData("default")]
    public async Task A_name_that_is_not_there_lists_those_that_are(string way)
    {
        Add("work", "home");
        _environment["NANOBANANA_PROFILE"] = way == "environment" ? "gone" : "";
        if (way == "default")
        {
            await _store.SetDefaultAsync("gone", CancellationToken.None);
        }

        var error = Caught.By(ErrorIds.ProfileNotFound, () => _store.Resolve(way == "named" ? "gone" : null));

        Assert.Equal(("The profile 'gone' does not exist. The profiles: home, work.", "gone"), (error.Message, error.Target));
    }

    [Fact]
    public async Task A_removed_profile_is_no_longer_the_default()
    {
        Add("a", "b", "c");
        await _store.SetDefaultAsync("a", CancellationToken.None);
        _store.SetFallback("B");

        Assert.True(_store.Remove("A"));
        Assert.Equal("b", _store.Resolve(name: null).Name);
        Assert.True(_store.Remove("b"));
        Assert.False(_store.Remove("b"));
        Assert.Equal("c", _store.Resolve(name: null).Name);
    }

    [Fact]
    public async Task The_source_of_a_key_is_shown_and_never_the_key()
    {
        Add("plain");
        _store.Set(Make("keyed"), new Secret("sk-SECRET"));
        _environment["NANOBANANA_CRUN_API_KEY"] = "env-SECRET";

        Assert.Equal(
            ["Crun NANOBANANA_CRUN_API_KEY True", "keyed Session True", "plain NANOBANANA_CRUN_API_KEY True"],
            _store.List().Select(each => $"{each.Name} {each.KeySource} {each.HasKey}"));
        Assert.Equal(("sk-SECRET", "env-SECRET"), ((await _store.KeyAsync(Make("keyed"), CancellationToken.None)).Reveal(), (await _store.KeyAsync(Make("plain"), CancellationToken.None)).Reveal()));
        _environment.Clear();
        Assert.Equal((KeySources.None, false), (_store.Find("plain")!.KeySource, _store.Find("PLAIN")!.HasKey));
        Assert.Contains("NANOBANANA_CRUN_API_KEY", (await Caught.ByAsync(ErrorIds.KeyMissing, () => _store.KeyAsync(Make("plain"), CancellationToken.None))).RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_can_change_while_the_key_stays()
    {
        _store.Set(Make("a"), new Secret("key-one-1"), new UploadSecrets(new Dictionary<string, Secret> { ["X-Auth"] = new("two") }));
        _store.Set(Make("A") with { AspectRatio = "1:1" });

        var profile = Assert.Single(_store.List());
        Assert.Equal(("1:1", "key-one-1", "X-Auth"), (profile.AspectRatio, (await _store.KeyAsync(profile, CancellationToken.None)).Reveal(), Assert.Single(profile.UploadHeaders)));
    }

    [Fact]
    public async Task Exactly_one_profile_is_marked_as_the_default()
    {
        Add("a", "b");
        _store.SetFallback("a");
        Assert.Equal(["a"], _store.List().Where(each => each.IsDefault).Select(each => each.Name));
        await _store.SetDefaultAsync("b", CancellationToken.None);
        Assert.Equal(["b"], _store.List().Where(each => each.IsDefault).Select(each => each.Name));
    }

    private static Profile Make(string name) => new() { Name = name, Provider = ProviderNames.Crun, BaseUri = GatewayRegistry.Describe(ProviderNames.Crun).BaseUri };

    private void Add(params string[] names) => Array.ForEach(names, name => _store.Set(Make(name)));
}
