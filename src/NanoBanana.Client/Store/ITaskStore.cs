namespace NanoBanana.Client.Store;

/// <summary>
/// The durable record of every piece of work: who may submit it, its outcome, and its cost. Several processes share it, and
/// with PostgreSQL several machines. It promises at most one charge per claim.
/// </summary>
public interface ITaskStore : IUploadIndex
{
    /// <summary><c>SQLite</c> or <c>PostgreSQL</c>.</summary>
    string Kind { get; }

    /// <summary>Where it is, without a password.</summary>
    string Location { get; }

    /// <summary>How long a process counts as alive after its last sign of life.</summary>
    TimeSpan Lease { get; }

    /// <summary>C1: claims work and reserves its money in one transaction. No byte of the request has been sent.</summary>
    /// <param name="claim">The work to claim.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <returns>The claim, the existing task for the same work, who else is working on it, or the cap that refuses it.</returns>
    /// <exception cref="NanoBananaException">The store cannot be used.</exception>
    Task<ClaimOutcome> ClaimAsync(WorkClaim claim, CancellationToken cancellationToken);

    /// <summary>C2: only after this returned true may bytes of the submit be sent, and only for as long as <see cref="Lease"/>.</summary>
    /// <param name="token">The claim.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <returns>False if another process took the claim over: then nothing may be sent.</returns>
    /// <exception cref="NanoBananaException">The store cannot be used.</exception>
    Task<bool> MarkSendingAsync(AttemptToken token, CancellationToken cancellationToken);

    /// <summary>Writes what happened. If the store cannot be reached, the facts wait on this machine; the task is not lost.</summary>
    /// <param name="facts">In order.</param>
    /// <returns>False if the facts wait in the outbox; a later command writes them.</returns>
    Task<bool> RecordAsync(params StoreFact[] facts);

    /// <summary>The tasks that match a filter.</summary>
    /// <param name="filter">Which tasks.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The tasks, in pages, in the order of their claims.</returns>
    /// <exception cref="NanoBananaException">The store cannot be used.</exception>
    IAsyncEnumerable<StoredTask> ListAsync(TaskFilter filter, CancellationToken cancellationToken = default);

    /// <summary>The process that has a claim.</summary>
    /// <param name="owner">The id of the owner.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The process, or null if it is no longer known.</returns>
    /// <exception cref="NanoBananaException">The store cannot be used.</exception>
    Task<StoreOwner?> FindOwnerAsync(string owner, CancellationToken cancellationToken);

    /// <summary>Settles a task whose outcome is unknown.</summary>
    /// <param name="intentId">The id of the intent.</param>
    /// <param name="gatewayId">The id at the gateway, or null if it was not charged.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The settled task.</returns>
    /// <exception cref="NanoBananaException"><c>TaskNotUnknown</c>, also while its owner is seen alive.</exception>
    Task<StoredTask> ResolveAsync(string intentId, string? gatewayId, CancellationToken cancellationToken);

    /// <summary>Erases tasks; what their charges add up to is kept for the budgets.</summary>
    /// <param name="intentIds">Which.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>How many were erased.</returns>
    /// <exception cref="NanoBananaException">The store cannot be used.</exception>
    Task<int> RemoveAsync(IReadOnlyCollection<string> intentIds, CancellationToken cancellationToken);

