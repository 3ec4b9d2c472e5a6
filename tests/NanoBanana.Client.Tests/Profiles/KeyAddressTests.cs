using System.Text.Json.Nodes;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Profiles;

/// <summary>A key goes only to an address that the user joined it to, and only as a header can carry it. Each test fails on 438ef55.</summary>
public sealed class KeyAddressTests : IDisposable
{
    private const string Key = "sk-SECRET-1234567890";
    private const string Elsewhere = "https://elsewhere.example/";

    private readonly TempFolder _home = new();
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    private string SettingsFile => Path.Combine(_home.Path, "profiles.json");

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(Elsewhere)]
    [InlineData("http://127.0.0.1:9/")]
    public async Task The_provider_s_variable_is_for_the_provider_s_own_address(string baseUri)
    {
        _environment["NANOBANANA_CRUN_API_KEY"] = Key;
        await SaveAsync(Make() with { BaseUri = new Uri(baseUri) });

        Assert.Equal((KeySources.None, false), (Store().Find("work")!.KeySource, Store().Find("work")!.HasKey));
        var error = await Caught.ByAsync(ErrorIds.KeyMissing, () => Store().KeyAsync(Store().Find("work")!, default));
        Assert.Contains("-KeyVariable", error.RecommendedAction, StringComparison.Ordinal);

        await Store().SaveAsync("work", old => old!, new ProfileChange { KeyVariable = "NANOBANANA_CRUN_API_KEY" }, default);
        Assert.Equal(Key, (await Store().KeyAsync(Store().Find("work")!, default)).Reveal());
    }

    [Fact]
    public async Task A_sealed_key_opens_for_its_provider_and_server_only()
    {
        await SaveAsync(Make(), Key);
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(SettingsFile))!;
        settings["profiles"]![0]!["baseUri"] = Elsewhere;
        await File.WriteAllTextAsync(SettingsFile, settings.ToJsonString());

        var error = await Caught.ByAsync(ErrorIds.SecretUnreadable, () => Store().KeyAsync(Store().Find("work")!, default));

        Assert.Contains("api.crun.ai", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sealed_key_whose_purpose_was_rewritten_does_not_open()
    {
        await SaveAsync(Make(), Key);
        var secrets = Path.Combine(_home.Path, "secrets.json");
        await File.WriteAllTextAsync(secrets, (await File.ReadAllTextAsync(secrets)).Replace("api.crun.ai", "elsewhere.example", StringComparison.Ordinal));
        await File.WriteAllTextAsync(SettingsFile, (await File.ReadAllTextAsync(SettingsFile)).Replace("api.crun.ai", "elsewhere.example", StringComparison.Ordinal));

        await Caught.ByAsync(ErrorIds.SecretUnreadable, () => Store().KeyAsync(Store().Find("work")!, default));
    }

    [Fact]
    public async Task A_user_who_sets_another_address_joins_the_key_to_it()
    {
        await SaveAsync(Make(), Key);

        await Store().SaveAsync("work", old => old! with { BaseUri = new Uri(Elsewhere) }, new ProfileChange(), default);

        Assert.Equal(Key, (await Store().KeyAsync(Store().Find("work")!, default)).Reveal());
    }

    /// <summary>A vault seals nothing, so that the name of the secret has to say what it is for.</summary>
    [Theory]
    [InlineData("baseUri", Elsewhere)]
    [InlineData("key", "AWS_SECRET_ACCESS_KEY")]
    public async Task A_key_in_a_vault_is_read_for_its_provider_and_server_only(string changed, string value)
    {
        var vault = new MemoryVault { ["AWS_SECRET_ACCESS_KEY"] = "somebody-else-s" };
        await Store(vault).SaveAsync("work", _ => Make(), new ProfileChange { Key = new Secret(Key), Vault = "mine" }, default);
        Assert.Equal(Key, (await Store(vault).KeyAsync(Store().Find("work")!, default)).Reveal());
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(SettingsFile))!;
        var profile = settings["profiles"]![0]!;
        _ = changed is "key" ? profile["key"]!["name"] = value : profile[changed] = value;
        await File.WriteAllTextAsync(SettingsFile, settings.ToJsonString());
        vault.Asked.Clear();

        await Caught.ByAsync(ErrorIds.SecretUnreadable, () => Store(vault).KeyAsync(Store().Find("work")!, default));

        Assert.Empty(vault.Asked);
    }

    [Fact]
    public async Task A_user_who_sets_another_address_joins_the_key_in_the_vault_to_it()
    {
        var vault = new MemoryVault();
        await Store(vault).SaveAsync("work", _ => Make(), new ProfileChange { Key = new Secret(Key), Vault = "mine" }, default);

        await Store(vault).SaveAsync("work", old => old! with { BaseUri = new Uri(Elsewhere) }, new ProfileChange(), default);

        Assert.Equal(Key, (await Store(vault).KeyAsync(Store().Find("work")!, default)).Reveal());
        Assert.Equal("Vault:mine", Store().Find("work")!.KeySource);
        Assert.Single(vault.Names);
    }

    [Fact]
    public async Task Secrets_of_uploads_open_for_their_target_only()
    {
        var upload = new UploadSecrets(new Dictionary<string, Secret>(StringComparer.Ordinal) { ["X-Auth"] = new(Key) });
        await Store().SaveAsync("work", _ => Make() with { UploadUri = "https://images.example/{name}" }, new ProfileChange { Upload = upload }, default);
        await Store().SaveAsync("work", old => old! with { UploadUri = "https://other.example/{name}" }, new ProfileChange(), default);
        Assert.Equal(Key, (await Store().UploadSecretsAsync(Store().Find("work")!, default))!.Headers!["X-Auth"].Reveal());
        await File.WriteAllTextAsync(SettingsFile, (await File.ReadAllTextAsync(SettingsFile)).Replace("other.example", "elsewhere.example", StringComparison.Ordinal));

        await Caught.ByAsync(ErrorIds.SecretUnreadable, () => Store().UploadSecretsAsync(Store().Find("work")!, default));
    }

    [Theory]
    [InlineData("base", "https://elsewhere.example")]
    [InlineData("variable", "AWS_SECRET_ACCESS_KEY")]
    [InlineData("proxy", "http://proxy.example:8080")]
    [InlineData("authority", "/tmp/authority.pem")]
    public async Task An_import_asks_before_a_key_comes_from_or_goes_to_a_new_place(string what, string shown)
    {
        await SaveAsync(Make() with { Name = "other" }, Key);
        await SaveAsync(Make(), Key);
        var foreign = what switch
        {
            "base" => Make() with { BaseUri = new Uri(Elsewhere) },
            "proxy" => Make() with { Proxy = new Uri("http://proxy.example:8080") },
            "authority" => Make() with { CustomCA = "/tmp/authority.pem" },
            _ => Make(),
        };
        var file = await ExportAsync(foreign, what is "variable" ? "AWS_SECRET_ACCESS_KEY" : null);

        var error = await Caught.ByAsync(ErrorIds.ConfirmationNeeded, () => Store().ImportAsync("x.json", file, new ImportOptions { Replace = true }, default));
        Assert.Contains(shown, error.Message, StringComparison.Ordinal);
        Assert.Equal(Key, (await Store().KeyAsync(Store().Find("work")!, default)).Reveal());

        await Store().ImportAsync("x.json", file, new ImportOptions { Replace = true, AllowForeignAddress = true }, default);
        Assert.Equal(what is "variable" ? KeySources.Store : KeySources.None, Store().Find("work")!.KeySource);
    }

    [Fact]
    public async Task What_the_user_chose_before_is_not_asked_for_again()
    {
        var joined = Make() with { BaseUri = new Uri(Elsewhere), Proxy = new Uri("http://proxy.example:8080") };
        await SaveAsync(joined, Key);

        var imported = await Store().ImportAsync("x.json", await ExportAsync(joined), new ImportOptions { Replace = true }, default);

        Assert.Equal(["work"], imported.Names);
        Assert.Equal(Key, (await Store().KeyAsync(Store().Find("work")!, default)).Reveal());
    }

    [Theory]
    [InlineData(null, "5 USD", 1)]
    [InlineData("50 USD", "5 USD", 1)]
    [InlineData("50 credits", "5 USD", 1)]
    [InlineData("2 USD", "2 USD", 0)]
    public async Task An_import_makes_no_cap_looser(string? imported, string kept, int notes)
    {
        await SaveAsync(Make() with { DailyBudget = Money.Parse("5 USD") }, Key);
        var file = await ExportAsync(Make() with { DailyBudget = imported is null ? null : Money.Parse(imported) });

        var result = await Store().ImportAsync("x.json", file, new ImportOptions { Replace = true }, default);

        Assert.Equal(Money.Parse(kept), Store().Find("work")!.DailyBudget);
        Assert.Equal(notes, result.Notes.Count);
        Assert.All(result.Notes, note => Assert.Contains("5 USD", note, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sk-01234\r\nX-Evil: 1", "line end")]
    [InlineData("sk-01234\n\nGET / HTTP/1.1", "line end")]
    [InlineData("sk-01234 5678", "space")]
    [InlineData("sk-0123456é", "ASCII")]
    [InlineData("sk-\u00000123456", "control")]
    [InlineData("   ", "empty")]
    [InlineData("sk-0123", "7 characters")]
    public async Task A_key_that_no_header_can_carry_is_refused_when_it_is_set_and_before_it_is_used(string key, string says)
    {
        var error = await Caught.ByAsync(ErrorIds.KeyNotUsable, () => SaveAsync(Make(), key));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("0123", error.Message, StringComparison.Ordinal);
        Caught.By(ErrorIds.KeyNotUsable, () => new ProfileStore(_ => null).Set(Make(), new Secret(key)));

        if (!string.IsNullOrWhiteSpace(key))
        {
            _environment["NANOBANANA_CRUN_API_KEY"] = key;
            await Caught.ByAsync(ErrorIds.KeyNotUsable, () => Store().KeyAsync(Make(), default));
        }
    }

    [Fact]
    public async Task A_gateway_on_this_machine_may_have_a_short_key()
    {
        await SaveAsync(Make() with { BaseUri = new Uri("http://127.0.0.1:9/") }, "k");

        Assert.True(Store().Find("work")!.HasKey);
    }

    [Theory]
    [InlineData("X-Auth", "value\r\nX-Evil: 1")]
    [InlineData("X-Auth\r\nX-Evil", "value")]
    public async Task A_header_of_uploads_begins_no_other_header(string name, string value)
    {
        var upload = new UploadSecrets(new Dictionary<string, Secret>(StringComparer.Ordinal) { [name] = new(value) });

        await Caught.ByAsync(ErrorIds.KeyNotUsable, () => Store().SaveAsync("work", _ => Make(), new ProfileChange { Upload = upload }, default));
    }

    [Theory]
    [InlineData("", UnixFileMode.GroupWrite, ErrorIds.HomeWritableByOthers, "chmod go-w '")]
    [InlineData("profiles.json", UnixFileMode.OtherWrite, ErrorIds.HomeWritableByOthers, "chmod go-w '")]
    [InlineData("secrets.key", UnixFileMode.GroupRead, ErrorIds.KeyReadableByOthers, "chmod 600 '")]
    [InlineData("secrets.json", UnixFileMode.OtherRead, ErrorIds.KeyReadableByOthers, "chmod 600 '")]
    public async Task What_other_accounts_can_change_or_read_supplies_no_key(string file, UnixFileMode right, string errorId, string command)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await SaveAsync(Make(), Key);
        var path = Path.Combine(_home.Path, file).TrimEnd('/');
        var mode = File.GetUnixFileMode(path);
        File.SetUnixFileMode(path, mode | right);

        var error = await Caught.ByAsync(errorId, () => Store().KeyAsync(Store().Find("work")!, default));
        Assert.Contains(command + path + "'", error.RecommendedAction, StringComparison.Ordinal);
        if (file is not "profiles.json")
        {
            await Caught.ByAsync(errorId, () => SaveAsync(Make(), Key));
        }

        File.SetUnixFileMode(path, mode);
        Assert.Equal(Key, (await Store().KeyAsync(Store().Find("work")!, default)).Reveal());
    }

    /// <summary>Who can write a folder above can put another home in the place of this one; a sticky folder, as /tmp is, forbids it.</summary>
    [Theory]
    [InlineData(UnixFileMode.GroupWrite, "")]
    [InlineData(UnixFileMode.OtherWrite, "")]
    [InlineData(UnixFileMode.OtherWrite, "link")]
    public async Task A_home_below_a_folder_that_others_can_write_supplies_no_key(UnixFileMode right, string link)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var above = Path.Combine(_home.Path, "above");
        var home = Directory.CreateDirectory(Path.Combine(above, "home")).FullName;
        File.SetUnixFileMode(home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var named = link.Length == 0 ? home : Directory.CreateSymbolicLink(Path.Combine(_home.Path, link), home).FullName;
        await StoreAt(named).SaveAsync("work", _ => Make(), new ProfileChange { Key = new Secret(Key) }, default);
        var mode = File.GetUnixFileMode(above);
        File.SetUnixFileMode(above, mode | right);

        var error = await Caught.ByAsync(ErrorIds.HomeWritableByOthers, () => StoreAt(named).KeyAsync(StoreAt(named).Find("work")!, default));

        Assert.Equal($"Correct the permissions: chmod go-w '{above}'", error.RecommendedAction);
        File.SetUnixFileMode(above, mode | right | UnixFileMode.StickyBit);
        Assert.Equal(Key, (await StoreAt(named).KeyAsync(StoreAt(named).Find("work")!, default)).Reveal());
    }

    /// <summary>The rights say nothing if the file is another account's. Only root can give files away, as the tests of a container do.</summary>
    [Theory]
    [InlineData("", ErrorIds.HomeWritableByOthers)]
    [InlineData("profiles.json", ErrorIds.HomeWritableByOthers)]
    [InlineData("secrets.json", ErrorIds.KeyReadableByOthers)]
    [InlineData("secrets.key", ErrorIds.KeyReadableByOthers)]
    public async Task What_belongs_to_another_account_supplies_no_key(string file, string errorId)
    {
        if (!Environment.IsPrivilegedProcess || OperatingSystem.IsWindows())
        {
            return;
        }

        await SaveAsync(Make(), Key);
        var path = Path.Combine(_home.Path, file).TrimEnd('/');
        using (var chown = System.Diagnostics.Process.Start("chown", ["12345", path]))
        {
            await chown.WaitForExitAsync();
        }

        var error = await Caught.ByAsync(errorId, () => Store().KeyAsync(Store().Find("work")!, default));

        Assert.Contains("uid 12345", error.Message, StringComparison.Ordinal);
        Assert.Contains($"sudo chown 0 '{path}'", error.RecommendedAction, StringComparison.Ordinal);
    }

    private static Profile Make() => new() { Name = "work", Provider = ProviderNames.Crun, BaseUri = GatewayRegistry.Describe(ProviderNames.Crun).BaseUri };

    private static async Task<byte[]> ExportAsync(Profile profile, string? keyVariable = null)
    {
        using var folder = new TempFolder();
        var there = new ProfileStore(_ => null, () => folder.Path, TimeProvider.System);
        await there.SaveAsync(profile.Name, _ => profile, new ProfileChange { KeyVariable = keyVariable }, default);
        return there.Export(there.List());
    }

    private Task SaveAsync(Profile profile, string? key = null) =>
        Store().SaveAsync(profile.Name, _ => profile, new ProfileChange { Key = key is null ? null : new Secret(key) }, default);

    // each is what another process would see
    private ProfileStore Store(ISecretVault? vault = null)
    {
        var store = StoreAt(_home.Path);
        store.Vaults = vault;
        return store;
    }

    private ProfileStore StoreAt(string home) => new(name => _environment.GetValueOrDefault(name), () => home, TimeProvider.System);
}
