using System.Diagnostics;
using System.Globalization;
using NanoBanana.Client.Store;
using NanoBanana.Store.Tests.Support;

namespace NanoBanana.Store.Tests.Contract;

/// <summary>Several processes do the same list at the same moment; some of them are killed.</summary>
public sealed class ProcessTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "NanoBanana.Store.Worker.dll");

    public static TheoryData<string> Kinds => StorePlace.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Four_processes_with_one_list_pay_once_for_each_item(string kind)
    {
        using var place = StorePlace.Create(kind);
        var workers = Enumerable.Range(0, 4).Select(i => Start(place, i, 200, i == 3 ? "backward" : "forward", lease: 60)).ToList();

        var said = await Task.WhenAll(workers.Select(EndAsync));

        Assert.All(said, text => Assert.EndsWith("200 succeeded, 0 unknown", text, StringComparison.Ordinal));
        Assert.Equal(200, Ledger(place).Count);
        Assert.Equal(200, Ledger(place).Distinct().Count());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Killed_processes_leave_no_item_paid_for_twice_and_none_undecided(string kind)
    {
        var rounds = int.Parse(Environment.GetEnvironmentVariable("NANOBANANA_KILL_ROUNDS") ?? "1", CultureInfo.InvariantCulture);
        var random = new Random(rounds);
        for (var round = 0; round < rounds; round++)
        {
            using var place = StorePlace.Create(kind);
            var workers = Enumerable.Range(0, 4).Select(i => Start(place, i, 100, i == 3 ? "backward" : "forward")).ToList();
            foreach (var victim in workers.Take(2))
            {
                // at a moment that the store's own progress chooses
                await place.Open().WhenTasksAsync(random.Next(1, 90));
                victim.Kill();
            }

            await Task.WhenAll(workers.Skip(2).Select(EndAsync));
            var last = await EndAsync(Start(place, 4, 100, "forward"));

            var ledger = Ledger(place);
            Assert.Equal(ledger.Count, ledger.Distinct().Count());
            var tasks = await place.Open().AllAsync();
            Assert.Equal(100, tasks.Count);
            Assert.All(tasks, task => Assert.True(task.State is TaskStates.Succeeded or TaskStates.Unknown, task.State + ": " + last));
            Assert.All(tasks.Where(task => task.State is TaskStates.Succeeded), task => Assert.Contains(task.WorkKey, ledger));
        }
    }

    private static Process Start(StorePlace place, int number, int items, string order, int lease = 2) => Process.Start(
        new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ["exec", Program, place.Address, place.Home, Path.Combine(place.Home, FormattableString.Invariant($"ledger-{number}.txt")), items.ToString(CultureInfo.InvariantCulture), lease.ToString(CultureInfo.InvariantCulture), order])
        {
            RedirectStandardOutput = true,
        })!;

    private static async Task<string> EndAsync(Process process)
    {
        using (process)
        {
            var said = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
            return said.TrimEnd();
        }
    }

    // a line that a killed process did not finish is a charge as well
    private static List<string> Ledger(StorePlace place) =>
        [.. Directory.GetFiles(place.Home, "ledger-*.txt").SelectMany(File.ReadAllLines).Where(line => line.Length > 0)];
}
