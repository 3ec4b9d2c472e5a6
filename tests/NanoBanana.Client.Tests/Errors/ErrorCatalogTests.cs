using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;

namespace NanoBanana.Client.Tests.Errors;

/// <summary>Every error id has a text, a kind and a next step, and no text is left over.</summary>
public sealed class ErrorCatalogTests
{
    private static readonly string[] Parts = ["Action", "Kind", "Message"];

    private static readonly object?[] Plenty = [.. Enumerable.Range(1, 9).Cast<object?>()];

    public static TheoryData<string> Ids { get; } = new(Constants());

    [Fact]
    public void The_catalogue_and_the_constants_are_the_same()
    {
        var expected = Constants().SelectMany(_ => Parts, (id, part) => id + "_" + part).Order(StringComparer.Ordinal);

        Assert.Equal(expected, Entries().Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Constants().Order(StringComparer.Ordinal), ErrorCatalog.Ids);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_error_says_what_it_is_and_what_to_do(string id)
    {
        Assert.True(Enum.TryParse<ErrorKind>(Entries()[id + "_Kind"], out var kind) && Enum.IsDefined(kind), Entries()[id + "_Kind"]);
        Assert.Equal(kind, ErrorCatalog.Kind(id));
        foreach (var text in new[] { ErrorCatalog.Message(id, Plenty), ErrorCatalog.Action(id, Plenty) })
        {
            Assert.False(string.IsNullOrWhiteSpace(text), id);
            Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
            Assert.Matches(@"[.)}]$|\d$", text);
        }
    }

    [Fact]
    public void The_next_step_names_the_values_too()
    {
        var error = new NanoBananaException(ErrorIds.KeyMissing, "work", "NANOBANANA_CRUN_API_KEY");

        Assert.Equal(
            "Set a key with Set-NanoBananaProfile -Name 'work' -ApiKey (Read-Host -AsSecureString), or set the environment variable NANOBANANA_CRUN_API_KEY.",
            error.RecommendedAction);
    }

    [Fact]
    public void What_is_no_id_has_no_message() => Assert.Throws<ArgumentOutOfRangeException>(() => ErrorCatalog.Message("NoSuchId"));

    private static IEnumerable<string> Constants() =>
        typeof(ErrorIds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

    private static Dictionary<string, string> Entries()
    {
        var manager = new ResourceManager("NanoBanana.Client.Model.Errors.Messages", typeof(ErrorCatalog).Assembly);
        using var set = manager.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: true)!;
        return set.Cast<DictionaryEntry>().ToDictionary(each => (string)each.Key, each => (string)each.Value!, StringComparer.Ordinal);
    }
}
