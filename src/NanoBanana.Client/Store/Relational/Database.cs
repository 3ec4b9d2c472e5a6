using System.Data.Common;

namespace NanoBanana.Client.Store.Relational;

/// <summary>What the two databases do differently.</summary>
internal abstract class Database : IDisposable
{
    /// <summary><c>SQLite</c> or <c>PostgreSQL</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Where it is, without a password.</summary>
    public abstract string Location { get; }

    /// <summary>The time zone of a new store if none is named.</summary>
    public abstract string DefaultTimeZone { get; }

    /// <summary>
    /// Begins a transaction that writes, limits how long it may wait and be idle, and gives the database's clock in milliseconds
    /// since 1970; no row if this machine's clock is the same one.
    /// </summary>
    public abstract string Begin { get; }

    /// <summary>Gives the database's clock alone; null if this machine's clock is the same one.</summary>
    public abstract string? Clock { get; }

    /// <summary>True if accounts have to be locked row by row: several writers may be in a transaction at once.</summary>
    public abstract bool LocksRows { get; }

    /// <summary>The end of a SELECT whose rows are going to be changed.</summary>
    public string RowLock => LocksRows ? " FOR UPDATE" : string.Empty;

    /// <summary>Marks the store as ours, within the transaction that creates it; null if its tables mark it.</summary>
    /// <param name="version">The version of its schema.</param>
    public abstract string? Mark(int version);

    /// <summary>Keeps others out while the schema is made; null if the transaction itself does.</summary>
    public abstract string? LockSchema { get; }

    /// <summary>Says whether a store is here: one row if there is.</summary>
    public abstract string FindStore { get; }

    /// <summary>A column of text that is compared byte by byte.</summary>
    public abstract string ByteText { get; }

    /// <summary>A primary key that counts up.</summary>
    public abstract string Serial { get; }

    /// <summary>An open connection for reading.</summary>
    /// <param name="cancellationToken">Stops.</param>
    public abstract Task<DbConnection> ConnectAsync(CancellationToken cancellationToken);

    /// <summary>Checks what is there before anything is written.</summary>
    /// <param name="toSpend">A charge is going to depend on it.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="NanoBananaException">It must not be used.</exception>
    public abstract Task InspectAsync(bool toSpend, CancellationToken cancellationToken);

    /// <summary>Counts up each time the opened store is gone or replaced by another one: everything is then opened again.</summary>
    public virtual int Generation() => 0;

    /// <summary>True if there is nothing yet that could be read.</summary>
    public abstract bool IsAbsent { get; }

    /// <summary>Removes what deleted rows leave behind.</summary>
    /// <param name="session">A session outside of a transaction.</param>
    /// <returns>False if a reader was in the way.</returns>
    public virtual Task<bool> EraseAsync(Session session) => Task.FromResult(true);

    /// <summary>What kind of fault it is.</summary>
    /// <param name="error">What was thrown.</param>
    public abstract StoreFault Classify(Exception error);

    /// <summary>A fault as an error of the module.</summary>
    /// <param name="error">What was thrown.</param>
    public NanoBananaException Wrap(Exception error) => error as NanoBananaException ?? (Classify(error) is StoreFault.Damaged
        ? new NanoBananaException(ErrorIds.StoreDamaged, error, Location, error.Message) { Target = Location }
        : new NanoBananaException(ErrorIds.StoreUnavailable, error, Location, Reason(error)) { Target = Location });

    // a native library that is not there shows only as a type that could not be made
    private static string Reason(Exception error) => error is TypeInitializationException ? error.GetBaseException().Message : error.Message;

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
