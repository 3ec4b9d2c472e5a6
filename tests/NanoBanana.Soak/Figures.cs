namespace NanoBanana.Soak;

/// <summary>One line of the series: what happened since the last one, and what this process holds.</summary>
internal sealed record Figures
{
    public static string Title => "  minute  tasks  charges  unknown  stopped  restarted  killed  problems  work set MB  heap MB  fds  threads";

    public double Minute { get; init; }

    /// <summary>Accepted intents of the journal.</summary>
    public int Tasks { get; set; }

    /// <summary>Lines of the emulator's ledger.</summary>
    public int Charges { get; set; }

    /// <summary>Submits whose outcome was unknown, and was settled.</summary>
    public int Unknown { get; set; }

    public int Stopped { get; set; }

    public int Restarted { get; set; }

    public int Killed { get; set; }

    public int Problems { get; set; }

    public double WorkingSet { get; init; }

    public double Heap { get; init; }

    public int Descriptors { get; init; }

    public int Threads { get; init; }

    public override string ToString() => FormattableString.Invariant(
        $"{Minute,8:0.0}{Tasks,7}{Charges,9}{Unknown,9}{Stopped,9}{Restarted,11}{Killed,8}{Problems,10}{WorkingSet,13:0.0}{Heap,9:0.00}{Descriptors,5}{Threads,9}");
}