    /// <summary>Erases saved tasks that ended before a time.</summary>
    /// <param name="account">The id of the account.</param>
    /// <param name="before">Ended before.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The number of erased tasks.</returns>
    /// <exception cref="NanoBananaException">The store cannot be used.</exception>
    Task<int> ExpireAsync(string account, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Erases all tasks of an instance of the emulator.</summary>
    /// <param name="emulator">The id of the instance.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The number of erased tasks.</returns>
    /// <exception cref="NanoBananaException">The store cannot be used.</exception>
    Task<int> RemoveEmulatorAsync(string emulator, CancellationToken cancellationToken);

    /// <summary>The amount that an account spent in the current day or month, for a cap in a unit.</summary>
    /// <param name="account">The id of the account.</param>
    /// <param name="period"><see cref="BudgetCap.Day"/> or <see cref="BudgetCap.Month"/>.</param>
    /// <param name="unit">The unit of the cap.</param>
    /// <param name="creditPrice">The price of a credit in USD; null if credits do not count for a cap in USD.</param>
    /// <param name="emulator">The id of an instance of the emulator, or null for real work.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The amounts that count for the cap, and those that cannot be compared with it.</returns>
    /// <exception cref="NanoBananaException">The store cannot be used.</exception>
    Task<BudgetTotals> TotalsAsync(string account, string period, string unit, decimal? creditPrice, string? emulator, CancellationToken cancellationToken);

    /// <summary>What was spent, by day, account, model and unit.</summary>
    /// <param name="since">From this day on; null for all.</param>
    /// <param name="emulators">Whether tasks of emulators are included.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The rows, oldest first.</returns>
    /// <exception cref="NanoBananaException">The store cannot be used.</exception>
    Task<IReadOnlyList<SpendingRow>> SpendingAsync(DateTimeOffset? since, EmulatorScope emulators, CancellationToken cancellationToken);

    /// <summary>The time zone whose days are counted: that of this machine for a file, and one for all machines for a server.</summary>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The time zone of the store, or the one that it would get if there is none yet.</returns>
    Task<TimeZoneInfo> TimeZoneAsync(CancellationToken cancellationToken);

    /// <summary>The number of processes that claimed work or submitted for an account in the last 30 seconds, including this one.</summary>
    /// <param name="account">The id of the account.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>At least 1.</returns>
    /// <exception cref="NanoBananaException">The store cannot be used.</exception>
    Task<int> LiveOwnersAsync(string account, CancellationToken cancellationToken);

    /// <summary>The tasks of an account that other processes sent or submitted, and that have not ended.</summary>
    /// <param name="account">The id of the account.</param>
    /// <param name="emulator">An instance of the emulator, or null for real work.</param>
    /// <param name="since">Older tasks are not included.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The tasks.</returns>
    /// <exception cref="NanoBananaException">The store cannot be used.</exception>
    Task<IReadOnlyList<StoredTask>> ActiveElsewhereAsync(string account, string? emulator, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>The last durations that gateways reported.</summary>
    /// <param name="most">The maximum number.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The durations, newest first.</returns>
    /// <exception cref="NanoBananaException">The store cannot be used.</exception>
    Task<IReadOnlyList<LearnedDuration>> DurationsAsync(int most, CancellationToken cancellationToken);

    /// <summary>Records a balance.</summary>
    /// <param name="snapshot">The balance.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="NanoBananaException">The store cannot be used.</exception>
    Task KeepCreditAsync(CreditSnapshot snapshot, CancellationToken cancellationToken);

    /// <summary>The recorded balances of an account.</summary>
    /// <param name="account">The id of the account.</param>
    /// <param name="most">The maximum number.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The balances, newest first.</returns>
    /// <exception cref="NanoBananaException">The store cannot be used.</exception>
    Task<IReadOnlyList<CreditSnapshot>> CreditsAsync(string account, int most, CancellationToken cancellationToken);

    /// <summary>Records the review of a task.</summary>
    /// <param name="intentId">The row.</param>
    /// <param name="change">
    /// Gets the note that is stored, and returns the decision and the note that take its place; a decision of null takes it back. No
    /// other process writes in between. It may be called again if a transaction fails.
    /// </param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>False if there is no such task.</returns>
    /// <exception cref="NanoBananaException">The store cannot be used.</exception>
    Task<bool> ReviewAsync(string intentId, Func<string?, (string? Review, string? Note)> change, CancellationToken cancellationToken);

    /// <summary>Tests that the store works, without spending anything.</summary>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Version, clock difference, round trip and counts.</returns>
    /// <exception cref="NanoBananaException">The store cannot be used.</exception>
    Task<StoreHealth> TestAsync(CancellationToken cancellationToken);

    /// <summary>Writes facts that wait on this machine to the store.</summary>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>How many still wait.</returns>
    Task<int> ReplayAsync(CancellationToken cancellationToken);
}
