using NanoBanana.Client.Submitting;

namespace NanoBanana.Client;

/// <summary>A request that was checked for several gateways.</summary>
public sealed record GroupRequest
{
    internal GroupRequest()
    {
    }

    /// <summary>The request for each gateway that can take it, in the order in which they are asked; at least one.</summary>
    public required IReadOnlyList<PreparedRequest> Candidates { get; init; }

    /// <summary>Gateways that cannot take it by the rows of their models, and why.</summary>
    public IReadOnlyList<TaskAttempt> PassedOver { get; init; } = [];
}
