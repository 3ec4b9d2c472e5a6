using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using NanoBanana.Client;
using NanoBanana.Client.Callbacks;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.State;
using NanoBanana.Client.Submitting;
using NanoBanana.Client.Waiting;
using NanoBanana.Emulation;

namespace NanoBanana.Benchmarks.Waiting;

/// <summary>
/// How long after its end at the gateway a task comes out of the watcher when callbacks wake it: a listener, an emulator and a
/// watcher in one process, tasks that end at different moments, with polls so rare that none can help.
/// </summary>
internal static class CallbackLag
{
    private const int DefaultTasks = 60;
    private const double MostMilliseconds = 50;

    private static readonly TimeSpan TaskDuration = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenSubmits = TimeSpan.FromMilliseconds(40);

    /// <summary>Prints one line per provider; returns 1 if a median is over 50 ms.</summary>
    /// <param name="args">The number of tasks per provider; 60 by default.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultTasks;
        var misses = new List<string>();
        foreach (var faults in new string[][] { [], ["callback-forged", "callback-duplicate"] })
        {
            Console.WriteLine(faults.Length == 0 ? "Callbacks alone:" : "With " + string.Join(" and ", faults) + ":");
            foreach (var provider in CallbackReader.Providers)
            {
                var lags = await MeasureAsync(provider, count, faults);
                var median = lags[lags.Count / 2];
                Console.WriteLine(string.Format(
                    CultureInfo.InvariantCulture, "  {0,-14} {1} tasks, lag from end to object: median {2:0.0} ms, 95 % {3:0.0} ms, most {4:0.0} ms", provider, lags.Count, median, lags[lags.Count * 95 / 100], lags[^1]));
                if (median > MostMilliseconds)
                {
                    misses.Add(provider);
                }
            }
        }

        return misses.Count == 0 ? 0 : 1;
    }

    private static async Task<List<double>> MeasureAsync(string provider, int count, string[] faults)
    {
        using var emulator = GatewayEmulator.Start(new EmulatorOptions { TaskDuration = TaskDuration, Key = "bench", CallbackSecret = "bench-secret", Faults = faults });
        using var listener = CallbackListener.Start(new CallbackListenerOptions
        {
            PublicUri = new Uri("http://127.0.0.1:0/"),
            Reading = new CallbackOptions { Secrets = [new Secret("bench-secret")] },
        });
        var profile = new Profile { Name = "bench-" + provider, Provider = provider, BaseUri = emulator.ProviderUris[provider] };
        var profiles = new ProfileStore(_ => null);
        profiles.Set(profile, new Secret("bench"));
        var client = new NanoBananaClient(profile, new ClientOptions { Profiles = profiles, CallbackUrl = listener.UrlFor });

        var submitted = new List<ImageTask>();
        using var watcher = new TaskWatcher(client.QueryAsync, new WatchOptions { PollInterval = TimeSpan.FromHours(1), Timeout = TimeSpan.FromMinutes(5) });
        var emitted = new ConcurrentDictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var taking = Task.Run(() => TakeAsync(watcher, count, emitted));
        for (var i = 0; i < count; i++)
        {
            var result = await client.Prepare(new ImageRequest { Prompt = "lag" }).SubmitAsync(new SubmitRun(), uploadProfile: null, CancellationToken.None);
            watcher.Add(result.Task ?? throw new InvalidOperationException("A submit failed.", result.Error));
            await Task.Delay(BetweenSubmits);
        }

        await taking;
        var ends = await EndsAsync(emulator, provider);
        return [.. emitted.Select(each => (each.Value - ends[each.Key]).TotalMilliseconds).Order()];
    }

    private static async Task TakeAsync(TaskWatcher watcher, int count, ConcurrentDictionary<string, DateTimeOffset> emitted)
    {
        while (emitted.Count < count)
        {
            // null: none is being watched yet
            if (await watcher.TakeAsync(CancellationToken.None) is { Task: { Id: { } id, State: TaskStates.Succeeded } })
            {
                emitted[id] = TimeProvider.System.GetUtcNow();
            }
            else
            {
                await Task.Delay(5);
            }
        }
    }

    // when each task ended according to the emulator, by the clock of this process
    private static async Task<Dictionary<string, DateTimeOffset>> EndsAsync(GatewayEmulator emulator, string provider)
    {
        using var http = new HttpClient();
        var tasks = JsonNode.Parse(await http.GetStringAsync(new Uri(emulator.Uri, "emulator/tasks")))!.AsArray();
        return tasks.Where(task => (string?)task!["provider"] == provider).ToDictionary(
            task => (string)task!["id"]!,
            task => DateTimeOffset.Parse((string)task!["endedAt"]!, CultureInfo.InvariantCulture),
            StringComparer.Ordinal);
    }
}
