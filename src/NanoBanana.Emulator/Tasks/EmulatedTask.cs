using NanoBanana.Emulation.Images;
using NanoBanana.Emulation.Inputs;

namespace NanoBanana.Emulation.Tasks;

/// <summary>
/// A task that a gateway accepted. Its state is computed from the clock for each query; only the inputs, which
/// are read in the background, are remembered.
/// </summary>
internal sealed class EmulatedTask(TaskOrder order, TaskQuirks quirks, DateTimeOffset acceptedAt, DateTimeOffset startsAt, TimeSpan duration)
{
    // Chosen so that each of the kie family's five states is seen by a client that polls a few times.
    private const double QueuedFrom = 0.15;
    private const double RunningFrom = 0.4;

    private volatile InputReport? _inputs;

    public TaskOrder Order { get; } = order;

    public TaskQuirks Quirks { get; } = quirks;

    public ResultLinks Links { get; } = new();

    public DateTimeOffset AcceptedAt { get; } = acceptedAt;

    /// <summary>When it starts: later than its acceptance if others run first.</summary>
    public DateTimeOffset StartsAt { get; } = startsAt;

    public DateTimeOffset DueAt { get; } = startsAt + duration;

    /// <summary>When it starts to run.</summary>
    public DateTimeOffset RunningAt => StartsAt + Part(RunningFrom);

    public string Id => Order.Id;

    /// <summary>The failure that is certain already, though the task may still seem to run.</summary>
    public TaskFailure? Doom { get; } =
        quirks.IsRefused || order.Prompt.Contains("[refuse]") ? TaskFailure.Refused
        : quirks.Fails ? TaskFailure.Internal
        : null;

    /// <summary>True until its input images were read: it cannot end before.</summary>
    public bool IsReadingInputs => _inputs is null;

    /// <summary>The input images that a result can show; none before they were read.</summary>
    public IReadOnlyList<SourcePicture> Sources => _inputs?.Pictures ?? [];

    public void SetInputs(InputReport report) => _inputs = report;

    /// <summary>The state as a gateway's query reports it; unlike <see cref="At"/>, each call uses up quirks.</summary>
    public TaskSnapshot AskedAt(DateTimeOffset now)
    {
        if (Quirks.IsUnheardOfNow())
        {
            return Unfinished(now) with { IsUnheardOf = true };
        }

        var truth = At(now);
        return Quirks.ShowsInstead(truth.Phase) is { } phase ? Unfinished(now) with { Phase = phase } : truth;
    }

    public TaskSnapshot At(DateTimeOffset now)
    {
        var inputs = _inputs;
        if (inputs is null || now < DueAt)
        {
            return Unfinished(now);
        }

        var endedAt = inputs.ReadAt > DueAt ? inputs.ReadAt : DueAt;
        var failure = Doom ?? inputs.Failure;
        return failure is null
            ? new TaskSnapshot(TaskPhase.Succeeded, Ratio(inputs), null, endedAt, endedAt, !Quirks.LosesImages, false)
            : new TaskSnapshot(TaskPhase.Failed, Ratio(inputs), failure, endedAt, endedAt, false, false);
    }

    private TaskSnapshot Unfinished(DateTimeOffset now)
    {
        var queuedAt = AcceptedAt + Part(QueuedFrom);
        var (phase, since) = now >= RunningAt ? (TaskPhase.Running, RunningAt)
            : now >= queuedAt ? (TaskPhase.Queued, queuedAt)
            : (TaskPhase.Waiting, AcceptedAt);
        return new TaskSnapshot(phase, Ratio(_inputs), null, null, since, false, false);
    }

    private string Ratio(InputReport? inputs) => Order.Ratio is "auto" ? Order.Row.Pixels.Nearest(inputs?.FirstSize) : Order.Ratio;

    private TimeSpan Part(double share) => TimeSpan.FromTicks((long)((DueAt - StartsAt).Ticks * share));
}
