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
          --key <text>             the key all gateways ask for (default: a random one)
          --fault <fault>          name[:provider][@operation][*times]; may be given several times
          --callback-secret <text> what Apikley's callbacks are signed with (default: they are not signed)
          --callback-host <name>   a host besides this machine that callbacks may go to; may be given several times
          --help                   this text

        Runs until Ctrl+C. The faults are listed at /emulator/faults.
        """;

    public static EmulatorOptions Read(IReadOnlyList<string> args)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var faults = new List<string>();
        var hosts = new List<string>();
        for (var i = 0; i < args.Count; i += 2)
        {
            if (args[i] is not ("--port" or "--host" or "--task-duration" or "--key" or "--fault" or "--callback-secret" or "--callback-host"))
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
            Key = values.GetValueOrDefault("--key"),
            Faults = faults,
            CallbackSecret = values.GetValueOrDefault("--callback-secret"),
            CallbackHosts = hosts,
        };
    }

    private static int Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
            ? port
            : throw new BadArgumentException($"'{text}' is no port; a port lies between 0 and 65535.");
}
