using NanoBanana;
using NanoBanana.BatchEdit;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Profiles;
using NanoBanana.Emulation;

// What the module does, with the core library: edits each photo of a folder with each of the five gateways.
// dotnet run --project samples/BatchEdit [-- FOLDER [DESTINATION]]
var photos = args.Length > 0 ? args[0] : Path.Combine(Repository.Root(), "samples", "photos");
var destination = Path.GetFullPath(args.Length > 1 ? args[1] : Path.Combine("out", "demo"));

using var emulator = GatewayEmulator.Start(new EmulatorOptions { TaskDuration = TimeSpan.FromSeconds(1) });
var files = Directory.EnumerateFiles(photos).Where(file => Path.GetExtension(file) is ".jpg" or ".png").Order(StringComparer.Ordinal).ToList();
Console.WriteLine($"The emulator runs at {emulator.Uri}. Nothing is sent to other machines.");
Console.WriteLine();
Console.WriteLine($"{"Provider",-14} {"Photo",-14} {"Result",-30} {"Pixels",-11} {"Took",6}  Cost");

var failures = 0;
foreach (var provider in GatewayRegistry.Names)
{
    var profiles = new ProfileStore(_ => null);
    var profile = new Profile
    {
        Name = "demo",
        Provider = provider,
        BaseUri = emulator.ProviderUris[provider],
        UploadUri = provider is ProviderNames.Crun or ProviderNames.Apikley ? null : emulator.ImageHost + "/{name}",
    };
    profiles.Set(profile, new Secret(emulator.Key));
    failures += await new Batch(profiles.Resolve("demo"), profiles, Path.Combine(destination, provider)).RunAsync(files);
}

Console.WriteLine();
Console.WriteLine($"{emulator.Charges.Count} charges for {files.Count * GatewayRegistry.Names.Count} tasks. The images are in {destination}.");
return failures == 0 ? 0 : 1;
