using NanoBanana.Client;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Model;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Resume;

/// <summary>The same script, run again.</summary>
public sealed class ResumeTests
{
    [Fact]
    public async Task ATaskWhoseLinksExpiredUnsavedIsReturnedWithAWarning()
    {
        using var world = new TestEnvironment();
        var task = (await world.SubmitAsync(ProviderNames.Apikley)).AcceptedTask();
        var ended = await world.Client(world.Profile(ProviderNames.Apikley)).QueryAsync(task, CancellationToken.None);
        var expires = Assert.Single(ended.Images).ExpiresAt!.Value;

        world.Time.SetUtcNow(expires - TimeSpan.FromSeconds(1));
        Assert.Equal(task.Id, (await world.SubmitAsync(ProviderNames.Apikley, run: world.Resuming())).AcceptedTask().Id);
        Assert.Empty(world.Log.Warnings);
        Assert.Contains(world.Log.Details, line => line == $"Task {task.Id} of an earlier run is returned, and nothing new is submitted.");

        world.Time.SetUtcNow(expires);
        Assert.Equal(task.Id, (await world.SubmitAsync(ProviderNames.Apikley, run: world.Resuming())).AcceptedTask().Id);
        Assert.Equal($"The links of task {task.Id} have expired. It was paid for and is not submitted again. Ask Apikley for its images.", Assert.Single(world.Log.Warnings));
        Assert.Single(world.Charges);
    }

