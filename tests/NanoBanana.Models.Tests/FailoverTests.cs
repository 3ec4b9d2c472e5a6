using System.Text;
using NanoBanana.Client;
using NanoBanana.Client.Model;
using NanoBanana.Client.Store;

namespace NanoBanana.Models.Tests;

/// <summary>Several gateways for one intent: each definite no of a gateway moves on, nothing else does, and one is charged at most.</summary>
public sealed class FailoverTests
{
    private static readonly ImageRequest Hat = new() { Prompt = "a red hat", Model = "nano-banana-2" };

    [Theory]
    [InlineData("status-402", ErrorIds.InsufficientCredits)]
    [InlineData("rate-limit", ErrorIds.RateLimited)]
    [InlineData("too-many-active", ErrorIds.Conflict)]
    [InlineData("status-455", ErrorIds.Maintenance)]
    [InlineData("status-404", ErrorIds.NotFound)]
    public async Task A_no_of_the_gateway_moves_on_with_one_charge(string fault, string errorId)
    {
        using var gateways = new Gateways(faults: fault + ":Crun@submit");
        var group = gateways.Group(Preferences.Order, ProviderNames.Crun, ProviderNames.Apikley);

        var task = (await SubmitAsync(group, Hat)).AcceptedTask();

        Assert.Equal((ProviderNames.Apikley, "nano-banana-2"), (task.Provider, task.Model));
        Assert.Equal([("p-Crun", errorId)], task.Attempts.Select(each => (each.Profile, each.ErrorId)));
        Assert.Equal([ProviderNames.Apikley], gateways.Emulator.Charges.Select(each => each.Provider));
        Assert.Contains(gateways.Log.Details, line => line.Contains("so p-Apikley is used next", StringComparison.Ordinal));

        // the refused attempt is recorded as not charged: else its money would stay reserved
        var all = gateways.Journal.Find(new TaskFilter { Emulators = EmulatorScope.All });
        Assert.Equal([("p-Crun", Charge.Released), ("p-Apikley", Charge.Spent)], all.Select(entry => (entry.Task.Profile, entry.Charge)));
        Assert.Equal(task.Attempts, gateways.StoredAttempts(task));
    }

    [Fact]
    public async Task What_was_not_delivered_moves_on()
    {
        using var gateways = new Gateways();
        var away = gateways.Client(ProviderNames.Crun, profile => profile with { BaseUri = new Uri("http://127.0.0.1:9/") });
        var group = new ClientGroup([away, gateways.Client(ProviderNames.Apikley)]);

        var task = (await SubmitAsync(group, Hat)).AcceptedTask();

        Assert.Equal((ProviderNames.Apikley, ErrorIds.NotDelivered), (task.Provider, Assert.Single(task.Attempts).ErrorId));
        Assert.Single(gateways.Emulator.Charges);
    }

