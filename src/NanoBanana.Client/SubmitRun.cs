using System.Collections.Concurrent;
using NanoBanana.Client.Transport;
using NanoBanana.Client.Uploads;

namespace NanoBanana.Client;

/// <summary>
/// What the submits of one run share: a file is uploaded once, and after the first wrong key or empty balance of a profile
/// nothing more is uploaded or sent for it.
/// </summary>
public sealed class SubmitRun
{
    private readonly ConcurrentDictionary<string, ProfileGate> _gates = new(StringComparer.OrdinalIgnoreCase);

    internal UploadCache Uploads { get; } = new();

    internal ProfileGate GateOf(Profile profile) => _gates.GetOrAdd(profile.Name, _ => new ProfileGate());
}
