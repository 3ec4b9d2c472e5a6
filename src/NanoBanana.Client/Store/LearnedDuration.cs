namespace NanoBanana.Client.Store;

/// <summary>How long one task took, as reported by its gateway.</summary>
/// <param name="Provider">One of <see cref="ProviderNames"/>.</param>
/// <param name="Model">The model.</param>
/// <param name="Operation">One of <see cref="Operations"/>.</param>
/// <param name="Duration">How long.</param>
/// <param name="IsEmulated">Reported by an emulator, which says nothing about the gateway.</param>
public sealed record LearnedDuration(string Provider, string? Model, string? Operation, TimeSpan Duration, bool IsEmulated);
