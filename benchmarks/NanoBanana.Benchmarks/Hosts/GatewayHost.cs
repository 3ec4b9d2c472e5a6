using System.Globalization;
using NanoBanana.Benchmarks.Files;
using NanoBanana.Emulation;

namespace NanoBanana.Benchmarks.Hosts;

/// <summary>
/// The emulator in a separate process, so that what is measured is the client's alone. It prints its addresses and its key,
/// and ends when its standard input does.
/// </summary>
internal static class GatewayHost
{
    /// <summary>577 x 577 pixels of three bytes are 1 MB.</summary>
    private const int Side = 577;

    /// <param name="args">The tasks' milliseconds, then faults.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var options = new EmulatorOptions { TaskDuration = TimeSpan.FromMilliseconds(int.Parse(args[0], CultureInfo.InvariantCulture)), Faults = args[1..] };
        using var emulator = GatewayEmulator.Start(options);
        var images = new Uri(emulator.ImageHost.AbsoluteUri.TrimEnd('/') + "/");
        await DownloadHost.FillAsync(images, Side);
        Console.WriteLine(string.Join(' ', [emulator.Uri, images, emulator.Key, .. emulator.ProviderUris.Select(each => each.Key + "=" + each.Value)]));
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
