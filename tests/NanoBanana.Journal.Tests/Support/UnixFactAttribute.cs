namespace NanoBanana.Journal.Tests.Support;

/// <summary>Needs a Unix: its file modes, its shell, its devices.</summary>
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "not on Windows" : null!;
}
