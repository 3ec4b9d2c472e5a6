using NanoBanana.Emulation.Tests.Support.Probes;

namespace NanoBanana.Emulation.Tests.Support;

internal static class AllGateways
{
    public static readonly IReadOnlyList<Probe> All =
    [
        new PixazoProbe(), new NanoBananaApiProbe(), new CrunProbe(), new ApikleyProbe(), new AigptImageProbe(),
    ];

    /// <summary>The five names, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Select(probe => probe.Provider)];

    /// <summary>Each of the five names with each of the cases.</summary>
    public static TheoryData<string, string, T> With<T>(params (string, T)[] cases)
    {
        var data = new TheoryData<string, string, T>();
        foreach (var probe in All)
        {
            foreach (var (first, second) in cases)
            {
                data.Add(probe.Provider, first, second);
            }
        }

        return data;
    }

    public static Probe Of(string provider) => All.Single(probe => probe.Provider == provider);

    /// <summary>The probe whose submit takes an edit.</summary>
    public static Probe ForEdit(string provider) => provider == "Pixazo" ? new PixazoProbe(edit: true) : Of(provider);
}
