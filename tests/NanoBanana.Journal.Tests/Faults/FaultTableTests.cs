using System.Text;
using System.Text.Json;
using NanoBanana.Client;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Http;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Model;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Faults;

/// <summary>All five gateways and every fault of a submit: at most one charge, and the journal agrees with the ledger.</summary>
public sealed class FaultTableTests
{
    private static readonly Lazy<IReadOnlyList<string>> Menu = new(() =>
    {
        using var world = new TestEnvironment();
        return world.MenuAsync().GetAwaiter().GetResult();
    });

    /// <summary>Read from the emulator, so that a new fault without an expectation fails.</summary>
    public static TheoryData<string, string> Cases => Data(fault => fault != FaultTable.DoubleCharge);

    public static TheoryData<string, string> KeysInIds => Data(fault => fault.StartsWith(FaultTable.KeyInId, StringComparison.Ordinal));

    private static IEnumerable<string> FormsOfTheKey =>
    [
        TestEnvironment.Key,
        Convert.ToHexString(Encoding.UTF8.GetBytes(TestEnvironment.Key)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(TestEnvironment.Key)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + TestEnvironment.Key)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes("Bearer " + TestEnvironment.Key)),
        string.Concat(Encoding.UTF8.GetBytes(TestEnvironment.Key).Select(each => FormattableString.Invariant($"%{each:X2}"))),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task OneFaultOneLandingAtMostOneCharge(string provider, string fault)
    {
        using var world = new TestEnvironment(fault + "*1");
        var expected = FaultTable.Of(provider, fault);

        var result = await world.SubmitAsync(provider);

        Check(world, expected, result);
        Assert.Equal(expected.Sent, await world.CountAsync(provider));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task AFaultThatStaysEndsWithinTheBudgetAndChargesAtMostOnce(string provider, string fault)
    {
        using var world = new TestEnvironment(fault);
        var expected = FaultTable.Of(provider, fault);
        var began = world.Time.Now;

        var result = await world.SubmitAsync(provider);

        Assert.InRange(world.Time.Now - began, TimeSpan.Zero, new ClientOptions().SubmitBudget + TimeSpan.FromSeconds(5));
        var stays = expected.IsRepeated ? LandingThatStays(fault) : expected.Landing;
        if (stays is Landing.Refused)
        {
            Assert.Equal(fault is "too-many-active" ? ErrorIds.Conflict : fault is "status-455" ? ErrorIds.Maintenance : ErrorIds.RateLimited, result.Error?.ErrorId);
        }

        Check(world, new FaultTable.Outcome(stays, stays is Landing.Refused ? result.Error?.ErrorId : stays is Landing.Unknown ? ErrorIds.OutcomeUnknown : expected.ErrorId, Sent: 0) { IsAsked = expected.IsAsked }, result);
        Assert.InRange(await world.CountAsync(provider), 0, provider == ProviderNames.AigptImage || stays is Landing.Refused ? 12 : 1);
    }

    /// <summary>Issue 16, number 4; on 438ef55 the id stood in the journal unchanged, with the key in it.</summary>
    [Theory]
    [MemberData(nameof(KeysInIds))]
    public async Task AnIdThatHoldsTheKeyIsNotKeptAndTheTaskIsUnknownWithTheReason(string provider, string fault)
    {
        using var world = new TestEnvironment(fault);

        var result = await world.SubmitAsync(provider);

        Assert.Contains("********'. This id contains the API key", result.Error!.Message, StringComparison.Ordinal);
        var entry = Assert.Single(world.Entries);
        Assert.Equal((null, null, TaskStates.Unknown), (result.Task!.Id, entry.Task.Id, entry.Task.State));
        var told = string.Join('\n', [result.Error.ToString(), result.Error.Reply, JsonSerializer.Serialize(result.Task), JsonSerializer.Serialize(entry), .. world.Log.Warnings, .. world.Log.Details]);
        foreach (var form in FormsOfTheKey)
        {
            Assert.DoesNotContain(form, told, StringComparison.OrdinalIgnoreCase);
        }

        // nothing asks for what is left of the id, and -Resume does not pay again
        Assert.Equal(0, await world.CountAsync(provider, "query"));
        Assert.Equal(TaskStates.Unknown, (await world.SubmitAsync(provider, run: world.Resuming())).Task?.State);
        Assert.Single(world.Charges);
    }

    private static TheoryData<string, string> Data(Func<string, bool> isWanted)
    {
        var data = new TheoryData<string, string>();
        foreach (var provider in GatewayRegistry.Names)
        {
            foreach (var fault in Menu.Value.Where(isWanted))
            {
                data.Add(provider, fault);
            }
        }

        return data;
    }

    private static Landing LandingThatStays(string fault) =>
        fault.StartsWith("rate-limit", StringComparison.Ordinal) || fault is "status-429" or "status-455" or "too-many-active" ? Landing.Refused : Landing.Unknown;

    private static void Check(TestEnvironment world, FaultTable.Outcome expected, SubmitResult result)
    {
        Assert.Equal(expected.ErrorId, result.Error?.ErrorId);
        Assert.True(world.Charges.Count <= 1, "charged more than once");
        var entry = Assert.Single(world.Entries);
        if (expected.IsAsked)
        {
            Assert.NotEqual(TaskStates.Unknown, entry.Task.State);
            entry = entry with { Task = entry.Task with { State = TaskStates.Pending } };
            result = result with { Task = result.Task! with { State = TaskStates.Pending } };
        }

        Assert.Equal(
            expected.Landing switch
            {
                Landing.Accepted => (TaskStates.Pending, Charge.Spent),
                Landing.Unknown => (TaskStates.Unknown, Charge.Unknown),
                _ => (TaskStates.Failed, Charge.Released),
            },
            (entry.Task.State, entry.Charge));
        Assert.Equal(expected.Landing is Landing.Unknown, result.Error?.MayHaveBeenCharged ?? false);
        Assert.Equal(expected.Landing is Landing.Accepted or Landing.Unknown ? entry.Task.State : null, result.Task?.State);
        if (expected.Landing is Landing.Accepted)
        {
            Assert.Equal(Assert.Single(world.Charges).TaskId, entry.Task.Id);
            Assert.Equal(entry.Task.Id, result.Task!.Id);
        }

        // charged means that the journal says so, or that it may be
        Assert.True(world.Charges.Count == 0 || entry.Charge is Charge.Spent or Charge.Unknown, "charged, and the journal says it was not");
    }
}
