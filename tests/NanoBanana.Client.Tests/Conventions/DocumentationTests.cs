using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace NanoBanana.Client.Tests.Conventions;

/// <summary>The compiler asks for a summary of each public member; this asks for its parameters and its result as well.</summary>
public sealed class DocumentationTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void Parameters_and_results_of_public_members_are_described()
    {
        var assembly = typeof(NanoBananaClient).Assembly;
        var pages = Pages(XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")));
        var methods = assembly.GetExportedTypes().SelectMany(type => type.GetMembers(Declared)).OfType<MethodBase>().Where(IsDocumented).ToList();

        Assert.True(methods.Count > 200, $"Only {methods.Count} members were found.");
        var missing = methods.SelectMany(method => Missing(method, pages)).Order(StringComparer.Ordinal).ToList();
        Assert.True(missing.Count == 0, $"{missing.Count} descriptions are missing:\n{string.Join('\n', missing)}");
    }

    [Fact]
    public void A_member_without_them_is_named()
    {
        var method = typeof(Sample).GetMethod(nameof(Sample.Measure))!;
        var page = XElement.Parse("""<member><summary>Measures.</summary><param name="width">Pixels.</param><param name="height"> </param></member>""");

        var missing = Missing(method, new Dictionary<string, XElement>(StringComparer.Ordinal) { [XmlDocId.Of(method)] = page });

        Assert.Equal(["Sample.Measure: <param name=\"height\">", "Sample.Measure: <returns>"], missing.Select(each => each[(each.IndexOf('+', StringComparison.Ordinal) + 1)..]));
    }

    private static Dictionary<string, XElement> Pages(XDocument document) =>
        document.Descendants("member").ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal);

    /// <summary>Properties, events and what the compiler makes have no parameters to describe; an override has the description of its base.</summary>
    private static bool IsDocumented(MethodBase method) =>
        (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly)
        && (!method.IsSpecialName || method.IsConstructor || method.Name.StartsWith("op_", StringComparison.Ordinal))
        && method.GetCustomAttribute<CompilerGeneratedAttribute>() is null
        && (method is not MethodInfo info || info.GetBaseDefinition().DeclaringType == info.DeclaringType)
        && !method.DeclaringType!.IsSubclassOf(typeof(Delegate));

    private static IEnumerable<string> Missing(MethodBase method, Dictionary<string, XElement> pages)
    {
        if (!pages.TryGetValue(XmlDocId.Of(method), out var page) || page.Element("inheritdoc") is not null)
        {
            yield break; // without a page the compiler has complained, or made the member itself
        }

        var named = page.Elements("param").Where(IsFilled).Select(each => (string?)each.Attribute("name")).ToList();
        foreach (var parameter in method.GetParameters().Where(each => !named.Contains(each.Name)))
        {
            yield return $"{method.DeclaringType}.{method.Name}: <param name=\"{parameter.Name}\">";
        }

        if (method is MethodInfo { ReturnType: { } type } && type != typeof(void) && type != typeof(Task) && type != typeof(ValueTask)
            && page.Elements("returns").FirstOrDefault(IsFilled) is null)
        {
            yield return $"{method.DeclaringType}.{method.Name}: <returns>";
        }
    }

    private static bool IsFilled(XElement text) => text.HasElements || text.Value.Trim().Length > 0;

    private static class Sample
    {
        public static int Measure(int width, int height) => width * height;
    }
}
