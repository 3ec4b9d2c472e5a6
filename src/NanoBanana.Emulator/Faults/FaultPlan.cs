namespace NanoBanana.Emulation.Faults;

/// <summary>The armed faults, in the order in which they were named; the first that fits strikes.</summary>
internal sealed class FaultPlan(IReadOnlyList<string> faults)
{
    private volatile IReadOnlyList<Fault> _faults = Parse(faults);

    /// <summary>The faults that still strike, as they were written.</summary>
    public IReadOnlyList<string> Active => [.. _faults.Where(fault => fault.IsActive).Select(fault => fault.Text)];

    /// <summary>Arms these instead of the former ones; throws, and changes nothing, when one of them is not understood.</summary>
    public void Replace(IReadOnlyList<string> faults) => _faults = Parse(faults);

    /// <summary>True while a fault of that stage still strikes somewhere.</summary>
    public bool IsArmed(FaultStage stage) => _faults.Any(fault => fault.Kind.Stage == stage && fault.IsActive);

    /// <summary>The fault that strikes here, used up by one; null for none.</summary>
    public Fault? Take(FaultStage stage, string provider, string operation) =>
        _faults.FirstOrDefault(fault => fault.Aims(stage, provider, operation) && fault.Strike());

    /// <summary>The names of all faults that strike here together, each used up by one.</summary>
    public IReadOnlyCollection<string> TakeAll(FaultStage stage, string provider, string operation) =>
        [.. _faults.Where(fault => fault.Aims(stage, provider, operation) && fault.Strike()).Select(fault => fault.Kind.Name)];

    private static Fault[] Parse(IReadOnlyList<string> faults) => [.. faults.Select(Fault.Parse)];
}
