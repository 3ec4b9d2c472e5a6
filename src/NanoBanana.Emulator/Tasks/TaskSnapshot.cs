namespace NanoBanana.Emulation.Tasks;

/// <summary>A task as it is at one moment.</summary>
/// <param name="Phase">Where it stands.</param>
/// <param name="Ratio">The ratio of the results; <c>auto</c> is settled once the inputs were read.</param>
/// <param name="Failure">Set exactly when the phase is Failed.</param>
/// <param name="EndedAt">Set once the task has ended.</param>
/// <param name="ChangedAt">The last change of phase.</param>
/// <param name="HasImages">False while none are there, and for a success that lost its URLs.</param>
/// <param name="IsUnheardOf">True when the gateway is to answer with a state that no document knows.</param>
internal sealed record TaskSnapshot(
    TaskPhase Phase,
    string Ratio,
    TaskFailure? Failure,
    DateTimeOffset? EndedAt,
    DateTimeOffset ChangedAt,
    bool HasImages,
    bool IsUnheardOf)
{
    public bool HasEnded => EndedAt is not null;
}
