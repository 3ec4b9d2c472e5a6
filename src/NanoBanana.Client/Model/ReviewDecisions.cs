namespace NanoBanana;

/// <summary>The decisions of a review.</summary>
public static class ReviewDecisions
{
    /// <summary>The image is approved.</summary>
    public const string Approved = "Approved";

    /// <summary>The image is rejected.</summary>
    public const string Rejected = "Rejected";

    /// <summary>Not reviewed yet.</summary>
    public const string Open = "Open";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Approved, Rejected, Open];
}
