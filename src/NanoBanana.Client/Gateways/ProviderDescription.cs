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

    /// <summary>It takes uploads itself, so local files need no other host.</summary>
    public required bool Upload { get; init; }

    /// <summary>It tells the balance.</summary>
    public required bool Credit { get; init; }

    /// <summary>A submit can be repeated safely (<c>X-Request-ID</c>).</summary>
    public required bool IdempotentSubmit { get; init; }

    /// <summary>Its callbacks carry a signature, once a secret is set in its console.</summary>
    public bool SignedCallbacks { get; init; }

    /// <summary>How long result links live, where documented.</summary>
    public TimeSpan? ResultLifetime { get; init; }

    /// <summary>Its rows of the capabilities table.</summary>
    public required IReadOnlyList<ModelCapabilities> Models { get; init => field = Indexable.Of(value); }
}
