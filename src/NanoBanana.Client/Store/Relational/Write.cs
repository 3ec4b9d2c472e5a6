namespace NanoBanana.Client.Store.Relational;

/// <summary>One write that waits for its transaction.</summary>
internal abstract class Write
{
    /// <summary>Writes of one transaction run in this order.</summary>
    public required string Order { get; init; }

    /// <summary>How long it waits for others, or for a database that is away.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>The account that pays, with its name and provider, if a claim names them.</summary>
    public (string Id, string Name, string Provider)? Account { get; init; }

    /// <summary>The row whose account pays; null if <see cref="Account"/> says it.</summary>
    public string? IntentId { get; init; }

    /// <summary>It shows that this process is alive.</summary>
    public bool Beats { get; init; }

    /// <summary>When it began to wait.</summary>
    public long Since { get; set; }

    /// <summary>Stops it while it waits.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>Runs within a transaction; may run again if the transaction fails.</summary>
    public abstract Task ApplyAsync(WriteGroup group);

    /// <summary>The transaction is on the disk.</summary>
    public abstract void Committed();

    /// <summary>It was not written.</summary>
    public abstract void Failed(Exception error);
}
