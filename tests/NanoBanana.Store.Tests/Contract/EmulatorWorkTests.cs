using NanoBanana.Client.Model;
using NanoBanana.Client.Store;
using NanoBanana.Store.Tests.Support;

namespace NanoBanana.Store.Tests.Contract;

/// <summary>Work of an emulator is kept apart, and goes with its emulator.</summary>
public sealed class EmulatorWorkTests
{
    public static TheoryData<string> Kinds => StorePlace.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Work_of_an_emulator_goes_at_the_next_claim_once_its_process_has_ended(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        await store.SubmitAsync(Work.Claim("tried", emulator: "127.0.0.1:5") with { EmulatorIsOurs = true }, "task-1");
        await store.SubmitAsync(Work.Claim("real"), "task-2");
        await place.Open().ClaimAsync(Work.Claim("k1"), CancellationToken.None);
        Assert.Single(await store.AllAsync(new TaskFilter { Emulators = EmulatorScope.Only }));

        place.Execute("UPDATE nb_emulators SET pid = 2147483000");
        await place.Open().ClaimAsync(Work.Claim("k2"), CancellationToken.None);

        Assert.Empty(await store.AllAsync(new TaskFilter { Emulators = EmulatorScope.Only }));
        Assert.Equal("task-2", Assert.Single(await store.AllAsync(new TaskFilter { WorkKeys = ["real"] })).GatewayId);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Work_of_an_emulator_is_apart_and_goes_with_it(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        await store.SubmitAsync(Work.Claim("k", emulator: "emu-1"), "trial");
        await store.SubmitAsync(Work.Claim("k2"), "real");
        Assert.Equal(1, (await store.TodayAsync()).Spent);
        Assert.Equal(1, (await store.TotalsAsync("account-1", BudgetCap.Month, Currencies.Usd, creditPrice: null, "emu-1", CancellationToken.None)).Spent);

        Assert.Equal(1, await store.RemoveEmulatorAsync("emu-1", CancellationToken.None));

        Assert.Equal("real", Assert.Single(await store.AllAsync(new TaskFilter { Emulators = EmulatorScope.All })).GatewayId);
        Assert.Single(await store.SpendingAsync(since: null, EmulatorScope.All, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Work_of_an_emulator_goes_when_another_one_has_its_address_on_the_same_machine(string kind)
    {
        using var place = StorePlace.Create(kind);
        var (here, there) = (place.Open(), place.Open(host: "other"));
        await here.SubmitAsync(Work.Claim("k", emulator: "127.0.0.1:5/1"), "first");
        await here.SubmitAsync(Work.Claim("k2", emulator: "127.0.0.1:50/1"), "other-port");
        await there.SubmitAsync(Work.Claim("k3", emulator: "127.0.0.1:5/3"), "other-machine");
        await here.SubmitAsync(Work.Claim("k4", emulator: "127.0.0.1:5"), "of-no-known-instance");

        await here.SubmitAsync(Work.Claim("k5", emulator: "127.0.0.1:5/2"), "second");
        await here.SubmitAsync(Work.Claim("k6", emulator: "127.0.0.1:5/2"), "third");

        var left = await here.AllAsync(new TaskFilter { Emulators = EmulatorScope.All });
        Assert.Equal(["other-port", "other-machine", "of-no-known-instance", "second", "third"], left.Select(task => task.GatewayId));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_work_of_an_emulator_that_is_not_there_is_nothing(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        Assert.Equal(0, await store.RemoveEmulatorAsync("emu-1", CancellationToken.None));
        await store.SubmitAsync(Work.Claim("k", emulator: "emu-1"), "task-1");
        await store.SubmitAsync(Work.Claim("l", emulator: "emu-2"), "task-2");

        Assert.Equal((0, 1), (await store.RemoveEmulatorAsync("emu-3", CancellationToken.None), await store.RemoveEmulatorAsync("emu-1", CancellationToken.None)));

        Assert.Equal("task-2", Assert.Single(await store.AllAsync(new TaskFilter { Emulators = EmulatorScope.Only, Emulator = "emu-2" })).GatewayId);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_process_of_an_emulator_is_known_from_its_own_claim_on(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        async Task<int> CountAsync(string key, bool isOurs, int pid)
        {
            await store.SubmitAsync(Work.Claim(key, emulator: "127.0.0.1:5") with { EmulatorIsOurs = isOurs }, key);
            return place.Execute(FormattableString.Invariant($"UPDATE nb_emulators SET pid = pid WHERE pid = {pid}"));
        }

        Assert.Equal(1, await CountAsync("a", isOurs: false, pid: 0));
        Assert.Equal(1, await CountAsync("b", isOurs: true, Environment.ProcessId));
        Assert.Equal(1, await CountAsync("c", isOurs: false, Environment.ProcessId));
        place.Execute("UPDATE nb_emulators SET pid = 4711");
        Assert.Equal(1, await CountAsync("d", isOurs: false, pid: 4711));
    }
}
