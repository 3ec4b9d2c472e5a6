using NanoBanana.Benchmarks.Hosts;
using NanoBanana.Benchmarks.Reporting;

namespace NanoBanana.Benchmarks.Starting;

/// <summary>What a user waits for first: the import, and the first task after it, in new processes.</summary>
internal static class StartCase
{
    private const int Rounds = 15;
    private const string SecretManagement = "Microsoft.PowerShell.SecretManagement";

    /// <summary>Names a folder with PSOpenAI's manifest.</summary>
    private const string PSOpenAIVariable = "NANOBANANA_BENCH_PSOPENAI";

    /// <summary>Most that an import may take, as a ratio to that of a binary module with one cmdlet.</summary>
    private const double MostOfTrivial = 1.4;

    private static readonly Starter Trivial = new("a binary module with one cmdlet", "TrivialModule");

    private static readonly Starter Ours = new("NanoBanana.PowerShell", "NanoBanana.PowerShell", "New-NanoBananaTask 'a lighthouse' -Profile bench");

    /// <param name="args">The folder of PSOpenAI, which may also be in the variable.</param>
    /// <returns>0 if the goal is met.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        using var gateway = await GatewayProcess.StartAsync(TimeSpan.Zero);
        var home = Directory.CreateTempSubdirectory("nanobanana-benchmark-").FullName;
        var modules = Directory.CreateDirectory(Path.Combine(home, "modules")).FullName;
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["NANOBANANA_HOME"] = home,
            ["BENCH_MODULES"] = modules,
            ["BENCH_URI"] = gateway.Of(ProviderNames.Pixazo).AbsoluteUri.TrimEnd('/'),
            ["BENCH_KEY"] = gateway.Key,
        };
        await Script.PwshAsync($"Import-Module '{Script.Module}'; Set-NanoBananaProfile bench Pixazo -BaseUri $env:BENCH_URI -KeyVariable BENCH_KEY", variables);
        var missing = new List<string>();
        var starters = await StartersAsync(modules, args is [var folder, ..] ? folder : Environment.GetEnvironmentVariable(PSOpenAIVariable), missing);
        var rounds = starters.ToDictionary(each => each, _ => new List<(double Import, double First)>());
        for (var round = 0; round <= Rounds; round++)
        {
            // each comes first as often as the others; the first round brings the files into the system's cache
            foreach (var each in starters.Select((_, i) => starters[(i + round) % starters.Count]))
            {
                var times = await each.RunAsync(variables);
                if (round > 0)
                {
                    rounds[each].Add(times);
                }
            }
        }

        Directory.Delete(home, recursive: true);
        return await ReportAsync(rounds, missing);
    }

    private static async Task<List<Starter>> StartersAsync(string modules, string? openAI, List<string> missing)
    {
        var starters = new List<Starter>
        {
            Trivial,
            Ours,
            new("no module: Invoke-RestMethod", Import: null, "Invoke-RestMethod \"$env:BENCH_URI/nano-banana/v1/nano-banana/generateTextToImageRequest\" -Method Post -ContentType application/json -Headers @{ 'Ocp-Apim-Subscription-Key' = $env:BENCH_KEY } -Body (@{ prompt = 'a lighthouse' } | ConvertTo-Json)"),
        };
        Install(Path.Combine(Repository.Root, "out", "TrivialModule"), modules, "TrivialModule");
        Install(Script.Module, modules, "NanoBanana.PowerShell");
        var (installed, _) = await Script.PwshAsync($"(Get-Module {SecretManagement} -ListAvailable | Select-Object -First 1).ModuleBase", new Dictionary<string, string>(StringComparer.Ordinal));
        if (installed.Length == 0)
        {
            missing.Add($"{SecretManagement}, which is not installed.");
        }
        else
        {
            Install(installed, modules, SecretManagement);
            starters.Add(new Starter(SecretManagement, SecretManagement));
        }

        if (string.IsNullOrEmpty(openAI))
        {
            missing.Add($"PSOpenAI: name the folder of its manifest as an argument or in {PSOpenAIVariable}.");
        }
        else
        {
            Install(Path.GetFullPath(openAI), modules, "PSOpenAI");
            starters.Add(new Starter("PSOpenAI", "PSOpenAI"));
        }

        return starters;
    }

    // all in one folder and imported by name, so that none is found sooner
    private static void Install(string from, string modules, string name)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(modules, name, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static async Task<int> ReportAsync(Dictionary<Starter, List<(double Import, double First)>> rounds, List<string> missing)
    {
        var table = new Table("start", "Import and first task, in a fresh PowerShell each", "module", "import, ms", "fastest", "slowest", "of ours", "first task, ms");
        foreach (var (each, times) in rounds)
        {
            var ratio = Median.Ratio(times, rounds[Ours], time => time.Import);
            table.Add(
                each.Name,
                Text(Median.Of(times, time => time.Import), "0"),
                Text(times.Min(time => time.Import), "0"),
                Text(times.Max(time => time.Import), "0"),
                Text(ratio, "0.00"),
                Text(Median.Of(times, time => time.First), "0"));
        }

        missing.ForEach(each => table.Note("Skipped: " + each));
        table.Note(FormattableString.Invariant($"{Rounds} rounds in turns after one that does not count, each in a process of its own (pwsh -NoProfile), measured inside it around Import-Module by a Stopwatch; medians, and the median of the rounds' ratios. All lie in one folder of PSModulePath and are imported by name; files lie in the system's cache."));
        table.Note("First task: from the command to the object of an accepted task, against the emulator in another process; the module has written and flushed two records by then.");
        var ofTrivial = Median.Ratio(rounds[Ours], rounds[Trivial], time => time.Import);
        table.Note(FormattableString.Invariant($"Goal: an import of at most {MostOfTrivial} of the module with one cmdlet; it is {ofTrivial:0.00}."));
        await table.WriteAsync();
        return ofTrivial <= MostOfTrivial ? 0 : 1;
    }

    private static string Text(double value, string format) => double.IsNaN(value) ? string.Empty : value.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
}
