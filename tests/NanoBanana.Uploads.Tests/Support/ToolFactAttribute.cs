namespace NanoBanana.Uploads.Tests.Support;

/// <summary>A test that needs real programs; skipped, with the reason, if one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(params string[] tools) => Skip = tools.Select(Tools.Missing).FirstOrDefault(reason => reason is not null);
}
