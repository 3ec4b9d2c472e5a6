using NanoBanana.Emulation.Compatibility;

namespace NanoBanana.Emulation.Tasks;

/// <summary>What the faults that were armed at its acceptance do to one task.</summary>
internal sealed class TaskQuirks(IReadOnlyCollection<string> faults)
{
    private const int QuirkyQueries = 2;

    private int _hiddenLeft = "not-visible-yet".IsAnyOf(faults) ? QuirkyQueries : 0;
    private int _unheardOfLeft = "unknown-state".IsAnyOf(faults) ? QuirkyQueries : 0;

    private readonly BackwardsSteps? _backwards = "state-backwards".IsAnyOf(faults) ? new BackwardsSteps() : null;

    public bool Fails { get; } = "task-fails".IsAnyOf(faults);

    public bool IsRefused { get; } = "refusal".IsAnyOf(faults);

    public bool IsChargedTwice { get; } = "double-charge".IsAnyOf(faults);

    /// <summary>Done as soon as it is accepted, as the answer to the submit already reports.</summary>
    public bool FinishesAtOnce { get; } = "finished-at-once".IsAnyOf(faults);

    public bool LosesImages { get; } = "success-without-url".IsAnyOf(faults);

    /// <summary>True for the first queries of a task that the gateway cannot find yet. Each call counts.</summary>
    public bool HidesNow() => CountDown(ref _hiddenLeft);

    /// <summary>True for the first queries of a task whose state is a strange word. Each call counts.</summary>
    public bool IsUnheardOfNow() => CountDown(ref _unheardOfLeft);

    /// <summary>The phase that a task going backwards shows instead of its true one. Each call counts.</summary>
    public TaskPhase? ShowsInstead(TaskPhase phase) => _backwards?.Next(phase == TaskPhase.Succeeded);

    private static bool CountDown(ref int left) => Volatile.Read(ref left) > 0 && Interlocked.Decrement(ref left) >= 0;
}
