using NanoBanana.Emulation;

namespace NanoBanana.Benchmarks.Uploads;

/// <summary>The emulator's image host in a separate process. It prints its address, and ends when its standard input does.</summary>
internal static class HostProcess
{
    public static async Task<int> RunAsync()
    {
        using var emulator = GatewayEmulator.Start(new EmulatorOptions());
        Console.WriteLine(emulator.ImageHost.AbsoluteUri.TrimEnd('/') + "/");
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
