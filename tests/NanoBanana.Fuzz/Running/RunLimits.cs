namespace NanoBanana.Fuzz.Running;

/// <summary>What one input may take.</summary>
/// <param name="Time">An input that runs for longer hangs.</param>
/// <param name="Bytes">Memory allocated for one input.</param>
/// <param name="Look">How often the limits are checked.</param>
internal sealed record RunLimits(TimeSpan Time, long Bytes, TimeSpan Look)
{
    public static RunLimits Default { get; } = new(TimeSpan.FromSeconds(5), 512L << 20, TimeSpan.FromMilliseconds(100));
}
