namespace NanoBanana.Client.Compatibility;

/// <summary>
/// Lists that a shell can index. What the compiler makes of <c>[.. items]</c> for an <see cref="IReadOnlyList{T}"/> has no public
/// indexer: PowerShell takes it for one object, and <c>$task.Images[1]</c> is nothing.
/// </summary>
internal static class Indexable
{
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> items) => items is T[] or List<T> ? items : items.ToArray();
}
