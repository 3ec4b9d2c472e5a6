using System.Globalization;

namespace NanoBanana.Emulation.Host;

/// <summary>Reads the command line by hand; there is little of it.</summary>
internal static class Arguments
{
    public const string Help = """
        The five image gateways on one loopback port, offline.

          --port <number>          port to listen on; 0 (the default) takes a free one
          --host <name>            127.0.0.1 (the default) or localhost
          --task-duration <time>   from acceptance to result: 2, 2s, 500ms, 1m (default 2s)
          --duration-spread <n>    spread of the durations' logarithm, 0 to 3; then the duration is the median
          --seed <number>          the same drawn durations each time
          --max-running <number>   most tasks of a gateway that run at once; others wait in its queue
          --max-active <number>    most tasks of a gateway that have not ended; further submits are refused
          --rate-limit <n/time>    most submits of a gateway in a time: 20/10s
          --tier <name>            AIGPTImage's tier, whose limits it keeps: free, basic, …
          --key <text>             the key all gateways ask for (default: a random one)
          --fault <fault>          name[:provider][@operation][*times]; may be given several times
          --shape <name>           whose word replies follow: documented (the pages, the default) or live (recorded replies)
          --callback-secret <text> what Apikley's callbacks are signed with (default: they are not signed)
          --callback-host <name>   a host besides this machine that callbacks may go to; may be given several times
          --help                   this text

        Runs until Ctrl+C. The faults are listed at /emulator/faults.
        """;

    private static readonly string[] Known =
    [
        "--port", "--host", "--task-duration", "--duration-spread", "--seed", "--max-running", "--max-active", "--rate-limit", "--tier", "--key", "--fault", "--shape", "--callback-secret", "--callback-host",
    ];

    public static EmulatorOptions Read(IReadOnlyList<string> args)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var faults = new List<string>();
        var hosts = new List<string>();
        for (var i = 0; i < args.Count; i += 2)
        {
            if (!Known.Contains(args[i], StringComparer.Ordinal))
            {
                throw new BadArgumentException($"Unknown argument '{args[i]}'.");
            }

            if (i + 1 == args.Count)
            {
                throw new BadArgumentException($"{args[i]} needs a value.");
            }

            if (args[i] is "--fault")
            {
                faults.Add(args[i + 1]);
            }
            else if (args[i] is "--callback-host")
            {
                hosts.Add(args[i + 1]);
            }
            else
            {
                values[args[i]] = args[i + 1];
            }
        }

        return new EmulatorOptions
        {
            Port = values.TryGetValue("--port", out var port) ? Port(port) : 0,
            HostName = values.GetValueOrDefault("--host", "127.0.0.1"),
            TaskDuration = values.TryGetValue("--task-duration", out var time) ? Durations.Parse(time) : TimeSpan.FromSeconds(2),
            DurationSpread = values.TryGetValue("--duration-spread", out var spread) ? Number(spread) : 0,
            Seed = Whole(values, "--seed"),
            MaxRunningTasks = Whole(values, "--max-running"),
            MaxActiveTasks = Whole(values, "--max-active"),
            RateLimit = values.GetValueOrDefault("--rate-limit"),
            Tier = values.GetValueOrDefault("--tier"),
            Key = values.GetValueOrDefault("--key"),
            Faults = faults,
            Shape = values.TryGetValue("--shape", out var shape) ? Shape(shape) : ReplyShape.Documented,
            CallbackSecret = values.GetValueOrDefault("--callback-secret"),
            CallbackHosts = hosts,
        };
    }

    private static double Number(string text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new BadArgumentException($"'{text}' is not a number.");

    private static int? Whole(Dictionary<string, string> values, string name) => !values.TryGetValue(name, out var text) ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new BadArgumentException($"'{text}' is not a whole number for {name}.");

    private static ReplyShape Shape(string text) => Enum.TryParse<ReplyShape>(text, ignoreCase: true, out var shape) && Enum.IsDefined(shape)
        ? shape
        : throw new BadArgumentException($"'{text}' is not a shape. The shapes: documented, live.");

    private static int Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
            ? port
            : throw new BadArgumentException($"'{text}' is not a port. A port is a number from 0 to 65535.");
}
