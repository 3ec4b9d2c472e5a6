namespace NanoBanana.PowerShell.Binding;

/// <summary>
/// A switch that a column of a record sets as well: true, yes, x and 1, or false, no and 0. PowerShell would take every text for yes, so
/// <see cref="RecordColumns"/> reads the column.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FromColumnAttribute : Attribute;
