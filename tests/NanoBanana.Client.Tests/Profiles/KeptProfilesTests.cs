using System.Text;
using System.Text.Json.Nodes;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Submitting;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Profiles;

/// <summary>Profiles on the disk: settings readable, keys sealed elsewhere, and nothing lost.</summary>
public sealed class KeptProfilesTests : IDisposable
{
    private const string Key = "sk-SECRET-1234567890";

    private readonly TempFolder _home = new();
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    private string SettingsFile => Path.Combine(_home.Path, "profiles.json");

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Another_process_finds_profile_and_key()
    {
        await Store().SaveAsync("work", _ => Make("work") with { AspectRatio = "16:9" }, new ProfileChange { Key = new Secret(Key), MakeDefault = true }, default);

        var profile = Store().Resolve(name: null);

        Assert.Equal(("work", "16:9", KeySources.Store, true, true), (profile.Name, profile.AspectRatio, profile.KeySource, profile.HasKey, profile.IsDefault));
        Assert.Equal(Key, (await Store().KeyAsync(profile, default)).Reveal());
    }

    [Fact]
    public async Task Every_setting_comes_back()
    {
        var given = Make("all") with
        {
            Id = "kept",
            Proxy = new Uri("http://proxy.example:8080"),
            CustomCA = "/etc/ca.pem",
            Model = "m",
            AspectRatio = "1:1",
            OutputFormat = "png",
            CallbackUrl = new Uri("https://example.com/hook"),
            UploadTo = UploadKinds.S3,
            UploadUri = "https://s3.example.com",
            UploadBucket = "b",
            UploadPrefix = "p/",
            UploadRegion = "eu",
            UploadPathStyle = true,
            UploadPublicUri = new Uri("https://cdn.example.com/"),
            UploadLinkLifetime = TimeSpan.FromHours(3),
            UploadProfile = "other",
            PricePerImage = new Money(0.04m, Currencies.Usd),
            CreditPrice = 0.005m,
            DailyBudget = new Money(5, Currencies.Usd),
            MonthlyBudget = new Money(50.5m, Currencies.Usd),
            NoPromptInJournal = true,
            Retention = TimeSpan.FromDays(30),
            RateLimit = "20/10s",
            Provider = ProviderNames.AigptImage,
            Tier = "Pro",
            AllowPrivateAddress = true,
        };

        // a setting that is added later must be set above
        var shown = new[] { nameof(Profile.KeySource), nameof(Profile.HasKey), nameof(Profile.IsDefault), nameof(Profile.UploadHeaders) };
        Assert.All(
            typeof(Profile).GetProperties().Where(each => each.GetMethod!.IsStatic is false && !shown.Contains(each.Name)),
            each => Assert.False(each.GetValue(given) is null or false, each.Name));

        await Store().SaveAsync("all", _ => given, new ProfileChange(), default);

        Assert.Equal(given with { UploadHeaders = [] }, Store().Find("all")! with { UploadHeaders = given.UploadHeaders });
    }

    [Theory]
    [InlineData("https://me:sk-SECRET-1234567890@crun.example")]
    [InlineData("https://crun.example/?token=sk-SECRET-1234567890")]
    [InlineData("https://crun.example/#part")]
    [InlineData("http://crun.example/")]
    public async Task An_address_to_which_no_path_can_be_added_or_that_holds_a_secret_is_refused_and_not_repeated(string address)
    {
        var profile = Make("work") with { BaseUri = new Uri(address) };

        var kept = await Caught.ByAsync(ErrorIds.InvalidProfile, () => Store().SaveAsync("work", _ => profile, new ProfileChange(), default));
        var session = Assert.Throws<NanoBananaException>(() => Store().Set(profile));

        Assert.Equal(ErrorIds.InvalidProfile, session.ErrorId);
        Assert.DoesNotContain("SECRET", kept + session.ToString(), StringComparison.Ordinal);
        Assert.Empty(Store().List());
    }

