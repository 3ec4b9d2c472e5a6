using System.Text;
using NanoBanana.Client.Gateways.Catalog;

namespace NanoBanana.Client.Tests.Gateways;

/// <summary>The form of models.json: what adds, what changes, and what is refused with its place.</summary>
public sealed class CatalogFileTests
{
    private const string Base = """
        {
          "families": { "one": { "retiresAt": "2026-10-02", "successor": "two", "disputed": "its end" } },
          "models": [
            { "provider": "Crun", "model": "google/one", "family": "one", "operations": ["Generate", "Edit"], "maxPromptLength": 10, "maxImages": 3,
              "prices": { "currency": "credits", "amounts": [{ "amount": 5 }], "source": "a page" } }
          ]
        }
        """;

    [Fact]
    public void An_entry_is_one_row_for_each_operation_with_its_familys_life()
    {
        var rows = Rows(Base);

        Assert.Equal([Operations.Generate, Operations.Edit], rows.Select(row => row.Operation));
        Assert.Equal([0, 3], rows.Select(row => row.MaxImages!.Value));
        Assert.All(rows, row => Assert.Equal(("two", "input", "its end", 1, CallbackRules.Optional), (row.Successor, row.Dialect, row.Disputed, row.MaxCount, row.Callback)));
    }

    [Fact]
    public void A_users_entry_changes_the_fields_that_it_names()
    {
        var rows = Rows(Base, """
            {
              // comments and a last comma are allowed
              "models": [{ "provider": "CRUN", "model": "Google/One", "operations": ["edit"], "maxImages": 7, "prices": { "currency": "USD", "source": "mine", "amounts": [{ "amount": 0.5 }] } }],
            }
            """);

        Assert.Equal((0, "a page"), (rows[0].MaxImages, rows[0].Prices!.Source));
        Assert.Equal((7, 10, "user", 0.5m), (rows[1].MaxImages, rows[1].MaxPromptLength, rows[1].Prices!.Source, rows[1].Prices!.Amounts[0].Amount));
    }

    [Fact]
    public void A_users_entry_without_operations_changes_all_rows_of_the_model() =>
        Assert.All(Rows(Base, """{ "models": [{ "provider": "Crun", "model": "google/one", "retiresAt": null }] }"""), row => Assert.Null(row.RetiresAt));

    [Fact]
    public void A_new_model_and_a_new_family_are_added_and_removed_ones_go()
    {
        var rows = Rows(Base, """
            { "remove": ["one"], "families": { "three": { "retiresAt": "2030-01-01" } },
              "models": [{ "provider": "Pixazo", "model": "three", "family": "three", "operations": ["Generate"], "resolutions": ["0.5K", "1K"], "defaults": { "resolution": "1K" } }] }
            """);

        var row = Assert.Single(rows);
        Assert.Equal(("three", 2030, "operations", "user"), (row.Model, row.RetiresAt!.Value.Year, row.Dialect, row.Source));
    }

