namespace NanoBanana;

/// <summary>Why a task has no images.</summary>
public sealed record TaskFailure
{
    /// <summary>The error id, one of <see cref="ErrorIds"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>The gateway's own code, as it wrote it; null if it gave none.</summary>
    public string? Code { get; init; }

    /// <summary>What happened, for users.</summary>
    public required string Message { get; init; }

    /// <summary>True if the request may have been paid for all the same.</summary>
    public bool MayHaveBeenCharged { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Reason + ": " + Message;
}
