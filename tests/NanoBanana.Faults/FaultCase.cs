using NanoBanana.Faults.Wire;

namespace NanoBanana.Faults;

/// <summary>What one run meets.</summary>
/// <param name="Name">For people.</param>
/// <param name="Faults">The emulator's.</param>
/// <param name="Wire">The wire's, or null.</param>
internal sealed record FaultCase(string Name, IReadOnlyList<string> Faults, WireFault? Wire = null);