    [Theory]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{", "depth")]
    [InlineData("""{ "model": [] }""", "'model' is not one of its properties")]
    [InlineData("""{ "models": {} }""", "models is not a list")]
    [InlineData("""{ "models": [1] }""", "models[0] is not an object")]
    [InlineData("""{ "remove": ["four"] }""", "remove names 'four'")]
    [InlineData("""{ "models": [{ "provider": "Crun", "model": "google/four", "family": "four" }] }""", "is new, so it needs operations")]
    [InlineData("""{ "models": [{ "provider": "Crun", "model": "google/one", "operations": ["Draw"] }] }""", "the operation 'Draw'")]
    [InlineData("""{ "models": [{ "provider": "Crun", "model": "google/one", "baseUri": "https://evil.example" }] }""", "baseUri")]
    [InlineData("""{ "models": [{ "provider": "Crun", "model": "google/one", "headers": { "x": "y" } }] }""", "headers")]
    [InlineData("""{ "models": [{ "provider": "Crun", "model": "google/one", "url": "https://evil.example" }] }""", "url")]
    [InlineData("""{ "models": [{ "provider": "Dall", "model": "x", "family": "x", "operations": ["Edit"] }] }""", "'Dall' is not a provider")]
    [InlineData("""{ "models": [{ "provider": "Pixazo", "model": "../../admin", "family": "x", "operations": ["Edit"] }] }""", "is not a model name")]
    [InlineData("""{ "models": [{ "provider": "Pixazo", "model": "a?b=c", "family": "x", "operations": ["Edit"] }] }""", "is not a model name")]
    [InlineData("""{ "models": [{ "provider": "Crun", "model": "google/one", "dialect": "smoke" }] }""", "'smoke' is not a dialect of Crun: input")]
    [InlineData("""{ "models": [{ "provider": "Crun", "model": "google/one", "aspectRatios": ["wide"] }] }""", "'wide' is not a ratio")]
    [InlineData("""{ "models": [{ "provider": "Crun", "model": "google/one", "resolutions": ["huge"] }] }""", "'huge' is not a resolution")]
    [InlineData("""{ "models": [{ "provider": "Crun", "model": "google/one", "outputFormats": ["gif"] }] }""", "'gif' is not one of the formats")]
    [InlineData("""{ "models": [{ "provider": "Crun", "model": "google/one", "aspectRatios": [null] }] }""", "'null' is not a ratio")]
    [InlineData("""{ "models": [{ "provider": "Crun", "model": "google/one", "resolutions": [null] }] }""", "'null' is not a resolution")]
    [InlineData("""{ "models": [{ "provider": "Crun", "model": "google/one", "outputFormats": [null] }] }""", "'null' is not one of the formats")]
    [InlineData("""{ "models": [{ "provider": "Crun", "model": "google/one", "family": null }] }""", "'' is not a family name")]
    [InlineData("""{ "models": [{ "provider": "Crun", "model": "google/one", "prices": { "currency": "USD", "amounts": [null] } }] }""", "an amount is null")]
    [InlineData("""{ "models": [{ "provider": "Crun", "model": "google/one", "callback": "Perhaps" }] }""", "callback is 'Perhaps'")]
    [InlineData("""{ "models": [{ "provider": "Crun", "model": "google/one", "maxPromptLength": 0 }] }""", "a limit is too low")]
    [InlineData("""{ "models": [{ "provider": "Crun", "model": "google/one", "maxPromptLength": "long" }] }""", "maxPromptLength")]
    [InlineData("""{ "models": [{ "provider": "Crun", "model": "google/one", "defaults": { "resolution": "1K" } }] }""", "its default '1K'")]
    [InlineData("""{ "models": [{ "provider": "Crun", "model": "google/one", "prices": { "currency": "EUR", "amounts": [{ "amount": 1 }] } }] }""", "prices are in 'EUR'")]
    [InlineData("""{ "models": [{ "provider": "Crun", "model": "google/one", "prices": { "currency": "USD", "amounts": [] } }] }""", "prices have no amounts")]
    [InlineData("""{ "models": [{ "provider": "Crun", "model": "google/one", "prices": { "currency": "USD", "amounts": [{ "amount": -1 }] } }] }""", "an amount is below 0")]
    [InlineData("""{ "models": [{ "provider": "Crun", "model": "google/one", "prices": { "currency": "USD", "amounts": [{ "amount": 2, "most": 1 }] } }] }""", "below 0 or too large")]
    [InlineData("""{ "models": [{ "provider": "Crun", "provider": "Pixazo", "model": "google/one" }] }""", "twice")]
    public void What_cannot_be_is_refused_and_named(string file, string part)
    {
        var error = Assert.Throws<CatalogException>(() => Rows(Base, file));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_users_file_is_read_again_when_it_changes_and_its_error_names_it()
    {
        using var folder = new TempFolder();
        var files = new CatalogFiles(() => folder.Path, Encoding.UTF8.GetBytes(Base));
        var path = Path.Combine(folder.Path, CatalogFiles.Name);

        Assert.Equal(10, files.Rows()[0].MaxPromptLength);
        File.WriteAllText(path, """{ "models": [{ "provider": "Crun", "model": "google/one", "maxPromptLength": 77 }] }""");
        Assert.Equal(77, files.Rows()[0].MaxPromptLength);
        File.WriteAllText(path, "\uFEFF{ \"models\": 1 }");
        var error = Assert.Throws<NanoBananaException>(() => files.Rows());
        Assert.Equal((ErrorIds.ModelFileInvalid, true), (error.ErrorId, error.Message.Contains(path, StringComparison.Ordinal)));
        File.Delete(path);
        Assert.Equal(10, files.Rows()[0].MaxPromptLength);
    }

    [Fact]
    public void A_file_that_others_can_write_is_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, CatalogFiles.Name);
        File.WriteAllText(path, "{}");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);

        Assert.Equal(ErrorIds.HomeWritableByOthers, Assert.Throws<NanoBananaException>(() => new CatalogFiles(() => folder.Path, Encoding.UTF8.GetBytes(Base)).Rows()).ErrorId);
    }

    private static IReadOnlyList<ModelCapabilities> Rows(string first, string? ofUser = null)
    {
        var builder = new CatalogBuilder().Add(Encoding.UTF8.GetBytes(first));
        return (ofUser is null ? builder : builder.Add(Encoding.UTF8.GetBytes(ofUser), ofUser: true)).Build();
    }
}
