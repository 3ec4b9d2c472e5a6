namespace NanoBanana.Client.Tests.Support;

/// <summary>A test that needs node; skipped, with the reason, if there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = Path is null ? "There is no node on this machine." : null;

    /// <summary>The full path of node; null if there is none.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => new[] { System.IO.Path.Combine(folder, "node"), System.IO.Path.Combine(folder, "node.exe") })
        .FirstOrDefault(File.Exists);
}
