using NanoBanana.Client.Compatibility;

namespace NanoBanana;

/// <summary>The facts about a gateway that matter before a request is made.</summary>
public sealed record ProviderDescription
{
    /// <summary>One of <see cref="ProviderNames"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The gateway's own base address.</summary>
    public required Uri BaseUri { get; init; }

    /// <summary>The environment variable that can hold its key.</summary>
    public required string KeyVariable { get; init; }

    /// <summary>The address of its documentation.</summary>
    public required Uri Documentation { get; init; }

    /// <summary>Whether the gateway accepts uploads itself, so that local files need no other host.</summary>
    public bool Upload { get; internal init; }

    /// <summary>Whether the gateway reports the balance.</summary>
    public bool Credit { get; internal init; }

    /// <summary>Whether a submit can be repeated safely (<c>X-Request-ID</c>).</summary>
    public required bool IdempotentSubmit { get; init; }

    /// <summary>Whether its callbacks carry a signature, once a secret is set in its console.</summary>
    public bool SignedCallbacks { get; internal init; }

    /// <summary>The tiers of its accounts, the smallest first; empty if it has none.</summary>
    public IReadOnlyList<TierDescription> Tiers { get; internal init => field = Indexable.Of(value); } = [];

    /// <summary>How long result links are valid; null if not documented.</summary>
    public TimeSpan? ResultLifetime { get; init; }

    /// <summary>Its rows of the model catalog.</summary>
    public IReadOnlyList<ModelCapabilities> Models { get; internal init => field = Indexable.Of(value); } = [];
}