    [Fact]
    public async Task No_file_holds_a_secret_in_any_common_form()
    {
        await Store().SaveAsync("work", _ => Make("work"), new ProfileChange { Key = new Secret(Key), Upload = new UploadSecrets(new Dictionary<string, Secret> { ["X-Auth"] = new(Key) }) }, default);

        foreach (var file in Directory.EnumerateFiles(_home.Path))
        {
            var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            Assert.DoesNotContain(Key, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Key))[..20], text, StringComparison.Ordinal);
            Assert.DoesNotContain(Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(Key)), text, StringComparison.Ordinal);
        }

        Assert.Equal(["X-Auth"], Store().Find("work")!.UploadHeaders);
        Assert.Equal(Key, (await Store().UploadSecretsAsync(Make("work"), default))!.Headers!["X-Auth"].Reveal());
    }

    [Fact]
    public async Task Rotation_leaves_one_secret_and_a_session_that_read_the_old_key_takes_the_new_one()
    {
        var running = Store();
        await Save("work", "an-old-key");
        Assert.Equal("an-old-key", (await running.KeyAsync(Make("work"), default)).Reveal());

        await Save("work", "a-new-key");

        Assert.Equal("a-new-key", (await running.KeyAsync(Make("work"), default)).Reveal());
        Assert.Single(JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_home.Path, "secrets.json")))!["secrets"]!.AsObject());
    }

    [Fact]
    public async Task The_key_of_one_gateway_never_reaches_another()
    {
        await Save("work", Key);
        var elsewhere = new ProfileStore(_ => null);
        elsewhere.Set(Make("work"), new Secret(Key));

        await Store().SaveAsync("work", old => old! with { Provider = ProviderNames.Pixazo }, new ProfileChange(), default);
        elsewhere.Set(Make("work") with { Provider = ProviderNames.Pixazo });

        Assert.Equal((false, false), (Store().Find("work")!.HasKey, elsewhere.Find("work")!.HasKey));
        Assert.Empty(JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_home.Path, "secrets.json")))!["secrets"]!.AsObject());
    }

    [Fact]
    public async Task A_removed_profile_takes_its_secrets_along()
    {
        await Save("work", Key);

        await Store().RemoveAsync("WORK", default);

        Assert.Empty(Store().List());
        Assert.Empty(JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_home.Path, "secrets.json")))!["secrets"]!.AsObject());
    }

    [Fact]
    public async Task A_renamed_profile_keeps_its_key_and_stays_the_default()
    {
        await Save("work", Key);
        await Store().SetDefaultAsync("work", default);

        await Store().RenameAsync("work", "office", default);

        var profile = Store().Resolve(name: null);
        Assert.Equal(("office", Key), (profile.Name, (await Store().KeyAsync(profile, default)).Reveal()));
        await Save("work", "another-key");
        Assert.Equal(Key, (await Store().KeyAsync(Make("office"), default)).Reveal());
        await Caught.ByAsync(ErrorIds.ProfileExists, () => Store().RenameAsync("work", "Office", default));
        await Caught.ByAsync(ErrorIds.ProfileNotFound, () => Store().RenameAsync("gone", "new", default));
    }

    [Fact]
    public async Task A_variable_of_ones_own_supplies_the_key()
    {
        await Store().SaveAsync("ci", _ => Make("ci"), new ProfileChange { KeyVariable = "MY_KEY" }, default);
        Assert.Equal(("MY_KEY", false), (Store().Find("ci")!.KeySource, Store().Find("ci")!.HasKey));
        Assert.Contains("MY_KEY", (await Caught.ByAsync(ErrorIds.KeyMissing, () => Store().KeyAsync(Make("ci"), default))).RecommendedAction, StringComparison.Ordinal);

        _environment["MY_KEY"] = Key;

        Assert.True(Store().Find("ci")!.HasKey);
        Assert.Equal(Key, (await Store().KeyAsync(Make("ci"), default)).Reveal());
        Assert.Equal(["profiles.json", "profiles.lock"], Directory.EnumerateFiles(_home.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Export_takes_settings_along_and_import_keeps_the_keys_that_are_there()
    {
        await Save("work", Key);
        await Store().SaveAsync("ci", _ => Make("ci"), new ProfileChange { KeyVariable = "MY_KEY" }, default);
        var exported = Store().Export(Store().List());
        Assert.DoesNotContain("Store", Encoding.UTF8.GetString(exported), StringComparison.Ordinal);

        using var server = new TempFolder();
        var there = new ProfileStore(name => null, () => server.Path, TimeProvider.System);
        Assert.Equal(["ci", "work"], (await there.ImportAsync("x.json", exported, new ImportOptions { AllowForeignAddress = true }, default)).Names.Order(StringComparer.Ordinal));
        Assert.Equal(["ci MY_KEY", "work None"], there.List().Select(each => $"{each.Name} {each.KeySource}"));

        await Caught.ByAsync(ErrorIds.ProfileExists, () => Store().ImportAsync("x.json", exported, new ImportOptions(), default));
        await Store().ImportAsync("x.json", exported, new ImportOptions { Replace = true }, default);
        Assert.Equal(Key, (await Store().KeyAsync(Make("work"), default)).Reveal());
    }

    [Theory]
    [InlineData(ProviderNames.Apikley, "https://api.crun.ai/", "https://store.example/{name}", false, false)]
    [InlineData(ProviderNames.Crun, "https://evil.example/", "https://store.example/{name}", false, true)]
    [InlineData(ProviderNames.Crun, "https://api.crun.ai/", "https://evil.example/{name}", true, false)]
    public async Task An_imported_profile_sends_no_secret_to_another_place(string provider, string baseUri, string uploadUri, bool keepsKey, bool keepsHeaders)
    {
        Profile At(string gateway, string host, string store) => Make("work") with { Provider = gateway, BaseUri = new Uri(host), UploadUri = store };
        var headers = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["Authorization"] = new("Bearer upload-SECRET") };
        await Store().SaveAsync("work", _ => At(ProviderNames.Crun, "https://api.crun.ai/", "https://store.example/{name}"), new ProfileChange { Key = new Secret(Key), Upload = new UploadSecrets(headers) }, default);

        using var other = new TempFolder();
        var there = new ProfileStore(_ => null, () => other.Path, TimeProvider.System);
        await there.SaveAsync("work", _ => At(provider, baseUri, uploadUri), new ProfileChange(), default);
        await Store().ImportAsync("x.json", there.Export(there.List()), new ImportOptions { Replace = true, AllowForeignAddress = true }, default);

        var imported = Assert.Single(Store().List());
        Assert.Equal((keepsKey, keepsHeaders), (imported.HasKey, imported.UploadHeaders.Count > 0));
        Assert.Equal(keepsHeaders, await Store().UploadSecretsAsync(imported, default) is not null);
    }

    [Fact]
    public async Task A_file_that_may_not_be_read_is_named()
    {
        await Save("work", Key);
        var path = Path.Combine(_home.Path, "profiles.json");
        File.Delete(path);
        Directory.CreateDirectory(path);

        Assert.Equal(ErrorIds.FileNotRead, Assert.Throws<NanoBananaException>(() => Store().List()).ErrorId);
    }

    [Theory]
    [InlineData("", ErrorIds.ProfilesDamaged)]
    [InlineData("{", ErrorIds.ProfilesDamaged)]
    [InlineData("[]", ErrorIds.ProfilesDamaged)]
    [InlineData("null", ErrorIds.ProfilesDamaged)]
    [InlineData("{\"profiles\":[]}", ErrorIds.ProfilesDamaged)]
    [InlineData("{\"version\":1}", ErrorIds.ProfilesDamaged)]
    [InlineData("{\"version\":\"one\",\"profiles\":[]}", ErrorIds.ProfilesDamaged)]
    [InlineData("{\"version\":1,\"default\":{},\"profiles\":[null]}", ErrorIds.ProfilesDamaged)]
    [InlineData("{\"version\":1,\"profiles\":[{\"name\":\"a\"}]}", ErrorIds.ProfilesDamaged)]
    [InlineData("{\"version\":1,\"profiles\":[{\"name\":\"a\",\"provider\":\"Crun\",\"baseUri\":\"https://x.example\",\"dailyBudget\":\"lots\"}]}", ErrorIds.ProfilesDamaged)]
    [InlineData("{\"version\":1,\"default\":5,\"profiles\":[]}", ErrorIds.ProfilesDamaged)]
    [InlineData("{\"version\":1,\"profiles\":[{\"name\":null,\"provider\":\"Crun\",\"baseUri\":\"https://x.example\"}]}", ErrorIds.ProfilesDamaged)]
    [InlineData("{\"version\":1,\"profiles\":[{\"name\":\"a\",\"provider\":\"Banana\",\"baseUri\":\"https://x.example\"}]}", ErrorIds.ProfilesDamaged)]
    [InlineData("{\"version\":1,\"profiles\":[{\"name\":\"a\",\"provider\":\"Crun\",\"baseUri\":\"/relative\"}]}", ErrorIds.ProfilesDamaged)]
    [InlineData("{\"version\":1,\"profiles\":[{\"name\":\"a\",\"provider\":\"Crun\",\"baseUri\":null}]}", ErrorIds.ProfilesDamaged)]
    [InlineData("{\"version\":1,\"profiles\":[{\"name\":\"a\",\"provider\":\"Crun\",\"baseUri\":\"https://x.example\",\"proxy\":\"/p\"}]}", ErrorIds.ProfilesDamaged)]
    [InlineData("{\"version\":1,\"profiles\":[{\"name\":\"a\",\"provider\":\"Crun\",\"baseUri\":\"https://x.example\",\"key\":{\"kind\":null,\"name\":\"n\"}}]}", ErrorIds.ProfilesDamaged)]
    [InlineData("{\"version\":1,\"profiles\":[{\"name\":\"a\",\"provider\":\"Crun\",\"baseUri\":\"https://x.example\",\"rateLimit\":\"20 per minute\"}]}", ErrorIds.ProfilesDamaged)]
    [InlineData("{\"version\":1,\"profiles\":[{\"name\":\"a\",\"provider\":\"Crun\",\"baseUri\":\"https://x.example\",\"creditPrice\":-0.01}]}", ErrorIds.ProfilesDamaged)]
    [InlineData("{\"version\":1,\"profiles\":[{\"name\":\"a\",\"provider\":\"Crun\",\"baseUri\":\"https://x.example\",\"tier\":\"Gold\"}]}", ErrorIds.ProfilesDamaged)]
    [InlineData("{\"version\":1,\"profiles\":[{\"name\":\"a\",\"provider\":\"Crun\",\"baseUri\":\"https://x.example\",\"retention\":\"-30.00:00:00\"}]}", ErrorIds.ProfilesDamaged)]
    [InlineData("{\"version\":2,\"profiles\":[]}", ErrorIds.ProfilesTooNew)]
    public async Task A_file_that_cannot_be_read_is_refused_and_left_as_it_is(string content, string errorId)
    {
        await File.WriteAllTextAsync(SettingsFile, content);

        Caught.By(errorId, () => Store().List());
        await Caught.ByAsync(errorId, () => Save("work", Key));

        Assert.Equal(content, await File.ReadAllTextAsync(SettingsFile));
    }

    [Fact]
    public async Task What_a_newer_module_added_stays_when_an_older_one_writes()
    {
        await Save("work", Key);
        var root = JsonNode.Parse(await File.ReadAllTextAsync(SettingsFile))!;
        root["later"] = "root";
        root["profiles"]![0]!["laterStill"] = 42;
        await File.WriteAllTextAsync(SettingsFile, root.ToJsonString());

        await Store().SaveAsync("work", old => old! with { AspectRatio = "1:1" }, new ProfileChange(), default);

        var written = JsonNode.Parse(await File.ReadAllTextAsync(SettingsFile))!;
        Assert.Equal(("root", 42, "1:1"), ((string?)written["later"], (int?)written["profiles"]![0]!["laterStill"], (string?)written["profiles"]![0]!["aspectRatio"]));
    }

    [Fact]
    public async Task Many_writers_lose_nothing_and_a_reader_sees_nothing_disappear()
    {
        var writing = Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                await Store().SaveAsync($"p{writer}-{i}", _ => Make($"p{writer}-{i}"), new ProfileChange { Key = new Secret($"the-key-{writer}-{i}") }, default);
            }
        })));
        for (var seen = 0; !writing.IsCompleted;)
        {
            var now = Store().List().Count;
            Assert.True(now >= seen, $"{now} profiles after {seen}.");
            seen = now;
        }

        await writing;
        var all = Store().List();
        Assert.Equal(80, all.Count);
        Assert.Equal("the-key-7-9", (await Store().KeyAsync(all.Single(each => each.Name == "p7-9"), default)).Reveal());
    }

    [Fact]
    public async Task Only_the_owner_can_read_the_files()
    {
        var home = Path.Combine(_home.Path, "new");
        await new ProfileStore(_ => null, () => home, TimeProvider.System).SaveAsync("work", _ => Make("work"), new ProfileChange { Key = new Secret(Key) }, default);

        Assert.Contains("secrets.json", Directory.EnumerateFiles(home).Select(Path.GetFileName));
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(home));
        foreach (var file in Directory.EnumerateFiles(home))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    private static Profile Make(string name) => new() { Name = name, Provider = ProviderNames.Crun, BaseUri = GatewayRegistry.Describe(ProviderNames.Crun).BaseUri };

    private Task Save(string name, string key) => Store().SaveAsync(name, _ => Make(name), new ProfileChange { Key = new Secret(key) }, default);

    // each is what another process would see
    private ProfileStore Store() => new(name => _environment.GetValueOrDefault(name), () => _home.Path, TimeProvider.System);
}
