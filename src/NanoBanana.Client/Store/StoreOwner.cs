namespace NanoBanana.Client.Store;

/// <summary>A process that holds claims.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Host">The machine, as it names itself.</param>
/// <param name="ProcessId">Its process id there.</param>
/// <param name="SeenAt">Its last sign of life, by the store's clock.</param>
/// <param name="IsAlive">It gave a sign of life within its lease.</param>
public sealed record StoreOwner(string Id, string Host, int ProcessId, DateTimeOffset SeenAt, bool IsAlive);
