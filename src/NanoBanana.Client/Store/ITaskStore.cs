namespace NanoBanana.Client.Store;

/// <summary>
/// The durable record of every piece of work: who may submit it, what came of it, what it cost. Several processes share it, and
/// with PostgreSQL several machines. It promises at most one charge per claim.
/// </summary>
public interface ITaskStore : IUploadIndex
{
    /// <summary><c>SQLite</c> or <c>PostgreSQL</c>.</summary>
    string Kind { get; }

    /// <summary>Where it lies, without a password.</summary>
    string Location { get; }

    /// <summary>How long a process counts as alive after its last sign of life.</summary>
    TimeSpan Lease { get; }

    /// <summary>C1: claims work and sets its money aside, in one transaction. Afterwards no byte of a submit has left yet.</summary>
    /// <param name="claim">What is claimed.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <exception cref="NanoBananaException">The store cannot be used.</exception>
    Task<ClaimOutcome> ClaimAsync(WorkClaim claim, CancellationToken cancellationToken);

    /// <summary>C2: only after it answered true may bytes of the submit leave, and only for as long as <see cref="Lease"/>.</summary>
    /// <param name="token">The claim.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <returns>False: somebody took the claim over; send nothing.</returns>
    Task<bool> MarkSendingAsync(AttemptToken token, CancellationToken cancellationToken);

    /// <summary>Writes what happened. Where the store is away, it waits on this machine; the task is not lost.</summary>
    /// <param name="facts">In order.</param>
    /// <returns>False: it waits in the outbox, and will be written by a later command.</returns>
    Task<bool> RecordAsync(params StoreFact[] facts);

    /// <summary>Tasks in the order of their claims.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Stops.</param>
    IAsyncEnumerable<StoredTask> ListAsync(TaskFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Who holds a claim; null where that process is not known any more.</summary>
    /// <param name="owner">The owner's id.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<StoreOwner?> FindOwnerAsync(string owner, CancellationToken cancellationToken);

    /// <summary>Settles a task whose outcome is unknown.</summary>
    /// <param name="intentId">The row.</param>
    /// <param name="gatewayId">The id that the gateway has it under; null: it was not charged.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="NanoBananaException"><c>TaskNotUnknown</c>, also while its owner is seen alive.</exception>
    Task<StoredTask> ResolveAsync(string intentId, string? gatewayId, CancellationToken cancellationToken);

    /// <summary>Erases tasks; what their charges add up to is kept for the budgets.</summary>
    /// <param name="intentIds">Which.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>How many were erased.</returns>
    Task<int> RemoveAsync(IReadOnlyCollection<string> intentIds, CancellationToken cancellationToken);

    /// <summary>Erases what ended, and lies on disk, before a time.</summary>
    /// <param name="account">Of this account.</param>
    /// <param name="before">Ended before.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<int> ExpireAsync(string account, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Erases all work of an emulator's instance.</summary>
    /// <param name="emulator">The instance.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<int> RemoveEmulatorAsync(string emulator, CancellationToken cancellationToken);

    /// <summary>What an account spent in the running day or month, for a cap in a unit.</summary>
    /// <param name="account">The account's id.</param>
    /// <param name="period"><see cref="BudgetCap.Day"/> or <see cref="BudgetCap.Month"/>.</param>
    /// <param name="unit">The cap's unit.</param>
    /// <param name="creditPrice">What one credit costs in USD; null: credits do not count for USD.</param>
    /// <param name="emulator">The emulator's instance; null for real work.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<BudgetTotals> TotalsAsync(string account, string period, string unit, decimal? creditPrice, string? emulator, CancellationToken cancellationToken);

    /// <summary>Spending by day, account, model and unit, oldest first.</summary>
    /// <param name="since">From this day on; null: all.</param>
    /// <param name="emulators">Whether emulators count.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<IReadOnlyList<SpendingRow>> SpendingAsync(DateTimeOffset? since, EmulatorScope emulators, CancellationToken cancellationToken);

    /// <summary>How many processes submitted for an account in the last 30 seconds, this one included; at least 1.</summary>
    /// <param name="account">The account's id.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<int> LiveOwnersAsync(string account, CancellationToken cancellationToken);

    /// <summary>How many tasks of an account its gateway works on.</summary>
    /// <param name="account">The account's id.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<int> ActiveTasksAsync(string account, CancellationToken cancellationToken);

    /// <summary>The last durations that gateways stated, newest first.</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<IReadOnlyList<LearnedDuration>> DurationsAsync(int most, CancellationToken cancellationToken);

    /// <summary>Keeps a balance.</summary>
    /// <param name="snapshot">The balance.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task KeepCreditAsync(CreditSnapshot snapshot, CancellationToken cancellationToken);

    /// <summary>The balances of an account, newest first.</summary>
    /// <param name="account">The account's id.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<IReadOnlyList<CreditSnapshot>> CreditsAsync(string account, int most, CancellationToken cancellationToken);

    /// <summary>Keeps what a person said of a task.</summary>
    /// <param name="intentId">The row.</param>
    /// <param name="review">The decision; null takes it back.</param>
    /// <param name="note">A note, or null.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>False where there is no such task.</returns>
    Task<bool> ReviewAsync(string intentId, string? review, string? note, CancellationToken cancellationToken);

    /// <summary>Proves that the store works, without spending anything.</summary>
    /// <param name="cancellationToken">Stops.</param>
    Task<StoreHealth> TestAsync(CancellationToken cancellationToken);

    /// <summary>Brings facts that wait on this machine to the store.</summary>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>How many still wait.</returns>
    Task<int> ReplayAsync(CancellationToken cancellationToken);
}
