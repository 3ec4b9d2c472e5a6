using NanoBanana.Benchmarks.Figure;
using NanoBanana.Benchmarks.Files;
using NanoBanana.Benchmarks.Hosts;
using NanoBanana.Benchmarks.Intents;
using NanoBanana.Benchmarks.Lookups;
using NanoBanana.Benchmarks.Overhead;
using NanoBanana.Benchmarks.Pipeline;
using NanoBanana.Benchmarks.Recovery;
using NanoBanana.Benchmarks.Requests;
using NanoBanana.Benchmarks.Scale;
using NanoBanana.Benchmarks.Starting;
using NanoBanana.Benchmarks.Store;
using NanoBanana.Benchmarks.Thumbnails;
using NanoBanana.Benchmarks.Uploads;
using NanoBanana.Benchmarks.Waiting;

// one name per case; a case starts the other process that it needs with a name of its own
var cases = new SortedDictionary<string, Func<string[], Task<int>>>(StringComparer.Ordinal)
{
    ["callbacks"] = CallbackLag.RunAsync,
    ["claims"] = _ => ClaimLatency.RunAsync(),
    ["downloads"] = _ => Downloads.RunAsync(args),
    ["figure"] = _ => FigureCase.RunAsync(),
    ["intents"] = _ => IntentsCase.RunAsync(),
    ["lookups"] = _ => LookupsCase.RunAsync(),
    ["overhead"] = _ => OverheadCase.RunAsync(),
    ["pipeline"] = PipelineCase.RunAsync,
    ["recovery"] = _ => RecoveryCase.RunAsync(),
    ["requests"] = _ => RequestsCase.RunAsync(),
    ["scale"] = _ => ScaleCase.RunAsync(),
    ["start"] = StartCase.RunAsync,
    ["store"] = _ => StoreCase.RunAsync(),
    ["thumbnails"] = _ => ThumbnailsCase.RunAsync(),
    ["uploads"] = _ => UploadsCase.RunAsync(),
    ["waiting-idle"] = _ => IdleCase.RunAsync(),
    ["waiting-polls"] = _ => PollsCase.RunAsync(),
    ["waiting-schedule"] = _ => PolicyCase.RunAsync(),
    ["waiting-tier"] = _ => TierCase.RunAsync(),
    ["waiting-wall"] = _ => WallCase.RunAsync(),
};
var helpers = new Dictionary<string, Func<string[], Task<int>>>(StringComparer.Ordinal)
{
    ["claimer"] = rest => ClaimLatency.RunChildAsync(rest[0], rest[1]),
    ["download-host"] = _ => DownloadHost.RunAsync(),
    ["download-memory"] = rest => DownloadMemory.RunAsync(rest[0], new Uri(rest[1]), int.Parse(rest[2], System.Globalization.CultureInfo.InvariantCulture)),
    ["gateway-host"] = GatewayHost.RunAsync,
    ["thumbnails-run"] = rest => ThumbnailRun.RunAsync(rest[0], rest[1]),
    ["upload-host"] = _ => HostProcess.RunAsync(),
    ["upload-memory"] = rest => UploadMemory.RunAsync(rest[0], rest[1], new Uri(rest[2])),
};

if (args is [var name, ..] && (cases.TryGetValue(name, out var run) || helpers.TryGetValue(name, out run)))
{
    return await run(args[1..]);
}

Console.Error.WriteLine($"Name a case: {string.Join(", ", cases.Keys)}. For example: dotnet run -c Release --project benchmarks/NanoBanana.Benchmarks -- {cases.Keys.First()}");
return 2;
