using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using NanoBanana.PowerShell.Commands;
using NanoBanana.PowerShell.Tests.PowerShell;

namespace NanoBanana.PowerShell.Tests.Desktop;

/// <summary>What Windows PowerShell 5.1 would load is whole: read from the metadata, because nothing here can run it.</summary>
public sealed class DesktopFolderTests
{
    // what .NET Framework 4.7.2 and Windows PowerShell bring along
    private static readonly HashSet<string> Platform = new(StringComparer.Ordinal)
    {
        "mscorlib", "netstandard", "System", "System.Core", "System.Data", "System.Management.Automation", "System.Net.Http",
        "System.Numerics", "System.Runtime", "System.Runtime.Serialization", "System.Security", "System.Xml", "System.Xml.Linq",
        "System.Configuration", "System.ComponentModel.DataAnnotations", "System.Transactions", "System.Web",
    };

    private static readonly string Folder = Path.Combine(Repository.Module, "Desktop");

    public static TheoryData<string> Assemblies => [.. Directory.EnumerateFiles(Folder, "*.dll", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file))];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Finds_each_assembly_that_one_of_its_own_refers_to(string assembly)
    {
        var here = AssemblyFiles();
        var missing = Read(Path.Combine(Folder, assembly), reader => reader.AssemblyReferences
            .Select(handle => reader.GetAssemblyReference(handle))
            .Select(reference => (Name: reader.GetString(reference.Name), reference.Version))
            .Where(wanted => !Platform.Contains(wanted.Name))
            .Where(wanted => !here.TryGetValue(wanted.Name, out var found) || found < wanted.Version)
            .ToList());

        Assert.Empty(missing);
    }

    [Fact]
    public void Has_the_same_cmdlets_as_PowerShell_7()
    {
        var core = typeof(NewNanoBananaTaskCommand).Assembly.GetExportedTypes().Select(type => type.Name).Where(name => name.EndsWith("Command", StringComparison.Ordinal));
        var desktop = Read(Path.Combine(Folder, "NanoBanana.PowerShell.dll"), reader => reader.TypeDefinitions
            .Select(reader.GetTypeDefinition)
            .Where(type => type.Attributes.HasFlag(TypeAttributes.Public))
            .Select(type => reader.GetString(type.Name))
            .Where(name => name.EndsWith("Command", StringComparison.Ordinal))
            .ToList());

        Assert.Equal(core.Order(StringComparer.Ordinal), desktop.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ships_no_PowerShell() => Assert.DoesNotContain("System.Management.Automation", AssemblyFiles().Keys);

    private static Dictionary<string, Version> AssemblyFiles() => Directory
        .EnumerateFiles(Folder, "*.dll", SearchOption.AllDirectories)
        .Select(AssemblyName.GetAssemblyName)
        .ToDictionary(name => name.Name!, name => name.Version!, StringComparer.Ordinal);

    private static T Read<T>(string file, Func<MetadataReader, T> read)
    {
        using var stream = File.OpenRead(file);
        using var image = new PEReader(stream);
        return read(image.GetMetadataReader());
    }
}
