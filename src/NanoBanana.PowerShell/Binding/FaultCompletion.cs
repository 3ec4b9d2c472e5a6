using System.Collections;
using NanoBanana.Client.Gateways;
using NanoBanana.Emulation;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Offers the emulator's faults, then a provider behind a colon and an operation behind an at sign.</summary>
internal sealed class FaultCompletion : Completion
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Value, string Tip)> Candidates(IDictionary bound) =>
        GatewayEmulator.KnownFaults.Select(fault => (fault.Key, fault.Value));

    /// <inheritdoc/>
    protected override IEnumerable<(string Value, string Tip)> Offers(string typed, IDictionary bound)
    {
        if (typed.LastIndexOf('@') is >= 0 and var at)
        {
            return GatewayEmulator.KnownOperations.Select(operation => (typed.Substring(0, at + 1) + operation, operation));
        }

        return typed.IndexOf(':') is >= 0 and var colon
            ? GatewayRegistry.Names.Select(provider => (typed.Substring(0, colon + 1) + provider, provider))
            : Candidates(bound);
    }
}
