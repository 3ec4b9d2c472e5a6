namespace NanoBanana;

/// <summary>A user's decision on one image of a task.</summary>
/// <param name="Index">Number of the image within its task, from 1.</param>
/// <param name="Decision">One of <see cref="ReviewDecisions"/>.</param>
/// <param name="Note">The reason given by the user; null for none.</param>
/// <param name="At">When it was made.</param>
public sealed record ImageReview(int Index, string Decision, string? Note, DateTimeOffset At)
{
    /// <inheritdoc/>
    public override string ToString() => Note is null ? Decision : Decision + ": " + Note;
}
