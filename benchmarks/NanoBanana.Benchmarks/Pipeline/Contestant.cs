using System.Globalization;
using NanoBanana.Benchmarks.Hosts;
using NanoBanana.Benchmarks.Reporting;

namespace NanoBanana.Benchmarks.Pipeline;

/// <summary>One way to have a batch made, as a script that a user might write; it prints the seconds of CPU that it took.</summary>
/// <param name="Name">For people.</param>
/// <param name="Program">What runs it.</param>
/// <param name="File">The script.</param>
/// <param name="Workers">Items at the same time, if the script takes such a number.</param>
/// <param name="Rounds">How often it runs.</param>
internal sealed record Contestant(string Name, string Program, string File, int Workers = 1, int Rounds = 3)
{
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal);

    /// <summary>What is missing on this machine; null if it can run.</summary>
    public async Task<string?> MissingAsync()
    {
        if (!Script.IsThere(Program))
        {
            return Program;
        }

        try
        {
            _ = Program is "python3" ? await Script.RunAsync(Program, ["-c", "import requests"], Nothing) : default;
            return null;
        }
        catch (InvalidOperationException)
        {
            return "Python's requests";
        }
    }

    /// <summary>Runs it in a separate process, whose start counts as well.</summary>
    /// <param name="gateway">Whose Pixazo is asked.</param>
    /// <param name="count">Items.</param>
    /// <param name="folder">Where its files may lie.</param>
    public async Task<(TimeSpan Wall, TimeSpan Cpu)> RunAsync(GatewayProcess gateway, int count, string folder)
    {
        var images = Directory.CreateDirectory(Path.Combine(folder, "images")).FullName;
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["BENCH_URI"] = gateway.Of(ProviderNames.Pixazo).AbsoluteUri.TrimEnd('/'),
            ["BENCH_KEY"] = gateway.Key,
            ["BENCH_COUNT"] = count.ToString(CultureInfo.InvariantCulture),
            ["BENCH_FOLDER"] = images,
            ["BENCH_POLL"] = Pause.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
            ["BENCH_WORKERS"] = Workers.ToString(CultureInfo.InvariantCulture),
            ["BENCH_MODULE"] = Script.Module,
            ["NANOBANANA_HOME"] = Path.Combine(folder, "home"),
        };
        var path = Path.Combine(Repository.Root, "benchmarks", "Contestants", File);
        var (output, wall) = Program is "pwsh"
            ? await Script.PwshAsync($"& '{path}'", variables)
            : await Script.RunAsync(Program, [path], variables);
        var files = Directory.GetFiles(images).Length;
        return files == count ? (wall, TimeSpan.FromSeconds(double.Parse(output, CultureInfo.InvariantCulture))) : throw new InvalidOperationException($"{Name} wrote {files} of {count} files.");
    }
}