    [Fact]
    public async Task A_proxy_that_refuses_moves_on()
    {
        using var gateways = new Gateways();
        using var proxy = RefusingHost.Proxy("407 Proxy Authentication Required");
        var behind = gateways.Client(ProviderNames.Crun, profile => profile with { BaseUri = new Uri("https://gateway.example/"), Proxy = new Uri($"http://127.0.0.1:{proxy.Port}") }, http: null);

        await MovesOnAsync(gateways, behind, ErrorIds.ProxyRefused);
        Assert.Equal(1, proxy.Asked);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_moves_on()
    {
        using var gateways = new Gateways();
        using var server = RefusingHost.SelfSigned("localhost");
        var untrusted = gateways.Client(ProviderNames.Crun, profile => profile with { BaseUri = new Uri($"https://localhost:{server.Port}/") }, http: null);

        await MovesOnAsync(gateways, untrusted, ErrorIds.CertificateRefused);
        Assert.Equal(1, server.Asked);
    }

    [Theory]
    [InlineData(ProviderNames.Crun)]
    [InlineData(ProviderNames.Apikley)]
    [InlineData(ProviderNames.AigptImage)]
    public async Task A_gateway_that_does_not_have_the_model_moves_on(string provider)
    {
        using var gateways = new Gateways();
        using var http = new HttpClient(new OtherModel());
        var without = gateways.Client(provider, change: null, http);

        await MovesOnAsync(gateways, without, ErrorIds.ModelNotFound, ProviderNames.Pixazo);
    }

    [Fact]
    public async Task A_gateway_whose_words_are_of_the_model_moves_on()
    {
        using var gateways = new Gateways();
        using var http = new HttpClient(new StubHttp().Answer(400, """{"error":"Model not found","message":"Model 'nano-banana-2' not found or is disabled"}"""));
        var without = gateways.Client(ProviderNames.Pixazo, change: null, http);

        await MovesOnAsync(gateways, without, ErrorIds.ModelNotFound);
    }

    [Fact]
    public async Task A_conflict_over_a_task_that_exists_does_not_move()
    {
        using var gateways = new Gateways(faults: "already-created:Crun@submit");

        var result = await SubmitAsync(gateways.Group(Preferences.Order, ProviderNames.Crun, ProviderNames.Apikley), Hat);

        Assert.Equal(ErrorIds.Conflict, result.Error!.ErrorId);
        Assert.Empty(gateways.Emulator.Charges);
    }

    [Theory]
    [InlineData("status-400", ErrorIds.BadRequest)]
    [InlineData("status-401", ErrorIds.Unauthorized)]
    [InlineData("status-403", ErrorIds.Forbidden)]
    [InlineData("status-422", ErrorIds.ValidationFailed)]
    [InlineData("refuse-content", ErrorIds.ContentRefused)]
    [InlineData("status-500", ErrorIds.OutcomeUnknown)]
    [InlineData("reset-after-body", ErrorIds.OutcomeUnknown)]
    [InlineData("empty-200", ErrorIds.OutcomeUnknown)]
    [InlineData("status-408", ErrorIds.OutcomeUnknown)]
    [InlineData("status-502", ErrorIds.OutcomeUnknown)]
    [InlineData("html-502", ErrorIds.OutcomeUnknown)]
    [InlineData("truncated-json", ErrorIds.OutcomeUnknown)]
    [InlineData("no-id", ErrorIds.OutcomeUnknown)]
    [InlineData("error-after-accept", ErrorIds.OutcomeUnknown)]
    [InlineData("reset-in-reply", ErrorIds.OutcomeUnknown)]
    public async Task What_has_to_do_with_the_request_or_may_be_paid_for_does_not_move(string fault, string errorId)
    {
        using var gateways = new Gateways(faults: fault + ":Crun@submit");
        var group = gateways.Group(Preferences.Order, ProviderNames.Crun, ProviderNames.Apikley);

        var result = await SubmitAsync(group, Hat);

        Assert.Equal(errorId, result.Error!.ErrorId);
        Assert.DoesNotContain(gateways.Calls, call => call.Path.StartsWith("/apikley", StringComparison.Ordinal));
        Assert.DoesNotContain(gateways.Emulator.Charges, charge => charge.Provider == ProviderNames.Apikley);
    }

    [Fact]
    public async Task An_own_cap_does_not_move()
    {
        using var gateways = new Gateways();
        var capped = gateways.Client(ProviderNames.Crun, profile => profile with { DailyBudget = Money.Parse("1 credits") });
        var group = new ClientGroup([capped, gateways.Client(ProviderNames.Apikley)]);

        Assert.Equal(ErrorIds.BudgetExceeded, (await SubmitAsync(group, Hat)).Error!.ErrorId);
        Assert.Empty(gateways.Emulator.Charges);
    }

    /// <summary>What the first refused was held back until the next claims the work, and the next never did.</summary>
    [Fact]
    public async Task A_refusal_before_an_own_cap_is_recorded_as_not_charged()
    {
        using var gateways = new Gateways(faults: "status-402:Crun@submit");
        var capped = gateways.Client(ProviderNames.Apikley, profile => profile with { PricePerImage = Money.Parse("2 USD"), DailyBudget = Money.Parse("1 USD") });
        var group = new ClientGroup([gateways.Client(ProviderNames.Crun), capped]);

        Assert.Equal(ErrorIds.BudgetExceeded, (await SubmitAsync(group, Hat)).Error!.ErrorId);

        var entry = Assert.Single(gateways.Journal.Find(new TaskFilter { Emulators = EmulatorScope.All }));
        Assert.Equal((TaskStates.Failed, Charge.Released, "p-Crun"), (entry.Task.State, entry.Charge, entry.Task.Profile));
        Assert.Empty(gateways.Emulator.Charges);
    }

    [Fact]
    public async Task The_first_that_can_take_it_by_its_row_takes_it()
    {
        using var gateways = new Gateways();
        var group = gateways.Group(Preferences.Order, ProviderNames.Crun, ProviderNames.AigptImage, ProviderNames.Apikley);

        var task = (await SubmitAsync(group, Hat with { Model = "nano-banana-2.1" })).AcceptedTask();

        Assert.Equal((ProviderNames.Apikley, "nano-banana-2-1"), (task.Provider, task.Model));
        Assert.Equal([ErrorIds.UnknownModel, ErrorIds.UnknownModel], task.Attempts.Select(each => each.ErrorId));
        Assert.Equal(["p-Crun: skipped. " + task.Attempts[0].Message, "p-AigptImage: skipped. " + task.Attempts[1].Message], gateways.Log.Details.Where(line => line.Contains("skipped", StringComparison.Ordinal)));
        Assert.Equal(task.Attempts, gateways.StoredAttempts(task));
        Assert.Equal(ErrorIds.UnknownModel, Assert.Throws<NanoBananaException>(() => gateways.Group(Preferences.Order, ProviderNames.Crun, ProviderNames.Pixazo).Prepare(Hat with { Model = "nano-banana-2.1" })).ErrorId);
    }

    [Fact]
    public async Task Restored_credit_and_another_run_pay_for_nothing_twice()
    {
        using var gateways = new Gateways(faults: "status-402:Crun@submit");
        var group = gateways.Group(Preferences.Order, ProviderNames.Crun, ProviderNames.Apikley);
        var first = (await SubmitAsync(group, Hat)).AcceptedTask();
        await gateways.SetFaultsAsync();

        var again = (await group.Prepare(Hat).SubmitAsync(new SubmitRun(resume: true), uploadProfile: null, CancellationToken.None)).AcceptedTask();
        var turned = gateways.Group(Preferences.Order, ProviderNames.Apikley, ProviderNames.Crun);
        var other = (await turned.Prepare(Hat).SubmitAsync(new SubmitRun(resume: true), uploadProfile: null, CancellationToken.None)).AcceptedTask();

        Assert.Equal((first.Id, first.Id), (again.Id, other.Id));
        Assert.Equal(first.Attempts, again.Attempts);
        Assert.Equal(first.Attempts, other.Attempts);
        Assert.Single(gateways.Emulator.Charges);
    }

    [Fact]
    public async Task Work_that_is_paid_for_again_is_counted_once_at_the_price_of_the_gateway_that_took_it()
    {
        using var gateways = new Gateways(faults: "status-402:NanoBananaApi@submit");
        var group = gateways.Group(Preferences.Order, ProviderNames.NanoBananaApi, ProviderNames.Pixazo);
        var (first, second, refused) = (new SubmitRun(), new SubmitRun(), new SubmitRun());

        foreach (var run in new[] { first, second })
        {
            Assert.Equal(ProviderNames.Pixazo, (await group.Prepare(Hat).SubmitAsync(run, uploadProfile: null, CancellationToken.None)).AcceptedTask().Provider);
        }

        await gateways.SetFaultsAsync("status-402:NanoBananaApi@submit", "status-402:Pixazo@submit");
        await group.Prepare(Hat).SubmitAsync(refused, uploadProfile: null, CancellationToken.None);

        Assert.Equal((0, 1, 0), (first.Repeats.Count, second.Repeats.Count, refused.Repeats.Count));
        Assert.StartsWith("One of these tasks was submitted before and is submitted again; the cost is 0.084 USD.", second.Repeats.Sentence(), StringComparison.Ordinal);
        Assert.Null(refused.Repeats.Sentence());
    }

    [Fact]
    public async Task Two_runs_at_once_pay_once()
    {
        using var gateways = new Gateways(faults: "status-402:Crun@submit");
        var groups = Enumerable.Range(0, 2).Select(_ => gateways.Group(Preferences.Order, ProviderNames.Crun, ProviderNames.Apikley)).ToList();

        var results = await Task.WhenAll(groups.SelectMany(group => Enumerable.Range(0, 1), (group, _) => group.Prepare(Hat).SubmitAsync(new SubmitRun(resume: true), uploadProfile: null, CancellationToken.None)));

        Assert.Single(results.Select(each => each.AcceptedTask().Id).Distinct());
        Assert.Single(gateways.Emulator.Charges);
    }

    [Fact]
    public async Task Equal_requests_of_one_run_are_one_charge_each()
    {
        using var gateways = new Gateways(faults: "status-402:Crun@submit");
        var group = gateways.Group(Preferences.Order, ProviderNames.Crun, ProviderNames.Apikley);
        var run = new SubmitRun(resume: true);

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => group.Prepare(Hat).SubmitAsync(run, uploadProfile: null, CancellationToken.None)));

