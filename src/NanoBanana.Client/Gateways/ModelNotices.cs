using System.Collections.Concurrent;

namespace NanoBanana.Client.Gateways;

/// <summary>Says once per process that Google has ended a model that is asked for, and what is current at the gateway.</summary>
internal sealed class ModelNotices
{
    private readonly ConcurrentDictionary<string, byte> _told = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The notices that all clients of this process share.</summary>
    public static ModelNotices Process { get; } = new();

    /// <summary>The warning that goes with a request; null if there is none, or if it was given before.</summary>
    /// <param name="row">The row that is taken.</param>
    /// <param name="isChosen">The request or the profile names the model.</param>
    /// <param name="profile">The name of the profile.</param>
    /// <param name="isEmulator">No warning about a default model is given for an emulator.</param>
    /// <param name="now">Decides whether the model is past its end.</param>
    public string? For(ModelCapabilities row, bool isChosen, string profile, bool isEmulator, DateTimeOffset now)
    {
        if (!row.IsRetired(now) || (isEmulator && !isChosen))
        {
            return null;
        }

        if (!_told.TryAdd(isChosen ? row.ToString() : string.Empty, 0))
        {
            return null;
        }

        var ended = FormattableString.Invariant($"Google shut down {row.Family} on {row.RetiresAt:yyyy-MM-dd}");
        var current = Current(row, now);
        var instead = current.Count > 0
            ? $"Models of {row.Provider} for {row.Operation}: {string.Join(", ", current)}."
            : $"This version knows no newer model of {row.Provider} for {row.Operation}.";
        return isChosen
            ? $"{ended}{(row.Successor is { } successor ? $"; its successor is {successor}" : string.Empty)}. {instead} (ModelRetired)"
            : $"{ended}, but profile '{profile}' uses it by default. {instead} Set another default with Set-NanoBananaProfile '{profile}' -Model NAME. (ModelRetired)";
    }

    // the successor first
    private static IReadOnlyList<string> Current(ModelCapabilities ended, DateTimeOffset now) =>
        [.. ModelCatalog.Of(ended.Provider)
            .Where(row => string.Equals(row.Operation, ended.Operation, StringComparison.Ordinal) && !row.Economy && !row.IsRetired(now))
            .Select(row => row.Family)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderBy(family => string.Equals(family, ended.Successor, StringComparison.OrdinalIgnoreCase) ? 0 : 1)];
}
