using NanoBanana.Emulation;

namespace NanoBanana;

/// <summary>The emulator of this process, as the pipeline shows it; its numbers are live.</summary>
public sealed class Emulator
{
    private readonly GatewayEmulator _emulator;

    internal Emulator(GatewayEmulator emulator, IReadOnlyList<string> profiles) => (_emulator, Profiles) = (emulator, profiles);

    /// <summary>Its address.</summary>
    public Uri Uri => _emulator.Uri;

    /// <summary>Identifies the emulator; its tasks are kept apart from those of others by it.</summary>
    public string InstanceId => _emulator.InstanceId;

    /// <summary>Its port on this machine.</summary>
    public int Port => _emulator.Port;

    /// <summary>The throw-away key that its five gateways accept; it is valid nowhere else.</summary>
    public string Key => _emulator.Key;

    /// <summary>The number of tasks that it accepted.</summary>
    public int Tasks => _emulator.TaskCount;

    /// <summary>The number of tasks that it charged.</summary>
    public int Charges => _emulator.ChargeCount;

    /// <summary>The active faults.</summary>
    public IReadOnlyList<string> Faults => _emulator.Faults.ToArray();

    /// <summary>The names of its profiles.</summary>
    public IReadOnlyList<string> Profiles { get; }
}
