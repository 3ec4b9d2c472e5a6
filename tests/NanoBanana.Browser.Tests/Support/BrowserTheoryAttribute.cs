namespace NanoBanana.Browser.Tests.Support;

/// <summary>A theory that needs a browser; skipped, with the reason, if there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.Missing;
}
