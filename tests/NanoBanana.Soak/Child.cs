using System.Diagnostics;
using NanoBanana.Emulation;
using NanoBanana.Faults;

namespace NanoBanana.Soak;

/// <summary>The other processes of a soak: the emulator, whose memory is not checked, and sessions that are killed.</summary>
internal static class Child
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    /// <summary>Starts this program again; its first line is what it is asked for.</summary>
    public static async Task<(Process Process, string FirstLine)> StartAsync(params string[] arguments)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var process = Process.Start(new ProcessStartInfo(host, ["exec", typeof(Child).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        return (process, await process.StandardOutput.ReadLineAsync() ?? string.Empty);
    }

    /// <summary>Emulates until its parent lets go of its input.</summary>
    public static async Task<int> EmulateAsync()
    {
        using var emulator = GatewayEmulator.Start(new EmulatorOptions { Key = Place.Key, TaskDuration = Duration, DurationSpread = 0.5, Seed = 1 });
        Console.WriteLine(emulator.Uri);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>One batch, to the end or to its death.</summary>
    /// <param name="folder">The home and the results that all sessions share.</param>
    /// <param name="emulator">Where the gateways are.</param>
    /// <param name="names">Each item as provider and name, with a colon between.</param>
    public static async Task<int> RunSessionAsync(string folder, Uri emulator, string[] names)
    {
        using var place = new Place(emulator, folder, TimeProvider.System);
        var items = names.Select(name => name.Split(':')).Select(parts => BatchItem.Make(parts[0], Path.Combine(folder, "sources"), parts[1])).ToList();
        Console.WriteLine("ready");
        var batch = new Batch(place, Patience);
        await batch.RunAsync(items, resume: false);
        Console.WriteLine(string.Join(Environment.NewLine, batch.Errors.Select(error => error.Message)));
        return 0;
    }
}
