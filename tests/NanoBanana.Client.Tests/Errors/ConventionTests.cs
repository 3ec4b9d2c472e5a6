using System.Reflection;
using System.Runtime.CompilerServices;
using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Tests.Errors;

/// <summary>Rules that every type of the library keeps, checked by reflection.</summary>
public sealed class ConventionTests
{
    /// <summary>Names that are about a key without holding one: where it comes from, the ids of errors, and the key of a piece of work.</summary>
    private static readonly string[] NoKeys = ["Profile.KeySource", "ProfileChange.KeyVariable", "ProfileTest.KeySource", "ProviderDescription.KeyVariable", "StoredTask.WorkKey", "WorkClaim.WorkKey", "JournalEntry.WorkKey", "ErrorIds.KeyMissing", "ErrorIds.KeyNotUsable", "ErrorIds.KeyReadableByOthers", "ErrorIds.SubKeyQuotaExceeded"];

    private static readonly Type[] All = [.. typeof(NanoBananaClient).Assembly.GetTypes().Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute)))];

    private static readonly Type[] Public = [.. All.Where(type => type.IsPublic || type.IsNestedPublic)];

    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void Public_types_are_sealed_or_static() =>
        Assert.Empty(Public.Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract).Select(type => type.FullName));

    [Fact]
    public void Nothing_is_async_void() => Assert.Empty(All
        .SelectMany(type => type.GetMethods(Declared | BindingFlags.NonPublic))
        .Where(method => method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)))
        .Select(method => $"{method.DeclaringType!.FullName}.{method.Name}"));

    [Fact]
    public void No_public_member_or_parameter_takes_or_gives_a_key_as_text()
    {
        var members = Public.SelectMany(type => type.GetMembers(Declared))
            .Where(member => TypeOf(member) == typeof(string) && member.Name.Contains("Key", StringComparison.Ordinal) && !member.Name.Contains('_', StringComparison.Ordinal))
            .Select(member => $"{member.DeclaringType!.Name}.{member.Name}");
        var parameters = Public.SelectMany(type => type.GetMembers(Declared)).OfType<MethodBase>()
            .SelectMany(method => method.GetParameters())
            .Where(parameter => parameter.ParameterType == typeof(string) && parameter.Name!.Contains("key", StringComparison.OrdinalIgnoreCase))
            .Select(parameter => $"{parameter.Member.DeclaringType!.Name}.{parameter.Member.Name}({parameter.Name})");

        Assert.Equal(NoKeys.Order(StringComparer.Ordinal), members.Order(StringComparer.Ordinal));
        Assert.Empty(parameters);
    }

    /// <summary>All but the journal's: a record that was begun is finished.</summary>
    [Fact]
    public void Async_methods_can_be_cancelled() => Assert.Empty(Public
        .Where(type => type.Namespace != "NanoBanana.Client.Journal")
        .SelectMany(type => type.GetMethods(Declared))

        // what happened is written down, whatever else is stopped
        .Where(method => method.Name is not nameof(Store.ITaskStore.RecordAsync))
        .Where(method => typeof(Task).IsAssignableFrom(method.ReturnType) && method.GetParameters().All(parameter => parameter.ParameterType != typeof(CancellationToken)))
        .Select(method => $"{method.DeclaringType!.FullName}.{method.Name}"));

    [Fact]
    public void The_library_knows_no_PowerShell() => Assert.DoesNotContain(
        typeof(NanoBananaClient).Assembly.GetReferencedAssemblies(),
        each => each.Name!.StartsWith("System.Management.Automation", StringComparison.Ordinal));

    private static Type? TypeOf(MemberInfo member) => member switch
    {
        PropertyInfo property => property.PropertyType,
        FieldInfo field => field.FieldType,
        MethodInfo method => method.ReturnType,
        _ => null,
    };
}
