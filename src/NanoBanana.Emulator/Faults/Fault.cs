using System.Globalization;
using System.Text.RegularExpressions;
using NanoBanana.Emulation.Compatibility;
using NanoBanana.Emulation.Hosting;

namespace NanoBanana.Emulation.Faults;

/// <summary>An armed fault: its kind, its aim, and how often it still strikes.</summary>
internal sealed class Fault
{
    private static readonly Regex Form = new(
        @"^(?<name>[a-z0-9-]+)(:(?<provider>\w+))?(@(?<operation>\w+))?(\*(?<times>[0-9]{1,9}))?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    private int _left;

    private Fault(string text, FaultKind kind, string? provider, string operation, int? times)
    {
        Text = text;
        Kind = kind;
        Provider = provider;
        Operation = operation;
        IsEndless = times is null;
        _left = times ?? 0;
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    public FaultKind Kind { get; }

    public string? Provider { get; }

    public string Operation { get; }

    public bool IsEndless { get; }

    public bool IsActive => IsEndless || Volatile.Read(ref _left) > 0;

    /// <summary>Reads <c>name[:provider][@operation][*times]</c>; throws FaultTextException, which says what is allowed.</summary>
    public static Fault Parse(string text)
    {
        var match = Form.Match(text);
        if (!match.Success)
        {
            throw new FaultTextException($"'{text}' is not a fault. Write a fault as name[:provider][@operation][*times], for example rate-limit:Crun*2.");
        }

        var kind = FaultCatalog.Find(match.Groups["name"].Value);
        return new Fault(text, kind, ProviderOf(match.Groups["provider"]), OperationOf(match.Groups["operation"], kind), TimesOf(match.Groups["times"]));
    }

    public bool Aims(FaultStage stage, string provider, string operation) =>
        Kind.Stage == stage && Operation.Is(operation) && (Provider is null || Provider.Is(provider));

    /// <summary>Uses one strike up; false when none was left.</summary>
    public bool Strike() => IsEndless || (Volatile.Read(ref _left) > 0 && Interlocked.Decrement(ref _left) >= 0);

    private static string? ProviderOf(Group group) => !group.Success ? null
        : Providers.Find(group.Value)
        ?? throw new FaultTextException($"There is no provider '{group.Value}'. The providers: {string.Join(", ", Providers.All)}.");

    private static string OperationOf(Group group, FaultKind kind)
    {
        if (!group.Success || group.Value.Is(kind.Operation))
        {
            return kind.Operation;
        }

        if (kind.IsBound)
        {
            throw new FaultTextException($"The fault '{kind.Name}' applies only to {kind.Operation}, not to '{group.Value}'.");
        }

        return group.Value.IsAnyOf(Operations.Faultable)
            ? group.Value
            : throw new FaultTextException($"There is no operation '{group.Value}'. The operations: {string.Join(", ", Operations.Faultable)}.");
    }

    private static int? TimesOf(Group group)
    {
        if (!group.Success)
        {
            return null;
        }

        var times = int.Parse(group.Value, CultureInfo.InvariantCulture);
        return times > 0 ? times : throw new FaultTextException("A fault applies at least once: use *1 or more.");
    }
}
