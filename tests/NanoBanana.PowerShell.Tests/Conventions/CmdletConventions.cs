using System.Management.Automation;
using System.Reflection;
using System.Security;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Commands;
using NanoBanana.PowerShell.Hosting;
using NanoBanana.PowerShell.Tests.PowerShell;

namespace NanoBanana.PowerShell.Tests.Conventions;

/// <summary>What every cmdlet keeps to, read from the assembly, so that a new one cannot forget.</summary>
public sealed class CmdletConventions
{
    private static readonly string[] Verbs =
        [.. new[] { typeof(VerbsCommon), typeof(VerbsData), typeof(VerbsLifecycle), typeof(VerbsDiagnostic), typeof(VerbsCommunications), typeof(VerbsSecurity), typeof(VerbsOther) }
            .SelectMany(type => type.GetFields()).Select(field => (string)field.GetValue(null)!)];

    private static readonly Type[] AllCmdlets =
        [.. typeof(NewNanoBananaTaskCommand).Assembly.GetTypes().Where(type => type.GetCustomAttribute<CmdletAttribute>() is not null)];

    public static TheoryData<Type> Cmdlets => [.. AllCmdlets];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Has_an_approved_verb_and_our_noun(Type cmdlet)
    {
        var (verb, noun) = NameOf(cmdlet);

        Assert.Contains(verb, Verbs);
        Assert.StartsWith("NanoBanana", noun, StringComparison.Ordinal);
        Assert.Equal(verb + noun + "Command", cmdlet.Name);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Declares_what_it_gives(Type cmdlet) => Assert.NotEmpty(cmdlet.GetCustomAttributes<OutputTypeAttribute>());

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void What_changes_or_ends_something_can_be_tried_with_WhatIf(Type cmdlet)
    {
        if (NameOf(cmdlet).Verb is VerbsCommon.New or VerbsCommon.Set or VerbsCommon.Remove or VerbsCommon.Rename or VerbsLifecycle.Stop or VerbsData.Publish or VerbsData.Save or VerbsDiagnostic.Repair or VerbsDiagnostic.Resolve)
        {
            // as written: the reference assembly of PowerShell has no code
            var attribute = cmdlet.CustomAttributes.Single(each => each.AttributeType == typeof(CmdletAttribute));
            Assert.True(attribute.NamedArguments.Any(each => each is { MemberName: nameof(CmdletAttribute.SupportsShouldProcess), TypedValue.Value: true }), $"{cmdlet.Name} has no -WhatIf.");
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Has_an_online_page_of_its_name(Type cmdlet)
    {
        var (verb, noun) = NameOf(cmdlet);
        var attribute = cmdlet.CustomAttributes.Single(each => each.AttributeType == typeof(CmdletAttribute));
        var address = attribute.NamedArguments.SingleOrDefault(each => each.MemberName is nameof(CmdletAttribute.HelpUri)).TypedValue.Value;

        Assert.Equal($"{OnlineHelp.Pages}{verb}-{noun}.md", address);
        Assert.True(File.Exists(Path.Combine(Repository.Root, "docs", "en-US", $"{verb}-{noun}.md")));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Stands_on_the_one_base_and_is_sealed(Type cmdlet)
    {
        Assert.True(cmdlet.IsSealed, $"{cmdlet.Name} is not sealed.");
        Assert.True(cmdlet.IsSubclassOf(typeof(NanoBananaCmdlet)), $"{cmdlet.Name} does not derive from NanoBananaCmdlet.");
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Takes_no_key_as_plain_text(Type cmdlet)
    {
        // the emulator's throw-away key opens nothing and is shown to the user anyway
        var keys = cmdlet.GetProperties()
            .Where(property => property.GetCustomAttribute<ParameterAttribute>() is not null)
            .Where(property => property.Name.Contains("Key", StringComparison.OrdinalIgnoreCase) || property.Name.Contains("Password", StringComparison.OrdinalIgnoreCase) || property.Name.Contains("Secret", StringComparison.OrdinalIgnoreCase))
            .Where(property => cmdlet != typeof(StartNanoBananaEmulatorCommand) && property.Name is not "KeyVariable");

        Assert.All(keys, property => Assert.True(property.PropertyType == typeof(SecureString) || property.PropertyType == typeof(SecureString[]), property.Name));
    }

    // PowerShell's own error of a conversion repeats the text that was given
    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Refuses_plain_text_for_a_secret_without_repeating_it(Type cmdlet) => Assert.All(
        Parameters(cmdlet).Where(property => property.PropertyType == typeof(SecureString) || property.PropertyType == typeof(SecureString[])),
        property => Assert.Contains(property.GetCustomAttributes(), each => each is SecretTransformationAttribute));

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Is_a_declaration_of_at_most_150_lines(Type cmdlet)
    {
        var source = Path.Combine(Repository.Root, "src", "NanoBanana.PowerShell", "Commands", cmdlet.Name + ".cs");

        Assert.InRange(File.ReadLines(source).Count(), 1, 150);
    }

    // the reference assembly's attributes keep no values; what the compiler wrote does
    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Says_of_each_parameter_what_it_is_where_it_is_completed(Type cmdlet) => Assert.All(
        Parameters(cmdlet),
        property => Assert.All(
            property.CustomAttributes.Where(each => each.AttributeType == typeof(ParameterAttribute)),
            each => Assert.Contains(each.NamedArguments, argument => argument.MemberName is "HelpMessage" && argument.TypedValue.Value is string { Length: > 3 })));

    /// <summary>Text that is a script block is its own source: only what is worked out for each item may be one.</summary>
    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Takes_no_script_block_for_text(Type cmdlet) => Assert.All(
        Parameters(cmdlet).Where(property => property.PropertyType == typeof(string) || property.PropertyType == typeof(string[])).Where(property => property.Name is not ("Name" or "Destination")),
        property => Assert.Contains(property.GetCustomAttributes(), each => each is ArgumentTransformationAttribute));

    private static IEnumerable<PropertyInfo> Parameters(Type cmdlet) => cmdlet.GetProperties().Where(each => each.CustomAttributes.Any(attribute => attribute.AttributeType == typeof(ParameterAttribute)));

    [Fact]
    public void The_manifest_names_every_cmdlet_and_nothing_else()
    {
        var manifest = File.ReadAllText(Path.Combine(Repository.Root, "module", "NanoBanana.PowerShell.psd1"));
        var named = System.Text.RegularExpressions.Regex.Matches(manifest, @"'(?<name>\w+-NanoBanana\w+)'").Select(match => match.Groups["name"].Value);
        var cmdlets = AllCmdlets.Select(NameOf).Select(name => name.Verb + "-" + name.Noun);

        Assert.Equal(cmdlets.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    // the reference assembly's attributes keep no values; what the compiler wrote does
    private static (string Verb, string Noun) NameOf(Type cmdlet)
    {
        var arguments = cmdlet.CustomAttributes.Single(each => each.AttributeType == typeof(CmdletAttribute)).ConstructorArguments;
        return ((string)arguments[0].Value!, (string)arguments[1].Value!);
    }
}
