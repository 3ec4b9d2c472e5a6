namespace NanoBanana.Uploads.Tests.Support;

/// <summary>A theory that needs real programs; skipped, with the reason, if one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolTheoryAttribute : TheoryAttribute
{
    public ToolTheoryAttribute(params string[] tools) => Skip = tools.Select(Tools.Missing).FirstOrDefault(reason => reason is not null);
}
