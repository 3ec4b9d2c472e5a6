using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using NanoBanana.Client;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Waiting;
using NanoBanana.Emulation;

namespace NanoBanana.Desktop;

/// <summary>
/// The main job on the .NET Framework's surface: the netstandard2.0 core as Windows PowerShell 5.1 would load it, with all five
/// gateways of the emulator, and then the same work again with <c>-Resume</c>. Arguments: a photo, and a folder for the results.
/// Prints one line a gateway; exit code 0 if all went well.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        Console.WriteLine("core for " + typeof(NanoBananaClient).Assembly.GetCustomAttribute<System.Runtime.Versioning.TargetFrameworkAttribute>().FrameworkName);
        using var emulator = GatewayEmulator.Start(new EmulatorOptions { TaskDuration = TimeSpan.FromMilliseconds(200) });
        var failures = 0;
        foreach (var run in new[] { new SubmitRun(), new SubmitRun(maxCost: null, resume: true) })
        {
            foreach (var provider in GatewayRegistry.Names)
            {
                failures += await EditAsync(emulator, provider, run, args[0], Path.Combine(args[1], provider));
            }
        }

        Console.WriteLine($"{emulator.Charges.Count} charges, {failures} failures");
        return failures;
    }

    private static async Task<int> EditAsync(GatewayEmulator emulator, string provider, SubmitRun run, string photo, string destination)
    {
        var profiles = new ProfileStore(_ => null);
        profiles.Set(
            new Profile
            {
                Name = "desktop",
                Provider = provider,
                BaseUri = emulator.ProviderUris[provider],
                UploadUri = provider is ProviderNames.Crun or ProviderNames.Apikley ? null : emulator.ImageHost + "/{name}",
            },
            new Secret(emulator.Key));
        var profile = profiles.Resolve("desktop");
        var options = new ClientOptions { Profiles = profiles, Journal = TaskJournal.OfUser() };
        var client = new NanoBananaClient(profile, options);
        var request = new ImageRequest { Prompt = "on a marble table", Sources = [SourceImage.FromFile(photo)] };
        var submitted = await client.Prepare(request).SubmitAsync(run, uploadProfile: null, CancellationToken.None);
        if (submitted.Error is { } error)
        {
            Console.WriteLine($"{provider}: {error.ErrorId}, {error.Message}");
            return 1;
        }

        using var watcher = new TaskWatcher(client.QueryAsync, new WatchOptions());
        watcher.Add(submitted.AcceptedTask());
        var ended = (await watcher.TakeAsync(CancellationToken.None))!.Task;
        foreach (var image in ended.Images)
        {
            var saved = await new ImageSaver(options).SaveAsync(ended, image, profile, new SaveOptions { Destination = destination }, CancellationToken.None);
            Console.WriteLine($"{provider}: {ended.State}, {Path.GetFileName(saved.Path)}, {saved.Width} x {saved.Height}");
            return 0;
        }

        Console.WriteLine($"{provider}: {ended.State}, {ended.Failure?.Message}");
        return 1;
    }
}
