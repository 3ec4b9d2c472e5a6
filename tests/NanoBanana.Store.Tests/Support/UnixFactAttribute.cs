namespace NanoBanana.Store.Tests.Support;

/// <summary>Needs a Unix, where an open file can lose its name.</summary>
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "not on Windows" : null!;
}
