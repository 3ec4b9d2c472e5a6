using System.Collections.Concurrent;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Pricing;
using NanoBanana.Client.Transport;
using NanoBanana.Client.Uploads;

namespace NanoBanana.Client;

/// <summary>
/// What the submits of one run share: a file is uploaded once, the run's cap holds over all of them, and after the first wrong
/// key or empty balance of a profile nothing more is uploaded or sent for it.
/// </summary>
public sealed class SubmitRun
{
    private readonly ConcurrentDictionary<string, ProfileGate> _gates = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Starts a run.</summary>
    /// <param name="maxCost">Most that the run may cost, or null.</param>
    /// <param name="resumeFrom">Earlier tasks that stand in for the same work, or null to submit everything anew.</param>
    public SubmitRun(Money? maxCost = null, IEnumerable<JournalEntry>? resumeFrom = null)
    {
        Budget = new RunBudget(maxCost);
        ResumeBook = resumeFrom is null ? null : new ResumeBook(resumeFrom);
    }

    internal RunBudget Budget { get; }

    internal ResumeBook? ResumeBook { get; }

    internal UploadCache Uploads { get; } = new();

    internal ProfileGate GateOf(Profile profile) => _gates.GetOrAdd(profile.Name, _ => new ProfileGate());
}
