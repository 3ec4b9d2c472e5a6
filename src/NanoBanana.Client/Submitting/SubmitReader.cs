using NanoBanana.Client.Gateways;
using NanoBanana.Client.Http;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Submitting;

/// <summary>Reads what became of one attempt to submit: accepted, refused, not delivered, or unknown.</summary>
internal sealed class SubmitReader(IGateway gateway, Profile profile, ClientOptions options)
{
    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(1);

    /// <summary>The outcome of an attempt that was answered.</summary>
    public SubmitOutcome Read(SubmitCall call, GatewayReply reply)
    {
        var replyStatus = ReplyStatus.Of(gateway, reply);
        var snapshot = reply.IsSuccess && !replyStatus.IsError ? gateway.ReadSubmit(reply) : null;
        var claimed = snapshot?.Id is null ? TaskIds.In(gateway, reply) : null;
        var landing = LandingClass.Of(reply, replyStatus, snapshot, claimed);
        if (landing is Landing.Accepted && snapshot!.Id is { } masked && Redaction.IsMasked(masked))
        {
            return new SubmitOutcome(Landing.Unknown, Snapshot: null, Unknown(call, reply, replyStatus, $"it accepted the request as '{masked}'. This id contains the API key, so it is neither stored nor queried."));
        }

        if (snapshot?.Id is { } given && call.Account.Accepted.IsRepeated(given, call.Request.IntentId))
        {
            options.Log?.Warning($"{profile.Provider} gave the id {given} to two requests. Both tasks show the same images, and perhaps only one was made.");
        }

        if (replyStatus is { IsError: true, Code: 429 })
        {
            call.Account.Refused(call.Account.Creates, reply, Backoff.Wait(LeastPause, attempt: 0, asked: null, random: 1));
        }

        return landing switch
        {
            Landing.Accepted => SubmitOutcome.Accepted(snapshot!),
            Landing.Unknown => new SubmitOutcome(landing, Claimed(claimed), Unknown(call, reply, replyStatus, What(call, reply, replyStatus))),
            _ => new SubmitOutcome(landing, Snapshot: null, Refusal(call, reply, replyStatus)),
        };
    }

    /// <summary>The outcome of an attempt that the network did not bring to its end.</summary>
    public SubmitOutcome Read(SubmitCall call, SendException error)
    {
        var landing = LandingClass.Of(error);
        var id = NetworkFaults.ErrorId(error.Fault) ?? (landing == Landing.NotDelivered ? ErrorIds.NotDelivered : ErrorIds.OutcomeUnknown);
        var claimed = error.Partial is { } partial ? TaskIds.In(gateway, partial) : null;
        return new SubmitOutcome(landing, Claimed(claimed), new NanoBananaException(id, error, profile.Provider, error.Message, call.Request.IntentId)
        {
            Target = call.Target,
            Provider = profile.Provider,
            Profile = profile.Name,
            MayHaveBeenCharged = landing == Landing.Unknown,
        });
    }

    private NanoBananaException Refusal(SubmitCall call, GatewayReply reply, ReplyStatus replyStatus)
    {
        var error = StatusErrors.From(replyStatus, reply, profile, call.Key, call.Target, options.Time);
        return UnknownModel.Is(replyStatus) ? UnknownModel.From(error, replyStatus, call.Request.Model, call.Key) : error;
    }

    private static string What(SubmitCall call, GatewayReply reply, ReplyStatus replyStatus) => replyStatus.IsError
        ? $"it returned {replyStatus.Code}: {Redaction.Message(replyStatus.Text, call.Key).TrimEnd('.')}."
        : Reasons.Page(reply) ?? $"it returned {reply.Status} without a task id.";

    private NanoBananaException Unknown(SubmitCall call, GatewayReply reply, ReplyStatus replyStatus, string what) =>
        new(ErrorIds.OutcomeUnknown, profile.Provider, WireText.Sentence(what), call.Request.IntentId)
        {
            Target = call.Target,
            Provider = profile.Provider,
            Profile = profile.Name,
            HttpStatus = reply.Status,
            Code = replyStatus.Code,
            Reply = Redaction.Reply(reply.Text, call.Key),
            MayHaveBeenCharged = true,
        };

    // of an id that held the key, what is left names nothing
    private static TaskSnapshot? Claimed(string? id) => id is null || Redaction.IsMasked(id) ? null : new TaskSnapshot { Id = id };
}
