namespace NanoBanana.Http1;

/// <summary>What a sender may take of this process.</summary>
internal sealed record HttpServerOptions
{
    /// <summary>Largest head of a request, in bytes; also most bytes of the trailers of a chunked body.</summary>
    public int MaxHeadBytes { get; init; } = 64 * 1024;

    /// <summary>Largest body, in bytes.</summary>
    public long MaxBodyBytes { get; init; } = 1024 * 1024;

    /// <summary>Time for a whole request, from the end of the one before it to the end of its answer; null for any time.</summary>
    public TimeSpan? RequestTimeout { get; init; }

    /// <summary>Most connections at the same time; one more cuts the oldest. Null for any number.</summary>
    public int? MaxConnections { get; init; }

    /// <summary>True if a connection may serve several requests.</summary>
    public bool KeepsAlive { get; init; }

    /// <summary>The clock of time-outs and of the header <c>Date</c>.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
