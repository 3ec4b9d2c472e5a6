using NanoBanana.Client;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Model;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Resume;

/// <summary>An intent without a receipt: was it charged? Only the gateway knows.</summary>
public sealed class UnknownTests
{
    private static readonly Exception Crash = new InvalidOperationException("the process ended here");

    [Theory]
    [MemberData(nameof(TestEnvironment.OnceOnly), MemberType = typeof(TestEnvironment))]
    public async Task ItIsUnknownAndNothingIsSentUntilItIsSettled(string provider)
    {
        using var world = new TestEnvironment();
        await CrashAtAsync(world, provider, "answered");

        var again = await world.SubmitAsync(provider, run: world.Resuming());

        Assert.Equal((TaskStates.Unknown, ErrorIds.OutcomeUnknown), (again.Task!.State, again.Error!.ErrorId));
        Assert.True(again.Error.MayHaveBeenCharged);
        Assert.Contains(again.Task.IntentId!, again.Error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(1, await world.CountAsync(provider));
        var entry = Assert.Single(world.Entries);
        Assert.Equal((TaskStates.Unknown, Charge.Unknown, true), (entry.Task.State, entry.Charge, entry.IsPending));
    }

    [Fact]
    public async Task AnErrorThatNobodyForesawIsOneItemsErrorAndItsWorkIsNotPaidForAgain()
    {
        using var world = new TestEnvironment();
        var profile = world.Profile(ProviderNames.Crun);
        var group = new ClientGroup([world.Client(profile, options => options with { Checkpoint = step => Throw(step == "answered") })]);

        var result = await group.Prepare(new ImageRequest { Prompt = "a fox" }).SubmitAsync(new SubmitRun(), uploadProfile: null, CancellationToken.None);

        Assert.Equal((null, ErrorIds.InternalError, true), (result.Task, result.Error!.ErrorId, result.Error.MayHaveBeenCharged));
        Assert.Same(Crash, result.Error.InnerException);
        world.ProcessEnds();
        Assert.Equal(ErrorIds.OutcomeUnknown, (await world.SubmitAsync(ProviderNames.Crun, run: world.Resuming())).Error!.ErrorId);
        Assert.Single(world.Charges);
    }

    [Theory]
    [InlineData("intended", 1)]
    [InlineData("answered", 2)]
    public async Task AnIdempotentGatewayIsAskedAgainWithTheSameIdAndChargesOnce(string step, int sent)
    {
        using var world = new TestEnvironment();
        await CrashAtAsync(world, ProviderNames.AigptImage, step);
        var intent = Assert.Single(world.Entries).Task.IntentId;

        var again = await world.SubmitAsync(ProviderNames.AigptImage, run: world.Resuming());

        Assert.Null(again.Error);
        var charge = Assert.Single(world.Charges);
        Assert.Equal((charge.TaskId, intent, intent), (again.Task!.Id, again.Task.IntentId, charge.RequestId));
        Assert.Equal(Charge.Spent, Assert.Single(world.Entries).Charge);
        Assert.Equal(sent, await world.CountAsync(ProviderNames.AigptImage));
    }

    [Theory]
    [InlineData("p-other", 0)]
    [InlineData("p-AigptImage", 24)]
    [InlineData("p-AigptImage", 25)]
    public async Task AnotherAccountOrALaterDayIsNotAskedAgain(string name, int hours)
    {
        using var world = new TestEnvironment();
        await CrashAtAsync(world, ProviderNames.AigptImage, "answered");
        world.Time.SetUtcNow(world.Time.Now.AddHours(hours));

        var again = await world.SubmitAsync(world.Profile(ProviderNames.AigptImage, profile => profile with { Name = name }), new ImageRequest { Prompt = "a fox" }, world.Resuming());

        Assert.Equal((TaskStates.Unknown, ErrorIds.OutcomeUnknown), (again.Task!.State, again.Error!.ErrorId));
        Assert.Equal(1, await world.CountAsync(ProviderNames.AigptImage));
        Assert.Single(world.Charges);
    }

    [Theory]
    [InlineData("status-401")]
    [InlineData("status-409")]
    [InlineData("status-422")]
    [InlineData("rate-limit")]
    [InlineData("status-500")]
    [InlineData("reset-before-body")]
    public async Task WhatTheSecondSendingBringsSaysNothingOfTheFirst(string fault)
    {
        using var world = new TestEnvironment();
        await CrashAtAsync(world, ProviderNames.AigptImage, "answered");
        await world.SetFaultsAsync(fault);

        var again = await world.SubmitAsync(ProviderNames.AigptImage, run: world.Resuming());

        Assert.Equal((TaskStates.Unknown, ErrorIds.OutcomeUnknown), (again.Task!.State, again.Error!.ErrorId));
        Assert.Equal((true, "a fox", "p-AigptImage"), (again.Error.MayHaveBeenCharged, again.Error.Target, again.Error.Profile));
        Assert.Equal(fault is not ("status-500" or "reset-before-body"), again.Error.Message.Contains("asked again, ", StringComparison.Ordinal));
        Assert.NotEqual(Charge.Released, Assert.Single(world.Entries).Charge);
        await world.SetFaultsAsync();
        Assert.Equal(Assert.Single(world.Charges).TaskId, (await world.SubmitAsync(ProviderNames.AigptImage, run: world.Resuming())).Task!.Id);
        Assert.Single(world.Charges);
    }

    [Fact]
    public async Task StoppingTheSecondSendingLeavesTheFirstUnknown()
    {
        using var world = new TestEnvironment();
        await CrashAtAsync(world, ProviderNames.AigptImage, "answered");
        await world.SetFaultsAsync("rate-limit");
        using var stop = new CancellationTokenSource();
        var client = world.Client(world.Profile(ProviderNames.AigptImage), options => options with
        {
            Random = () =>
            {
                stop.Cancel();
                return 0;
            },
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            client.Prepare(new ImageRequest { Prompt = "a fox" }).SubmitAsync(world.Resuming(), uploadProfile: null, stop.Token));

        Assert.Equal(TaskStates.Unknown, Assert.Single(world.Entries).Task.State);
    }

    [Theory]
    [MemberData(nameof(TestEnvironment.OnceOnly), MemberType = typeof(TestEnvironment))]
    public async Task SettledAsAcceptedItGoesOnAsAnyOther(string provider)
    {
        using var world = new TestEnvironment();
        await CrashAtAsync(world, provider, "answered");
        var id = Assert.Single(world.Charges).TaskId;

        await world.Journal.SettleAcceptedAsync(Assert.Single(world.Entries), id);

        var again = await world.SubmitAsync(provider, run: world.Resuming());
        Assert.Equal((id, TaskStates.Pending, Charge.Spent), (again.Task!.Id, again.Task.State, Assert.Single(world.Entries).Charge));
        Assert.Null(again.Error);
        Assert.Equal(TaskStates.Succeeded, (await world.Client(world.Profile(provider)).QueryAsync(again.Task, CancellationToken.None)).State);
        Assert.Equal(1, await world.CountAsync(provider));
    }

    [Theory]
    [MemberData(nameof(TestEnvironment.OnceOnly), MemberType = typeof(TestEnvironment))]
    public async Task SettledAsNotChargedItIsSubmittedAnew(string provider)
    {
        using var world = new TestEnvironment();
        await CrashAtAsync(world, provider, "intended");

        await world.Journal.SettleNotChargedAsync(Assert.Single(world.Entries));

        var again = await world.SubmitAsync(provider, run: world.Resuming());
        Assert.Equal(Assert.Single(world.Charges).TaskId, again.Task!.Id);
        Assert.Equal([Charge.Released, Charge.Spent], world.Entries.Select(entry => entry.Charge));
    }

    [Fact]
    public async Task WhatIsNotUnknownCannotBeSettled()
    {
        using var world = new TestEnvironment();
        await world.SubmitAsync(ProviderNames.Crun);
        var entry = Assert.Single(world.Entries);

        await Caught.ByAsync(ErrorIds.TaskNotUnknown, () => world.Journal.SettleAcceptedAsync(entry, "x"));
        await Caught.ByAsync(ErrorIds.TaskNotUnknown, () => world.Journal.SettleNotChargedAsync(entry));
    }

    private static async Task CrashAtAsync(TestEnvironment world, string provider, string where)
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => world.SubmitAsync(
            world.Profile(provider), new ImageRequest { Prompt = "a fox" }, run: null, options => options with { Checkpoint = step => Throw(step == where) }));
        Assert.Same(Crash, error);
        world.ProcessEnds();
    }

    private static void Throw(bool now)
    {
        if (now)
        {
            throw Crash;
        }
    }
}