    [Fact]
    public async Task WhatWasStoppedBetweenTwoAttemptsIsNotChargedAndSubmittedAgain()
    {
        using var world = new TestEnvironment("rate-limit*1");
        using var stop = new CancellationTokenSource();
        var client = world.Client(world.Profile(ProviderNames.Crun), options => options with
        {
            Random = () =>
            {
                stop.Cancel();
                return 0;
            },
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            client.Prepare(new ImageRequest { Prompt = "a fox" }).SubmitAsync(new SubmitRun(), uploadProfile: null, stop.Token));

        var entry = Assert.Single(world.Entries);
        Assert.Equal((TaskStates.Failed, Charge.Released, ErrorIds.NotDelivered), (entry.Task.State, entry.Charge, entry.Task.Failure!.Reason));
        Assert.Contains("the run was stopped before it was sent.", entry.Task.Failure.Message, StringComparison.Ordinal);
        Assert.Equal((await world.SubmitAsync(ProviderNames.Crun, run: world.Resuming())).AcceptedTask().Id, Assert.Single(world.Charges).TaskId);
    }

    [Theory]
    [MemberData(nameof(TestEnvironment.Providers), MemberType = typeof(TestEnvironment))]
    public async Task AnAcceptedTaskIsGivenAndNothingIsSent(string provider)
    {
        using var world = new TestEnvironment();
        var first = await world.SubmitAsync(provider);

        var pending = await world.SubmitAsync(provider, run: world.Resuming());
        Assert.Equal((first.Task!.Id, first.Task.IntentId, TaskStates.Pending), (pending.Task!.Id, pending.Task.IntentId, pending.Task.State));

        var ended = await world.Client(world.Profile(provider)).QueryAsync(pending.Task, CancellationToken.None);
        Assert.Equal(TaskStates.Succeeded, ended.State);
        var succeeded = await world.SubmitAsync(provider, run: world.Resuming());

        Assert.Equal(TaskStates.Succeeded, succeeded.Task!.State);
        Assert.Equal(ended.Images.Select(image => image.Url), succeeded.Task.Images.Select(image => image.Url));
        Assert.Null(succeeded.Error);
        Assert.Equal(1, await world.CountAsync(provider));
    }

    [Theory]
    [MemberData(nameof(TestEnvironment.Providers), MemberType = typeof(TestEnvironment))]
    public async Task WhatFailedOrWasRejectedIsSubmittedAnew(string provider)
    {
        using var world = new TestEnvironment("status-422*1", "task-fails*1");
        Assert.NotNull((await world.SubmitAsync(provider)).Error);
        var failing = await world.SubmitAsync(provider, run: world.Resuming());
        Assert.Equal(TaskStates.Failed, (await world.Client(world.Profile(provider)).QueryAsync(failing.Task!, CancellationToken.None)).State);

        var anew = await world.SubmitAsync(provider, run: world.Resuming());

        Assert.NotEqual(failing.Task!.Id, anew.Task!.Id);
        Assert.Equal(3, await world.CountAsync(provider));
        Assert.Equal([Charge.Released, Charge.Released, Charge.Spent], world.Entries.Select(entry => entry.Charge));
    }

    [Theory]
    [MemberData(nameof(TestEnvironment.Providers), MemberType = typeof(TestEnvironment))]
    public async Task WhatWasChargedAndGaveNoImageIsAskedForAgainAndNotPaidForAgain(string provider)
    {
        using var world = new TestEnvironment("success-without-url*1");
        var client = world.Client(world.Profile(provider));
        var empty = await client.QueryAsync((await world.SubmitAsync(provider)).AcceptedTask(), CancellationToken.None);
        Assert.Equal((TaskStates.Failed, ErrorIds.ResultMissing), (empty.State, empty.Failure?.Reason));

        var again = await world.SubmitAsync(provider, run: world.Resuming());
        var asked = await client.QueryAsync(again.AcceptedTask(), CancellationToken.None);

        Assert.Equal((empty.Id, empty.IntentId, TaskStates.Running), (again.Task!.Id, again.Task.IntentId, again.Task.State));
        Assert.Equal((TaskStates.Failed, ErrorIds.ResultMissing), (asked.State, asked.Failure?.Reason));
        Assert.Contains($"Task {empty.Id} of an earlier run has no image, but it was charged. It is queried again and not submitted again.", world.Log.Details);
        Assert.Single(world.Charges);
        Assert.Equal(Charge.Spent, Assert.Single(world.Entries).Charge);
        Assert.Equal(2, await world.CountAsync(provider, "query"));
    }

    [Fact]
    public async Task AnEmulatorThatIsStartedAgainHasNeitherTheTasksNorTheBudgetOfTheOneBefore()
    {
        using var world = new TestEnvironment();
        var profile = world.Profile(ProviderNames.Crun, each => each with { PricePerImage = new Money(1, Currencies.Usd), DailyBudget = new Money(1, Currencies.Usd) });
        var first = await world.SubmitAsync(profile, new ImageRequest { Prompt = "a fox" });
        Assert.Equal(first.Task!.Id, (await world.SubmitAsync(profile, new ImageRequest { Prompt = "a fox" }, world.Resuming())).Task?.Id);
        Assert.Equal(ErrorIds.BudgetExceeded, (await world.SubmitAsync(profile, new ImageRequest { Prompt = "a hat" })).Error?.ErrorId);

        world.RestartEmulator();
        var second = await world.SubmitAsync(profile, new ImageRequest { Prompt = "a fox" }, world.Resuming());

        Assert.Null(second.Error);
        Assert.NotEqual(first.Task.Id, second.Task!.Id);
        Assert.Single(world.Charges);
        Assert.Equal(second.Task.Id, Assert.Single(world.Entries).Task.Id);
        Assert.Equal(1, (await Budget.OfAsync(profile, world.Journal.Store, CancellationToken.None))[0].Spent);
    }

    /// <summary>A process that did not learn the instance in time took the work of the others for other work.</summary>
    [Fact]
    public async Task NothingIsSubmittedIfTheEmulatorDoesNotSayWhichOneItIs()
    {
        using var world = new TestEnvironment();
        using var host = RefusingHost.HangingUp();
        var address = new Uri(FormattableString.Invariant($"http://127.0.0.1:{host.Port}/crun"));

        var result = await world.SubmitAsync(world.Profile(ProviderNames.Crun, each => each with { BaseUri = address }), new ImageRequest { Prompt = "a fox" });

        Assert.Equal(ErrorIds.NotDelivered, result.Error?.ErrorId);
        Assert.Empty(world.Entries);
    }

    [Fact]
    public async Task ImagesThatCameWithTheSubmitsAnswerAreKnownAfterACrash()
    {
        using var world = new TestEnvironment();
        using var http = new HttpClient(new StubHttp().Answer(200, """{"request_id":"r-1","status":"COMPLETED","images":[{"url":"https://cdn.example.com/1.png"}]}"""));

        await world.SubmitAsync(world.Profile(ProviderNames.Pixazo), new ImageRequest { Prompt = "a fox" }, run: null, options => options with { Http = http });

        var entry = Assert.Single(world.Entries);
        Assert.Equal((TaskStates.Succeeded, true), (entry.Task.State, entry.IsUnsaved));
        Assert.Equal("https://cdn.example.com/1.png", Assert.Single(entry.Task.Images).Url);
    }

    [Fact]
    public async Task WithoutResumeEverythingIsSubmittedAnew()
    {
        using var world = new TestEnvironment();
        await world.SubmitAsync(ProviderNames.Crun);
        await world.SubmitAsync(ProviderNames.Crun);

        Assert.Equal(2, world.Charges.Count);
    }

    [Fact]
    public async Task OfIdenticalItemsTheNthIsMatchedWithTheNth()
    {
        using var world = new TestEnvironment();
        var first = new[] { await world.SubmitAsync(ProviderNames.Crun), await world.SubmitAsync(ProviderNames.Crun) };
        var run = world.Resuming();

        var again = new[] { await world.SubmitAsync(ProviderNames.Crun, run: run), await world.SubmitAsync(ProviderNames.Crun, run: run) };
        var third = await world.SubmitAsync(ProviderNames.Crun, run: run);

        Assert.Equal(first.Select(result => result.Task!.Id), again.Select(result => result.Task!.Id));
        Assert.DoesNotContain(third.Task!.Id, first.Select(result => result.Task!.Id));
        Assert.Equal(3, world.Charges.Count);
    }

    [Fact]
    public async Task ATaskOfAnEmulatorThatIsGoneIsNotTaken()
    {
        using var old = new TestEnvironment();
        await old.SubmitAsync(ProviderNames.Crun);
        using var world = new TestEnvironment();
        var profile = world.Profile(ProviderNames.Crun);

        var anew = await world.SubmitAsync(profile, new ImageRequest { Prompt = "a fox" }, world.Resuming(), options => options with { Journal = old.Journal });

        Assert.Equal(Assert.Single(world.Charges).TaskId, anew.Task!.Id);
        Assert.Equal(2, old.Entries.Count);
    }

    [Fact]
    public async Task WhatWasTriedOnAnEmulatorIsMadeAtTheRealGatewayAllTheSame()
    {
        using var world = new TestEnvironment();
        await world.SubmitAsync(ProviderNames.Crun);
        var real = world.Profile(ProviderNames.Crun, profile => profile with { Name = "real", BaseUri = new Uri("https://api.crun.ai") });
        using var http = new HttpClient(new StubHttp().Answer(200, """{"code":200,"message":"success","data":{"task_id":"real-1"}}"""));

        var made = await world.SubmitAsync(real, new ImageRequest { Prompt = "a fox" }, world.Resuming(), options => options with { Http = http });

        Assert.Equal("real-1", made.Task!.Id);
    }

    [Fact]
    public async Task AnotherFolderOfTheSameFileResumes()
    {
        using var world = new TestEnvironment();
        var profile = world.Profile(ProviderNames.Crun);
        var first = await world.SubmitAsync(profile, new ImageRequest { Prompt = "a hat", Sources = [SourceImage.FromFile(world.Picture("a.png", 7))] });

        var again = await world.SubmitAsync(profile, new ImageRequest { Prompt = "a hat", Sources = [SourceImage.FromFile(world.Picture("b/c.png", 7))] }, world.Resuming());

        Assert.Equal(first.Task!.Id, again.Task!.Id);
        Assert.Single(world.Charges);
    }
}
