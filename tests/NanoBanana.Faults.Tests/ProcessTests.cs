using NanoBanana.Client.Gateways;
using NanoBanana.Client.Journal;
using NanoBanana.Emulation;

namespace NanoBanana.Faults.Tests;

/// <summary>Ten processes at once, with one profile store, journal, upload log and folder of results.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nanobanana-faults-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task TenProcessesLoseNothingAndUploadEachFileAtMostOnceEach()
    {
        using var emulator = GatewayEmulator.Start(new EmulatorOptions { Key = Place.Key, TaskDuration = TimeSpan.Zero });
        using var control = new EmulatorClient(emulator.Uri);
        var names = Enumerable.Range(1, 10).Select(number => FormattableString.Invariant($"worker-{number}")).ToList();
        var sources = BatchItem.MakeAll(Path.Combine(_folder, "sources"));

        var uploads = await Task.WhenAll(names.Select(name => Worker.StartAsync(_folder, emulator.Uri, name)));

        var items = names.SelectMany(name => sources.Select(item => item.For(name))).ToList();
        var audit = new Audit(control, new TaskJournal(Path.Combine(_folder, "home")), Path.Combine(_folder, "results"), items, told: []);
        await audit.CheckEndAsync();
        Assert.Empty(audit.Problems);
        Assert.Equal(items.Count, emulator.ChargeCount);
        Assert.All(uploads, files => Assert.InRange(files, 0, sources.Count));
        var profiles = Worker.Profiles(_folder);
        foreach (var name in names.Concat(GatewayRegistry.Names))
        {
            Assert.Equal(Place.Key, (await profiles.KeyAsync(profiles.Resolve(name), CancellationToken.None)).Reveal());
        }
    }
}
