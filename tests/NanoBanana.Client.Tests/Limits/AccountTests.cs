using NanoBanana.Client.Durations;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Limits;

/// <summary>What clients of one account keep together: excess waits, and is not refused.</summary>
public sealed class AccountTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(60)]
    public async Task Twelve_tasks_of_tier_free_go_through_without_a_refusal_and_without_a_watch(double taskSeconds)
    {
        using var bench = new Bench(ProviderNames.AigptImage, profile => profile with { Tier = "free" });
        using var gateway = new TierGateway(bench.Time, TimeSpan.FromSeconds(taskSeconds));
        using var http = new HttpClient(gateway);
        var control = new NanoBananaClient(bench.Profile, bench.Options with { Http = http });

        for (var i = 0; i < 12; i++)
        {
            var result = await bench.Time.RunAsync(control.Prepare(new ImageRequest { Prompt = $"p{i}" }).SubmitAsync(new SubmitRun(), uploadProfile: null, CancellationToken.None));
            Assert.Null(result.Error);
        }

        Assert.Equal((12, 0), (gateway.Accepted, gateway.Refused));
        Assert.InRange(gateway.Queries, 11, 11 * 40);
    }

    [Fact]
    public async Task Who_watches_as_well_is_not_doubled()
    {
        using var bench = new Bench(ProviderNames.AigptImage, profile => profile with { Tier = "free" });
        using var gateway = new TierGateway(bench.Time, TimeSpan.FromSeconds(5));
        using var http = new HttpClient(gateway);
        var control = new NanoBananaClient(bench.Profile, bench.Options with { Http = http });
        var first = (await bench.Time.RunAsync(control.Prepare(new ImageRequest { Prompt = "a" }).SubmitAsync(new SubmitRun(), uploadProfile: null, CancellationToken.None))).AcceptedTask();

        var second = control.Prepare(new ImageRequest { Prompt = "b" }).SubmitAsync(new SubmitRun(), uploadProfile: null, CancellationToken.None);
        await bench.Time.WhenWaitedForAsync();
        Assert.Equal("waiting for the rate limit, until a task ends", bench.Options.Accounts.Waiting());
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(second.IsCompleted);
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        var seen = await bench.Time.RunAsync(control.QueryAsync(first, CancellationToken.None));

        Assert.Equal(TaskStates.Running, seen.State);
        Assert.Null((await bench.Time.RunAsync(second)).Error);
        Assert.Equal(0, gateway.Refused);
        Assert.Null(bench.Options.Accounts.Waiting());
    }

    [Theory]
    [InlineData(ProviderNames.Crun)]
    [InlineData(ProviderNames.Apikley)]
    [InlineData(ProviderNames.NanoBananaApi)]
    public async Task The_kie_family_takes_20_in_10_seconds(string provider)
    {
        using var bench = new Bench(provider);
        for (var i = 0; i < 41; i++)
        {
            bench.Http.Answer(200, Wire.Accepted(provider, $"id-{i}"));
        }

        var times = new List<double>();
        for (var i = 0; i < 41; i++)
        {
            (await bench.SubmitAsync()).AcceptedTask();
            times.Add(bench.Time.Elapsed.TotalSeconds);
        }

        Assert.Equal((0, 10, 20), (times[19], times[20], times[40]));
    }

    [Fact]
    public async Task A_profiles_own_limit_stands_in_for_the_documented_one()
    {
        using var bench = new Bench(ProviderNames.Crun, profile => profile with { RateLimit = "1/2s" });
        bench.Http.Answer(200, Wire.Accepted(ProviderNames.Crun, "a")).Answer(200, Wire.Accepted(ProviderNames.Crun, "b"));

        await bench.SubmitAsync();
        await bench.SubmitAsync();

        Assert.Equal(TimeSpan.FromSeconds(2), bench.Time.Elapsed);
    }

    [Fact]
    public async Task An_emulator_without_limits_is_not_shaped()
    {
        using var bench = new Bench(ProviderNames.Crun, profile => profile with { BaseUri = new Uri("http://127.0.0.1:1/crun") });
        for (var i = 0; i < 50; i++)
        {
            bench.Http.Answer(200, Wire.Accepted(ProviderNames.Crun, $"id-{i}"));
            await bench.SubmitAsync();
        }

        Assert.Equal(TimeSpan.Zero, bench.Time.Elapsed);
    }

    [Fact]
    public async Task A_submit_that_waits_for_its_turn_has_no_intent_yet()
    {
        var steps = new List<(string Step, double At)>();
        using var bench = new Bench(ProviderNames.Crun, profile => profile with { RateLimit = "1/10s" });
        var control = new NanoBananaClient(bench.Profile, bench.Options with { Checkpoint = step => steps.Add((step, bench.Time.Elapsed.TotalSeconds)) });
        bench.Http.Answer(200, Wire.Accepted(ProviderNames.Crun, "a")).Answer(200, Wire.Accepted(ProviderNames.Crun, "b"));

        await bench.Time.RunAsync(control.Prepare(new ImageRequest { Prompt = "a" }).SubmitAsync(new SubmitRun(), uploadProfile: null, CancellationToken.None));
        await bench.Time.RunAsync(control.Prepare(new ImageRequest { Prompt = "b" }).SubmitAsync(new SubmitRun(), uploadProfile: null, CancellationToken.None));

        Assert.Equal([0, 10], steps.Where(each => each.Step == "intended").Select(each => each.At));
    }

    [Fact]
    public async Task A_stop_while_a_submit_waits_for_its_turn_leaves_nothing_behind()
    {
        using var stop = new CancellationTokenSource();
        using var bench = new Bench(ProviderNames.Crun, profile => profile with { RateLimit = "1/h" });
        bench.Http.Answer(200, Wire.Accepted(ProviderNames.Crun, "a"));
        await bench.SubmitAsync();

        var waits = bench.Prepare("b").SubmitAsync(new SubmitRun(), uploadProfile: null, stop.Token);
        await bench.Time.WhenWaitedForAsync();
        Assert.Equal("waiting for the rate limit, 3600 s", bench.Options.Accounts.Waiting());
        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);
        Assert.Single(bench.Http.Sent);
        Assert.Null(bench.Options.Accounts.Waiting());
    }

    [Fact]
    public async Task A_stop_while_it_waits_for_the_rate_gives_its_room_among_the_active_tasks_back()
    {
        using var stop = new CancellationTokenSource();
        using var bench = new Bench(ProviderNames.AigptImage, profile => profile with { Tier = "free", RateLimit = "1/h" });
        bench.Http.Answer(422, "{}").Answer(200, Wire.Accepted(ProviderNames.AigptImage, "a"));
        Assert.Equal(ErrorIds.ValidationFailed, (await bench.SubmitAsync()).Error!.ErrorId);

        var waits = bench.Prepare("b").SubmitAsync(new SubmitRun(), uploadProfile: null, stop.Token);
        await bench.Time.WhenWaitedForAsync();
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);

        // one task at a time
        Assert.Equal("a", (await bench.SubmitAsync(bench.Prepare("c"))).AcceptedTask().Id);
        Assert.Equal(TimeSpan.FromHours(1), bench.Time.Elapsed);
    }

    [Fact]
    public async Task A_quota_that_others_used_up_is_waited_for_beyond_the_time_of_a_retry()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(429, Wire.Bare("slow down"), ("Retry-After", "120")).Answer(200, Wire.Accepted(ProviderNames.Crun, "a"));

        Assert.Equal("a", (await bench.SubmitAsync()).AcceptedTask().Id);

        Assert.Equal(TimeSpan.FromSeconds(120), bench.Time.Elapsed);
    }

    [Fact]
    public async Task A_quota_that_stays_used_up_is_waited_for_no_longer_than_its_time()
    {
        using var bench = new Bench(ProviderNames.Crun);
        for (var i = 0; i < 4; i++)
        {
            bench.Http.Answer(429, Wire.Bare("slow down"), ("Retry-After", "300"));
        }

        var error = (await bench.SubmitAsync()).Error!;

        // after 900 s, another 300 would be too long
        Assert.Equal((ErrorIds.RateLimited, bench.Options.QuotaBudget, 4), (error.ErrorId, bench.Time.Elapsed, bench.Http.Sent.Count));
    }

    [Fact]
    public async Task The_tier_that_a_429_names_is_taken_up()
    {
        using var bench = new Bench(ProviderNames.AigptImage);
        var refusal = """{"code":429,"msg":"rate limit exceeded","data":{"retryAfter":3,"tier":"free"}}""";
        bench.Http.Answer(429, refusal).Answer(200, Wire.Accepted(ProviderNames.AigptImage, "a"));
        await bench.SubmitAsync();

        var account = bench.Options.Accounts.Of(bench.Profile, new Secret(Bench.Key), bench.Time);

        Assert.Equal((1, TimeSpan.FromSeconds(3)), (account.Active.Limit, bench.Time.Elapsed));
    }

    [Fact]
    public void The_same_key_at_the_same_address_is_one_account_and_another_key_is_not()
    {
        var book = new AccountRegistry();
        var time = new FakeTime();
        var work = new Profile { Name = "work", Provider = ProviderNames.Crun, BaseUri = new Uri("https://api.crun.ai") };

        var account = book.Of(work, new Secret("one"), time);

        Assert.Same(account, book.Of(work with { Name = "other" }, new Secret("one"), time));
        Assert.NotSame(account, book.Of(work, new Secret("two"), time));
        Assert.NotSame(account, book.Of(work with { BaseUri = new Uri("https://example.com") }, new Secret("one"), time));
        Assert.NotSame(account, book.Of(work with { Provider = ProviderNames.Apikley }, new Secret("one"), time));
    }

    [Theory]
    [InlineData(2, 60, 61)]
    [InlineData(0, 60, 1)]
    [InlineData(-1, 60, 1)]
    [InlineData(2, 0, 1)]
    [InlineData(2, 86_400, 86_401)]
    [InlineData(2, 86_401, 1)]
    public async Task The_numbers_that_a_429_names_hold_if_they_can_be_meant(int limit, int windowSeconds, int seconds)
    {
        using var bench = new Bench(ProviderNames.AigptImage);
        bench.Http.Answer(429, $$$"""{"code":429,"msg":"rate limit exceeded","data":{"retryAfter":1,"limit":{{{limit}}},"windowSeconds":{{{windowSeconds}}}}}""");
        foreach (var id in new[] { "a", "b", "c" })
        {
            bench.Http.Answer(200, Wire.Accepted(ProviderNames.AigptImage, id));
            (await bench.SubmitAsync()).AcceptedTask();
        }

        // the refused call counts as well: the gateway counted it
        Assert.Equal(seconds, (int)bench.Time.Elapsed.TotalSeconds);
    }

    [Theory]
    [InlineData("standard", null)]
    [InlineData(null, "5/s")]
    public async Task A_tier_that_a_429_names_does_not_replace_what_the_profile_says(string? tier, string? rate)
    {
        using var bench = new Bench(ProviderNames.AigptImage, profile => profile with { Tier = tier, RateLimit = rate });
        bench.Http.Answer(429, """{"code":429,"msg":"rate limit exceeded","data":{"retryAfter":3,"tier":"free"}}""").Answer(200, Wire.Accepted(ProviderNames.AigptImage, "a"));
        var before = bench.Options.Accounts.Of(bench.Profile, new Secret(Bench.Key), bench.Time).Active.Limit;

        await bench.SubmitAsync();

        Assert.Equal(before, bench.Options.Accounts.Of(bench.Profile, new Secret(Bench.Key), bench.Time).Active.Limit);
        Assert.NotEqual(1, before);
    }

    [Theory]
    [InlineData(10, 3600)]
    [InlineData(3600, 10)]
    public async Task Of_several_accounts_that_wait_the_longest_wait_is_shown(int first, int second)
    {
        var (book, time) = (new AccountRegistry(), new FakeTime());
        Assert.Null(book.Waiting());
        foreach (var (key, seconds) in new[] { ("one", first), ("two", second), ("three", 0) })
        {
            var account = book.Of(new Profile { Name = key, Provider = ProviderNames.Pixazo, BaseUri = new Uri("https://gateway.example") }, new Secret(key), time);
            account.Creates.Refused(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1), stated: null);
            _ = account.Creates.AcquireAsync().AsTask();
        }

        Assert.Equal("waiting for the rate limit, 3600 s", book.Waiting());
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("waiting for the rate limit, 3590 s", book.Waiting());
        await time.WhenWaitedForAsync();
        time.Advance(TimeSpan.FromHours(1));
        Assert.Null(book.Waiting());
    }

    [Theory]
    [InlineData("https://api.crun.ai", null, null, true)]
    [InlineData("http://127.0.0.1:1/crun", null, null, false)]
    [InlineData("http://127.0.0.1:1/crun", "5/s", null, true)]
    [InlineData("http://127.0.0.1:1/crun", null, "free", true)]
    public void An_emulator_is_shaped_if_its_profile_says_so(string address, string? rate, string? tier, bool isShaped)
    {
        var profile = new Profile { Name = "p", Provider = ProviderNames.Crun, BaseUri = new Uri(address), RateLimit = rate, Tier = tier };

        Assert.Equal(isShaped, new AccountRegistry().Of(profile, new Secret("key"), new FakeTime()).IsShaped);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/", null, null)]
    [InlineData("http://127.0.0.1:1/", "FREE", 1)]
    [InlineData("https://gateway.example/", "free", 1)]
    [InlineData("https://gateway.example/", "unheard-of", 5)]
    public void A_tier_limits_an_emulator_too_and_without_one_it_has_no_limits(string address, string? tier, int? active)
    {
        var profile = new Profile { Name = "p", Provider = ProviderNames.AigptImage, BaseUri = new Uri(address), Tier = tier };

        Assert.Equal(active, new AccountRegistry().Of(profile, new Secret("key"), new FakeTime()).Active.Limit);
    }

    [Fact]
    public async Task The_processes_of_an_account_are_counted_at_most_every_five_seconds()
    {
        var time = new FakeTime();
        var account = new AccountRegistry().Of(new Profile { Name = "p", Provider = ProviderNames.Crun, BaseUri = new Uri("https://api.crun.ai") }, new Secret("key"), time);
        var looks = 0;
        Task<int> Look() => Task.FromResult(2 * ++looks);

        await account.ShareAsync(Look);
        time.Advance(TimeSpan.FromMilliseconds(4999));
        await account.ShareAsync(Look);
        Assert.Equal((1, 10), (looks, Acquired(account.Creates)));
        time.Advance(TimeSpan.FromMilliseconds(1));
        await account.ShareAsync(Look);

        Assert.Equal(2, looks);
    }

    [Fact]
    public async Task The_processes_of_an_emulator_without_limits_are_not_counted()
    {
        var account = new AccountRegistry().Of(new Profile { Name = "p", Provider = ProviderNames.Crun, BaseUri = new Uri("http://127.0.0.1:1/crun") }, new Secret("key"), new FakeTime());

        await account.ShareAsync(() => throw new InvalidOperationException("nobody asks"));
    }

    [Fact]
    public async Task Accounts_that_are_full_say_so_however_many_they_are()
    {
        var (book, time) = (new AccountRegistry(), new FakeTime());
        foreach (var key in new[] { "one", "two" })
        {
            var active = book.Of(new Profile { Name = key, Provider = ProviderNames.AigptImage, BaseUri = new Uri("https://gateway.example"), Tier = "free" }, new Secret(key), time).Active;
            _ = await active.EnterAsync((task, _) => Task.FromResult(task), _ => new DurationModel(isEmulated: false), () => Task.FromResult<IReadOnlyList<ImageTask>>([]), CancellationToken.None);
            _ = active.EnterAsync((task, _) => Task.FromResult(task), _ => new DurationModel(isEmulated: false), () => Task.FromResult<IReadOnlyList<ImageTask>>([]), CancellationToken.None);
        }

        Assert.Equal("waiting for the rate limit, until a task ends", book.Waiting());
    }

    [Fact]
    public async Task The_queries_of_an_account_are_shared_as_its_submits_are()
    {
        var account = new AccountRegistry().Of(new Profile { Name = "p", Provider = ProviderNames.AigptImage, BaseUri = new Uri("https://gateway.example"), Tier = "free" }, new Secret("key"), new FakeTime());

        await account.ShareAsync(() => Task.FromResult(2));

        Assert.Equal(1, Acquired(account.Queries));
    }

    private static int Acquired(SlidingLimiter limiter) => Enumerable.Range(0, 50).Select(_ => limiter.AttemptAcquire()).Count(lease => lease.IsAcquired);
}
