namespace NanoBanana;

/// <summary>What a review comes to.</summary>
public static class ReviewDecisions
{
    /// <summary>The image is taken.</summary>
    public const string Approved = "Approved";

    /// <summary>The image is not taken.</summary>
    public const string Rejected = "Rejected";

    /// <summary>Not reviewed yet.</summary>
    public const string Open = "Open";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Approved, Rejected, Open];
}
