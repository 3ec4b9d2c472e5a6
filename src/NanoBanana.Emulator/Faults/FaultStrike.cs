using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;

namespace NanoBanana.Emulation.Faults;

/// <summary>Where a fault strikes.</summary>
/// <param name="State">The emulator's state.</param>
/// <param name="Service">The service that was asked.</param>
/// <param name="Route">Its route.</param>
/// <param name="Request">The request.</param>
internal sealed record FaultStrike(EmulatorState State, Service Service, Route Route, EmulatorRequest Request);
