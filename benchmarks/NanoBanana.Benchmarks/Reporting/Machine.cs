using System.Reflection;
using System.Runtime.InteropServices;

namespace NanoBanana.Benchmarks.Reporting;

/// <summary>Where a figure was measured; without it a figure means little.</summary>
/// <param name="Cores">Logical processors that this process may use.</param>
/// <param name="Os">Name and version of the system.</param>
/// <param name="Architecture">Of the process.</param>
/// <param name="Runtime">The .NET that ran it.</param>
/// <param name="Client">Version of the client library.</param>
internal sealed record Machine(int Cores, string Os, string Architecture, string Runtime, string Client)
{
    public static Machine Here { get; } = new(
        Environment.ProcessorCount,
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString(),
        RuntimeInformation.FrameworkDescription,
        typeof(NanoBanana.Profile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0");

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Cores} cores, {Os}, {Architecture}, {Runtime}, client {Client}");
}
