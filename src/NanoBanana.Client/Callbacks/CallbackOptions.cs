using NanoBanana.Client.Model;

namespace NanoBanana.Client.Callbacks;

/// <summary>How a callback is read and what it must prove.</summary>
public sealed record CallbackOptions
{
    /// <summary>Who sent it, one of <see cref="ProviderNames"/>; null detects it from the shape of the body.</summary>
    public string? Provider { get; init; }

    /// <summary>The secrets that a signature may be made with: several while one is being replaced. Without secrets, no signature is required.</summary>
    public IReadOnlyList<Secret> Secrets { get; init; } = [];

    /// <summary>How much the time in a signature may differ from now; at least 0, 5 minutes by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or longer than 24 days.</exception>
    public TimeSpan Tolerance { get; init => field = Ranges.FromZero(value); } = TimeSpan.FromMinutes(5);

    /// <summary>The maximum size of a body in bytes; at least 1, 1 MiB by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int MaxBytes { get; init => field = Ranges.FromOne(value); } = 1024 * 1024;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
