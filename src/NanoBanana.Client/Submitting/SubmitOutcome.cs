using NanoBanana.Client.Gateways;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Submitting;

/// <summary>The landing of one submit, with its snapshot if it was accepted, and its error otherwise.</summary>
internal sealed record SubmitOutcome(Landing Landing, TaskSnapshot? Snapshot, NanoBananaException? Error)
{
    public static SubmitOutcome Accepted(TaskSnapshot snapshot) => new(Landing.Accepted, snapshot, Error: null);

    /// <summary>What a second sending of an unknown intent brought, if not an id: it says nothing of the first, which may have been charged.</summary>
    public static SubmitOutcome StillUnknown(SubmitOutcome second, ImageTask intent, Profile profile) => second.Landing is Landing.Unknown
        ? second
        : new SubmitOutcome(Landing.Unknown, second.Snapshot, new NanoBananaException(ErrorIds.OutcomeUnknown, second.Error, profile.Provider, "asked again, " + second.Error!.Message, intent.IntentId)
        {
            Target = second.Error.Target,
            Provider = profile.Provider,
            Profile = profile.Name,
            HttpStatus = second.Error.HttpStatus,
            Reply = second.Error.Reply,
            MayHaveBeenCharged = true,
        });
}
