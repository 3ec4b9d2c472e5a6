namespace NanoBanana.Mutation.Lists;

/// <summary>Mistakes about what became of a submit.</summary>
internal static class LandingMutations
{
    private const string Landing = "Http/LandingClass.cs";
    private const string Submit = "Submitting/SubmitSender.cs";
    private const string Reader = "Submitting/SubmitReader.cs";
    private const string Sender = "Http/GatewaySender.cs";

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new(Landing, "error.BodyStarted ? Landing.Unknown : Landing.NotDelivered", "error.BodyStarted ? Landing.NotDelivered : Landing.NotDelivered", "a reset after the body is sent again: charged twice"),
        new(Landing, ">= 500 => Landing.Unknown,", ">= 500 => Landing.Refused,", "a 5xx after the gateway took it is sent again: charged twice"),
        new(Landing, ">= 500 => Landing.Unknown,", ">= 500 => Landing.Rejected,", "a 5xx after the gateway took it counts as not charged"),
        new(Landing, "408 or 425 => Landing.Unknown,", "408 or 425 => Landing.Refused,", "a gateway's own time-out is sent again: charged twice"),
        new(Landing, "501 or 505 when replyStatus.InEnvelope => Landing.Rejected,", "501 or 505 => Landing.Rejected,", "a proxy's 501 counts as not charged"),
        new(Landing, "? Landing.Accepted : Landing.Unknown;", "? Landing.Accepted : Landing.Rejected;", "a success without an id counts as not charged"),
        new(Landing, "{ Id: not null } or { Images.Count: > 0 } ?", "{ Id: not null } ?", "images that come in the submit's own answer are lost"),
        new(Landing, "code is 429 || (code is 409 && LimitWords.IsMatch(text) && !TakenWords.IsMatch(text))", "code is 429 or 409", "any conflict is sent again until the time is over"),
        new(Landing, "&& !TakenWords.IsMatch(text)", "", "a conflict that says that the task exists is sent again: charged twice"),
        new(Landing, "if (claimed is not null)", "if (claimed is \"\")", "an error that names a task counts as not charged"),
        new(Landing, ">= 400 => Landing.Rejected,", ">= 400 => Landing.Refused,", "a request that is wrong for good is sent again until the time is over"),
        new(Landing, "reply.IsSuccess && !replyStatus.IsError", "reply.IsSuccess", "an envelope's no counts as unknown, and blocks the budget"),
        new(Submit, "SettledAsync(run, run.Doubt ?? last, stop)", "SettledAsync(run, last, stop)", "a later no hides that the first attempt may have been charged"),
        new(Submit, "|| (outcome?.Landing is Landing.Unknown && outcome.Snapshot is null && _gateway.Description.IdempotentSubmit);", "|| outcome?.Landing is Landing.Unknown;", "an unknown outcome is sent again without a key that would make it safe: charged twice"),
        new(Submit, "catch (Exception) when (run.Doubt is not null)", "catch (Exception) when (run.Doubt is null)", "a stop between attempts forgets that the first may have been charged"),
        new(Submit, "flight.CancelAfter(_options.StopGrace);", "flight.Cancel();", "Ctrl+C cuts a submit in flight: paid, and its id is lost"),
        new(Submit, "return await SendAsync(run, flight.Token)", "return await SendAsync(run, stop)", "a stop abandons a submit in flight"),
        new(Reader, "MayHaveBeenCharged = landing == Landing.Unknown,", "MayHaveBeenCharged = false,", "the user is told that a cut submit cost nothing"),
        new(Submit, "if (!safe || context.CancellationToken.IsCancellationRequested)", "if (!safe)", "after a stop it tries again"),
        new("Http/TrackedContent.cs", "        Started = true;\n", "", "it is forgotten that the body had left: it is sent again, charged twice"),
        new(Sender, "when (cancellationToken.IsCancellationRequested && content is not { Started: true })", "when (cancellationToken.IsCancellationRequested)", "a stop after the body had left counts as never sent"),
        new(Sender, "throw new SendException(Stopped(timeout.IsCancellationRequested), content is { Started: true }, error);", "throw new SendException(Stopped(timeout.IsCancellationRequested), false, error);", "a submit that ran out of time is sent again: charged twice"),
        new(Sender, "var started = content is { Started: true };", "var started = false;", "a broken connection never counts as one that carried the body: charged twice"),
        new("Submitting/ProfileGate.cs", "            _shut = error;\n", "", "with a wrong key, every item of the pipeline is uploaded and sent"),
    ];
}
