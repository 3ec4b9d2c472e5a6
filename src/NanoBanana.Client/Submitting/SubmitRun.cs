using System.Collections.Concurrent;
using NanoBanana.Client.Http;
using NanoBanana.Client.Pricing;
using NanoBanana.Client.Store;
using NanoBanana.Client.Submitting;
using NanoBanana.Client.Uploads;

namespace NanoBanana.Client;

/// <summary>
/// What the submits of one run share: a file is uploaded once, the run's cap holds over all of them, and after the first wrong
/// key or empty balance of a profile nothing more is uploaded or sent for it.
/// </summary>
public sealed class SubmitRun
{
    private readonly Lazy<UploadRun> _uploads;
    private readonly ConcurrentDictionary<string, ProfileGate> _gates = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, byte> _told = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task>> _emulators = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, TakenNumbers> _numbers = new(StringComparer.Ordinal);

    /// <summary>Starts a run.</summary>
    /// <param name="maxCost">The maximum that the run may cost; null sets no limit.</param>
    /// <param name="resume">Whether the recorded task of the same work is returned instead of a new submit, if there is one.</param>
    public SubmitRun(Money? maxCost = null, bool resume = false)
    {
        _uploads = new Lazy<UploadRun>(() => new UploadRun(UploadTo, CustomUpload, CustomUploadId, new UploadCache(UploadIndex, TimeProvider.System, Uploaded)));
        Budget = new RunBudget(maxCost);
        Resume = resume;
    }

    /// <summary>The work that was done before and is submitted again.</summary>
    public Repeats Repeats { get; } = new();

    internal RunBudget Budget { get; }

    /// <summary>Whether an earlier task of the same work is returned instead of a new submit.</summary>
    public bool Resume { get; }

    /// <summary>Whether EXIF, XMP, IPTC and comments are removed from files that are uploaded without a request; a request has its own setting.</summary>
    public bool StripMetadata { get; init; }

    /// <summary>Whether a copy is sent of an image that the gateway would not accept; for uploads without a request.</summary>
    public bool Fit { get; init; }

    /// <summary>One of <see cref="UploadKinds"/>, instead of the profile's; null uses the profile's.</summary>
    public string? UploadTo { get; init; }

    /// <summary>The host's own way to upload a file, instead of every target.</summary>
    public Func<string, CancellationToken, Task<Uri>>? CustomUpload { get; init; }

    /// <summary>
    /// Identifies <see cref="CustomUpload"/> across runs, so that its uploads are used again; null remembers none of them.
    /// </summary>
    public string? CustomUploadId { get; init; }

    /// <summary>The store of earlier uploads; null uploads everything again.</summary>
    public IUploadIndex? UploadIndex { get; init; }

    /// <summary>The uploads of this run so far.</summary>
    public UploadTotals Uploaded { get; } = new();

    internal UploadRun Uploads => _uploads.Value;

    /// <summary>Counts a request that is not submitted against the run's cap.</summary>
    /// <param name="request">A request that would be submitted.</param>
    /// <exception cref="NanoBananaException"><c>BudgetExceeded</c>, <c>BudgetPriceUnknown</c> or <c>BudgetUnitMismatch</c>: it would be refused.</exception>
    public void Rehearse(PreparedRequest request) => Budget.Reserve(request.Price(), request.Profile);

    /// <summary>Counts a request that is not submitted against the run's cap, with the price of the dearest of its gateways.</summary>
    /// <param name="request">A request that would be submitted.</param>
    /// <exception cref="NanoBananaException"><c>BudgetExceeded</c>, <c>BudgetPriceUnknown</c> or <c>BudgetUnitMismatch</c>: it would be refused.</exception>
    public void Rehearse(GroupRequest request) => Budget.ReserveDearest(request.Candidates.Select(each => (each.Price(), each.Profile)));

    /// <summary>The numbers that this run holds of a piece of work.</summary>
    internal TakenNumbers NumbersOf(string workKey) => _numbers.GetOrAdd(workKey, static _ => new TakenNumbers());

    /// <summary>Finds out once per run which emulator is at the address of a profile; a gateway is not asked.</summary>
    internal Task FindEmulatorAsync(Profile profile) => profile.IsLoopback()
        ? _emulators.GetOrAdd(profile.BaseUri.Authority, _ => new Lazy<Task>(() => EmulatorInstances.FindAsync(profile, CancellationToken.None))).Value
        : Task.CompletedTask;

    /// <summary>True the first time that the run reports something.</summary>
    internal bool IsFirst(string what) => _told.TryAdd(what, 0);

    internal ProfileGate GateOf(Profile profile) => _gates.GetOrAdd(profile.Name, _ => new ProfileGate());
}
