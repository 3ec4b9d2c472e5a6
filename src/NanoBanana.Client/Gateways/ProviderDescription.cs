using NanoBanana.Client.Compatibility;

namespace NanoBanana;

/// <summary>What there is to know of a gateway before a request is made.</summary>
public sealed record ProviderDescription
{
    /// <summary>One of <see cref="ProviderNames"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The gateway's own base address.</summary>
    public required Uri BaseUri { get; init; }

    /// <summary>The environment variable that can hold its key.</summary>
    public required string KeyVariable { get; init; }

    /// <summary>Where its documents are.</summary>
    public required Uri Documentation { get; init; }

    /// <summary>It takes uploads itself, so that local files need no other host.</summary>
    public bool Upload { get; internal init; }

    /// <summary>It reports the balance.</summary>
    public bool Credit { get; internal init; }

    /// <summary>A submit can be repeated safely (<c>X-Request-ID</c>).</summary>
    public required bool IdempotentSubmit { get; init; }

    /// <summary>Its callbacks carry a signature, once a secret is set in its console.</summary>
    public bool SignedCallbacks { get; internal init; }

    /// <summary>The tiers of its accounts, the smallest first; empty if it has none.</summary>
    public IReadOnlyList<TierDescription> Tiers { get; internal init => field = Indexable.Of(value); } = [];

    /// <summary>How long result links live, where documented.</summary>
    public TimeSpan? ResultLifetime { get; init; }

    /// <summary>Its rows of the model catalog.</summary>
    public IReadOnlyList<ModelCapabilities> Models { get; internal init => field = Indexable.Of(value); } = [];
}
