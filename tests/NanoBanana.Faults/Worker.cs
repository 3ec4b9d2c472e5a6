using System.Diagnostics;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Profiles;

namespace NanoBanana.Faults;

/// <summary>One process among several: with the same profile store, journal, upload log, sources and folder of results it does the main job.</summary>
internal static class Worker
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Runs one to its end.</summary>
    /// <returns>How many files it uploaded.</returns>
    public static async Task<int> StartAsync(string folder, Uri emulator, string name)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        using var process = Process.Start(new ProcessStartInfo(host, ["exec", typeof(Worker).Assembly.Location, "worker", folder, emulator.AbsoluteUri, name]) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 && int.TryParse(said, out var uploaded) ? uploaded : throw new InvalidOperationException($"{name}: {said}");
    }

    public static ProfileStore Profiles(string folder) => new(_ => null, () => Path.Combine(folder, "home"), TimeProvider.System);

    /// <summary>Keeps profiles, some of which all workers write, and makes all items by the keys that are kept.</summary>
    public static async Task<int> RunAsync(string folder, Uri emulator, string name)
    {
        var profiles = Profiles(folder);
        foreach (var profile in GatewayRegistry.Names.Select(provider => Place.ProfileOf(provider, emulator)).Append(Place.ProfileOf(ProviderNames.Crun, emulator) with { Name = name }))
        {
            await profiles.SaveAsync(profile.Name, _ => profile, new ProfileChange { Key = new Secret(Place.Key) }, CancellationToken.None);
        }

        using var place = new Place(emulator, folder, TimeProvider.System, profiles: profiles);
        var batch = new Batch(place, Patience);
        await batch.RunAsync([.. BatchItem.MakeAll(Path.Combine(folder, "sources")).Select(item => item.For(name))], resume: false);
        Console.WriteLine(batch.Errors.Count == 0 ? batch.Uploaded : string.Join("; ", batch.Errors.Select(error => error.Message)));
        return batch is { Errors.Count: 0, Failed: 0 } ? 0 : 1;
    }
}
