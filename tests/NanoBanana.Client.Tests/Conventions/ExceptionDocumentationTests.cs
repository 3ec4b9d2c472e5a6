using System.Xml.Linq;
using NanoBanana.Testing.Architecture;

namespace NanoBanana.Client.Tests.Conventions;

/// <summary>A public member that throws an exception to its caller names it; what is thrown is read from the compiled code.</summary>
public sealed class ExceptionDocumentationTests
{
    private static readonly string Name = typeof(Sample).FullName!.Replace('+', '.');

    [Fact]
    public void Exceptions_of_public_members_are_described()
    {
        var assembly = typeof(NanoBananaClient).Assembly.Location;
        var pages = XDocument.Load(Path.ChangeExtension(assembly, ".xml")).Descendants("member").ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal);
        var thrown = new ThrownExceptions("Ranges").Of(assembly);

        var described = thrown.Where(member => pages.TryGetValue(member.Key, out var page) && page.Element("inheritdoc") is null).ToList();
        Assert.True(described.Count > 40, $"Only {described.Count} members that throw were found.");
        var missing = described.SelectMany(member => Missing(member.Key, member.Value, pages[member.Key])).Order(StringComparer.Ordinal).ToList();
        Assert.True(missing.Count == 0, $"{missing.Count} descriptions are missing:\n{string.Join('\n', missing)}");
    }

    [Fact]
    public void Exceptions_are_found_in_the_code_that_a_member_calls()
    {
        var thrown = new ThrownExceptions().Of(typeof(Sample).Assembly.Location);

        Assert.Equal([typeof(FormatException)], thrown[$"M:{Name}.{nameof(Sample.Direct)}(System.Boolean)"]);
        Assert.Equal([typeof(FormatException)], thrown[$"M:{Name}.{nameof(Sample.AwaitAsync)}(System.Boolean)"]);
        Assert.Equal([typeof(FormatException)], thrown[$"P:{Name}.{nameof(Sample.Value)}"]);
        Assert.DoesNotContain($"M:{Name}.{nameof(Sample.Caught)}(System.Boolean)", thrown.Keys);
    }

    [Fact]
    public void A_base_type_describes_an_exception_and_another_one_does_not()
    {
        var page = XElement.Parse("""<member><exception cref="T:System.ArgumentException">It is empty.</exception></member>""");

        Assert.Empty(Missing("M:X", [typeof(ArgumentNullException)], page));
        Assert.Equal(["M:X: <exception cref=\"IOException\">"], Missing("M:X", [typeof(IOException)], page));
    }

    private static IEnumerable<string> Missing(string member, IReadOnlyList<Type> thrown, XElement page)
    {
        var named = page.Elements("exception").Select(each => ((string?)each.Attribute("cref"))?.Split(':')[^1]).ToList();
        return thrown.Where(type => !Bases(type).Any(each => named.Contains(each.FullName))).Select(type => $"{member}: <exception cref=\"{type.Name}\">");
    }

    private static IEnumerable<Type> Bases(Type type)
    {
        for (var each = type; each is not null && each != typeof(Exception); each = each.BaseType)
        {
            yield return each;
        }
    }

    /// <summary>Members whose exceptions are known.</summary>
    public static class Sample
    {
        public static int Value => Fail(isBad: true);

        public static int Direct(bool isBad) => isBad ? throw new FormatException("Bad.") { HelpLink = "help" } : 0;

        public static async Task<int> AwaitAsync(bool isBad)
        {
            await Task.Yield();
            return Fail(isBad);
        }

        public static int Caught(bool isBad)
        {
            try
            {
                return Fail(isBad);
            }
            catch (FormatException)
            {
                return -1;
            }
        }

        private static int Fail(bool isBad) => isBad ? throw new FormatException("Bad.") : 1;
    }
}