        Assert.Equal(5, results.Select(each => each.AcceptedTask().Id).Distinct().Count());
        Assert.Equal(5, gateways.Emulator.ChargeCount);
    }

    [Fact]
    public async Task The_cap_sets_the_dearest_aside_and_settles_to_the_one_that_took_it()
    {
        using var gateways = new Gateways();
        var group = new ClientGroup([gateways.Client(ProviderNames.NanoBananaApi), gateways.Client(ProviderNames.Pixazo)]);
        var run = new SubmitRun(Money.Parse("0.17 USD"));

        // 0.04 at NanoBananaApi, 0.084 at Pixazo: 0.084, 0.04 + 0.084 and 0.08 + 0.084 fit, 0.12 + 0.084 does not
        var results = new List<SubmitResult>();
        for (var each = 0; each < 4; each++)
        {
            results.Add(await group.Prepare(Hat).SubmitAsync(run, uploadProfile: null, CancellationToken.None));
        }

        Assert.Equal([null, null, null, ErrorIds.BudgetExceeded], results.Select(each => each.Error?.ErrorId));
        Assert.Equal(3, gateways.Emulator.ChargeCount);
    }

    [Fact]
    public async Task The_cap_sets_the_dearest_aside_once_and_gives_it_back_if_none_takes_it()
    {
        using var gateways = new Gateways(faults: "status-402:NanoBananaApi@submit");
        var group = gateways.Group(Preferences.Order, ProviderNames.NanoBananaApi, ProviderNames.Pixazo);
        var (taken, refused) = (new SubmitRun(Money.Parse("0.1 USD")), new SubmitRun(Money.Parse("0.1 USD")));

        // 0.084 at Pixazo
        var accepted = await group.Prepare(Hat).SubmitAsync(taken, uploadProfile: null, CancellationToken.None);
        await gateways.SetFaultsAsync("status-402:NanoBananaApi@submit", "status-402:Pixazo@submit");
        var rejected = await group.Prepare(Hat).SubmitAsync(refused, uploadProfile: null, CancellationToken.None);

        Assert.Equal((null, ErrorIds.InsufficientCredits), (accepted.Error?.ErrorId, rejected.Error!.ErrorId));
        Assert.Equal(ErrorIds.BudgetExceeded, Assert.Throws<NanoBananaException>(() => taken.Rehearse(group.Prepare(Hat))).ErrorId);
        refused.Rehearse(group.Prepare(Hat));
    }

    [Fact]
    public void The_cheapest_comes_first_and_what_is_not_known_last()
    {
        using var gateways = new Gateways();

        string Asked(string prefer, params NanoBananaClient[] clients) => string.Join(' ', new ClientGroup(clients, prefer).Prepare(Hat).Candidates.Select(each => each.Profile.Provider));
        var (pixazo, api, crun, apikley) = (gateways.Client(ProviderNames.Pixazo), gateways.Client(ProviderNames.NanoBananaApi), gateways.Client(ProviderNames.Crun), gateways.Client(ProviderNames.Apikley));
        var priced = gateways.Client(ProviderNames.Crun, profile => profile with { CreditPrice = 0.005m });

        Assert.Equal("Apikley Crun Pixazo NanoBananaApi", Asked(Preferences.Order, apikley, crun, pixazo, api));
        Assert.Equal("NanoBananaApi Pixazo Apikley Crun", Asked(Preferences.Cheapest, apikley, crun, pixazo, api));
        Assert.Equal("Crun NanoBananaApi Pixazo Apikley", Asked(Preferences.Cheapest, apikley, priced, pixazo, api));
    }

    [Fact]
    public async Task Local_files_are_uploaded_for_the_gateway_that_takes_them()
    {
        using var gateways = new Gateways(faults: "status-402:Crun@submit");
        var group = gateways.Group(Preferences.Order, ProviderNames.Crun, ProviderNames.Apikley);

        var task = (await SubmitAsync(group, Hat with { Sources = [gateways.Photo] })).AcceptedTask();

        Assert.Equal(ProviderNames.Apikley, task.Provider);
        Assert.Equal(TaskStates.Succeeded, (await gateways.EndAsync(gateways.Client(ProviderNames.Apikley), task)).State);
    }

    [Fact]
    public async Task A_plan_names_all_that_would_be_asked_in_their_order_and_is_the_same_work()
    {
        using var gateways = new Gateways();
        var group = gateways.Group(Preferences.Cheapest, ProviderNames.Crun, ProviderNames.AigptImage, ProviderNames.Apikley);
        var request = Hat with { Model = "nano-banana-2", Sources = [gateways.Photo] };

        var planned = group.Prepare(request).Plan();

        // AIGPTImage has no edit of this family: it is passed over, and named all the same
        Assert.Equal((TaskStates.Planned, "p-Crun, p-Apikley, p-AigptImage"), (planned.State, planned.Profile));
        var again = gateways.Group(Preferences.Order, [.. planned.Profile.Split(", ").Select(name => name[2..])]);
        Assert.Equal(group.Prepare(request).Candidates[0].WorkKey(), again.Prepare(planned.Request!).Candidates[0].WorkKey());
    }

    private static async Task MovesOnAsync(Gateways gateways, NanoBananaClient first, string errorId, string next = ProviderNames.Apikley)
    {
        var group = new ClientGroup([first, gateways.Client(next)], log: gateways.Log);

        var task = (await SubmitAsync(group, Hat)).AcceptedTask();

        Assert.Equal((next, errorId, first.Profile.Name), (task.Provider, Assert.Single(task.Attempts).ErrorId, task.Attempts[0].Profile));
        Assert.Equal([next], gateways.Emulator.Charges.Select(each => each.Provider));
        Assert.Equal(task.Attempts, gateways.StoredAttempts(task));
    }

    /// <summary>Asks the emulator for a model that it does not have.</summary>
    private sealed class OtherModel() : DelegatingHandler(new HttpClientHandler { UseProxy = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            request.Content = new StringContent(body.Replace("nano-banana-2", "nano-banana-9", StringComparison.Ordinal), Encoding.UTF8, "application/json");
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private static Task<SubmitResult> SubmitAsync(ClientGroup group, ImageRequest request) =>
        group.Prepare(request).SubmitAsync(new SubmitRun(), uploadProfile: null, CancellationToken.None);
}
