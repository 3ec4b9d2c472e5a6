using System.Text.Json.Nodes;
using NanoBanana.Emulation;
using NanoBanana.Soak;

namespace NanoBanana.Faults.Tests;

/// <summary>The short form of the soak: two lines of its series.</summary>
public sealed class SoakTests
{
    [Fact]
    public async Task AFewSecondsOfStopsRestartsAndKillsLoseNothing() =>
        Assert.Equal(0, await SoakRun.RunAsync(TimeSpan.FromSeconds(8), line: TimeSpan.FromSeconds(4), seed: 2));

    [Fact]
    public async Task AProblemLeavesItsChargesAndItsTasksInAFile()
    {
        using var folder = new TempFolder();
        using var emulator = GatewayEmulator.Start(new EmulatorOptions { Key = Place.Key, TaskDuration = TimeSpan.Zero, Faults = ["double-charge:Crun*1"] });
        using var control = new EmulatorClient(emulator.Uri);
        using var place = new Place(emulator.Uri, folder.Path, TimeProvider.System);
        BatchItem[] items = [.. Enumerable.Range(1, 2).Select(number => BatchItem.Make("Crun", folder.Path, FormattableString.Invariant($"item-{number}")))];
        await new Batch(place, TimeSpan.FromMinutes(1)).RunAsync([items[0]], resume: false);
        await new Batch(place, TimeSpan.FromMinutes(1)).RunAsync([items[1]], resume: false);
        var audit = new Audit(control, place.Journal, place.Results, items, told: []);
        await audit.CheckAsync();

        var path = await Evidence.WriteAsync([.. audit.Problems.Where(problem => problem.Contains(items[0].Prompt, StringComparison.Ordinal))], control, place.Journal);

        var kept = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        File.Delete(path);
        var task = Assert.Single(kept["tasks"]!.AsArray())!;
        Assert.Equal((items[0].Prompt, TaskStates.Succeeded, 1), ((string)task["Prompt"]!, (string)task["State"]!, (int)task["Attempt"]!));
        Assert.Equal([.. emulator.Charges.Take(2).Select(charge => charge.TaskId)], kept["charges"]!.AsArray().Select(charge => (string)charge!["taskId"]!));
        Assert.DoesNotContain(Place.Key, kept.ToJsonString(), StringComparison.Ordinal);
    }
}
