#if NETSTANDARD2_0
// The compiler looks for this type by name; .NET Standard 2.0 was made before it did.
namespace System.Diagnostics.CodeAnalysis;

[AttributeUsage(AttributeTargets.Constructor)]
internal sealed class SetsRequiredMembersAttribute : Attribute;
#endif
