using NanoBanana.Client.Providers;

namespace NanoBanana.Client.Transport;

/// <summary>The landing of one submit, with its snapshot where accepted and its error otherwise.</summary>
internal sealed record SubmitOutcome(Landing Landing, TaskSnapshot? Snapshot, NanoBananaException? Error)
{
    public static SubmitOutcome Accepted(TaskSnapshot snapshot) => new(Landing.Accepted, snapshot, Error: null);
}
