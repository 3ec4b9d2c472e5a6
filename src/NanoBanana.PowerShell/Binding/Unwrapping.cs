using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Takes the wrapper off a value: PowerShell wraps what it passes on.</summary>
internal static class Unwrapping
{
    /// <summary>The value itself.</summary>
    /// <param name="value">A value, or a <see cref="PSObject"/> around one.</param>
    [return: NotNullIfNotNull(nameof(value))]
    public static object? Unwrapped(this object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
