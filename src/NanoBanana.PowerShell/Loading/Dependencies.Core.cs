#if NET
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;

namespace NanoBanana.PowerShell.Loading;

/// <summary>
/// The client core and what it needs live in a load context of their own: no version of theirs meets another module's.
/// The cmdlets stay in the default context, where PowerShell looks for them, and reach the core through this class.
/// </summary>
/// <remarks>https://learn.microsoft.com/powershell/scripting/dev-cross-plat/resolving-dependency-conflicts</remarks>
internal static class Dependencies
{
    // one context for the life of the process: importing the module again must find the same types
    private static readonly PrivateContext Context = new();

    public static void Attach()
    {
        AssemblyLoadContext.Default.Resolving -= Resolve;
        AssemblyLoadContext.Default.Resolving += Resolve;
    }

    // only assemblies with our name: the missing dependencies of other modules do not concern this one
    private static Assembly? Resolve(AssemblyLoadContext asking, AssemblyName name) =>
        name.Name?.StartsWith("NanoBanana.", StringComparison.Ordinal) == true && DependencyFolder.Find(name) is not null
            ? Context.LoadFromAssemblyName(name)
            : null;

    private sealed class PrivateContext() : AssemblyLoadContext("NanoBanana.PowerShell")
    {
        private readonly ConcurrentDictionary<string, IntPtr> _libraries = new(StringComparer.Ordinal);

        protected override Assembly? Load(AssemblyName assemblyName) =>
            DependencyFolder.Find(assemblyName) is { } file ? LoadFromAssemblyPath(file) : null;

        // the runtime asks once for every function that is imported from a library, not once for the library
        protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
            _libraries.GetOrAdd(unmanagedDllName, name => NativeFolder.Find(name) is { } file ? LoadUnmanagedDllFromPath(file) : IntPtr.Zero);
    }
}
#endif
