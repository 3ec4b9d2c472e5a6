namespace NanoBanana;

/// <summary>What a task does.</summary>
public static class Operations
{
    /// <summary>Text to image.</summary>
    public const string Generate = "Generate";

    /// <summary>Image to image.</summary>
    public const string Edit = "Edit";

    /// <summary>Both, in the order of the help.</summary>
    public static IReadOnlyList<string> All { get; } = [Generate, Edit];
}
