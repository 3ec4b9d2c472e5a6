using NanoBanana.Emulation;

namespace NanoBanana.Benchmarks.Files;

/// <summary>The emulator's image host in a separate process, with images to fetch. It prints its address, and ends when its standard input does.</summary>
internal static class DownloadHost
{
    public const int Images = 20;

    /// <summary>706 x 706 pixels of three bytes are 1.5 MB.</summary>
    private const int Side = 706;

    public static string NameOf(int number) => FormattableString.Invariant($"{number % Images}.png");

    public static async Task<int> RunAsync()
    {
        using var emulator = GatewayEmulator.Start(new EmulatorOptions());
        var address = new Uri(emulator.ImageHost.AbsoluteUri.TrimEnd('/') + "/");
        await FillAsync(address, Side);
        Console.WriteLine(address);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>Puts the images on an image host.</summary>
    /// <param name="address">The host's, with a slash at its end.</param>
    /// <param name="side">Width and height of each.</param>
    public static async Task FillAsync(Uri address, int side)
    {
        using var http = new HttpClient();
        for (var i = 0; i < Images; i++)
        {
            using var body = new ByteArrayContent(NoisePng.Make(side, i));
            using var reply = await http.PutAsync(new Uri(address, NameOf(i)), body);
            reply.EnsureSuccessStatusCode();
        }
    }
}
