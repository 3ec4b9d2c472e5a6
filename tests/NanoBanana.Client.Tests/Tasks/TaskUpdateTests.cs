using System.Globalization;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Model;
using NanoBanana.Client.Querying;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Tasks;

public sealed class TaskUpdateTests
{
    private static readonly DateTimeOffset Now = FakeTime.Start;

    private static readonly ImageTask Pending = new()
    {
        Id = "t",
        Provider = ProviderNames.Crun,
        Profile = "work",
        State = TaskStates.Pending,
        SubmittedAt = Now - TimeSpan.FromSeconds(10),
    };

    private static readonly TaskSnapshot Success = new() { State = TaskStates.Succeeded, Images = [new ResultImage { Url = "https://a.example/1.png", Index = 1 }] };

    [Theory]
    [InlineData(TaskStates.Succeeded)]
    [InlineData(TaskStates.Failed)]
    [InlineData(TaskStates.Planned)]
    public void What_has_ended_never_changes_back(string state)
    {
        var ended = Pending with { State = state };

        foreach (var word in TaskStates.All)
        {
            Assert.Same(ended, ended.With(Success with { State = word }, Now));
        }
    }

    [Theory]
    [InlineData(TaskStates.Running)]
    [InlineData(TaskStates.Pending)]
    public void What_is_under_way_has_neither_end_nor_failure(string state)
    {
        var unknown = Pending with { State = TaskStates.Unknown, Failure = new TaskFailure { Reason = ErrorIds.OutcomeUnknown, Message = "?" } };

        foreach (var task in new[] { Pending, unknown })
        {
            var after = task.With(new TaskSnapshot { State = state }, Now);
            Assert.Equal((state, null, null, null), (after.State, after.CompletedAt, after.Duration, after.Failure));
        }
    }

    [Fact]
    public void Success_without_an_image_is_a_failure_that_may_have_been_paid_for()
    {
        var task = Pending.With(Success with { Images = [] }, Now);

        Assert.Equal(TaskStates.Failed, task.State);
        Assert.Equal(
            new TaskFailure { Reason = ErrorIds.ResultMissing, Message = "Crun reports that task t succeeded, but sent no image.", MayHaveBeenCharged = true },
            task.Failure);
    }

    [Fact]
    public void An_unknown_outcome_that_turns_out_well_has_no_failure_left()
    {
        var unknown = Pending with { State = TaskStates.Unknown, Failure = new TaskFailure { Reason = ErrorIds.OutcomeUnknown, Message = "?" } };

        var task = unknown.With(Success, Now);

        Assert.Equal((TaskStates.Succeeded, null), (task.State, task.Failure));
        Assert.Equal(Success.Images, task.Images);
    }

    [Fact]
    public void Without_the_gateways_times_ours_are_taken()
    {
        var task = Pending.With(Success, Now);

        Assert.Equal((Now, TimeSpan.FromSeconds(10)), (task.CompletedAt, task.Duration));
    }

    [Fact]
    public void The_gateways_times_are_never_mixed_with_ours()
    {
        var created = Now.AddHours(-5);

        var task = Pending.With(Success with { CreatedAt = created, CompletedAt = created.AddSeconds(7) }, Now);

        Assert.Equal((created.AddSeconds(7), TimeSpan.FromSeconds(7), Pending.SubmittedAt), (task.CompletedAt, task.Duration, task.SubmittedAt));
    }

    [Fact]
    public void A_duration_is_never_negative() =>
        Assert.Null(Pending.With(Success with { CompletedAt = Pending.SubmittedAt!.Value.AddSeconds(-1) }, Now).Duration);

    [Fact]
    public void A_time_without_a_zone_is_shown_and_not_computed_with()
    {
        var task = (Pending with { SubmittedAt = null }).With(Success with { ProviderTime = "2025-06-06 12:34:56" }, Now);

        Assert.Equal(("2025-06-06 12:34:56", Now, null, null), (task.ProviderTime, task.CompletedAt, task.Duration, task.SubmittedAt));
    }

    [Theory]
    [InlineData(null, "Your request was flagged by moderation", ErrorIds.ContentRefused)]
    [InlineData("400", "violates the usage policy", ErrorIds.ContentRefused)]
    [InlineData("500", "insurance policy server down", ErrorIds.TaskFailed)]
    [InlineData("501", "no image", ErrorIds.GenerationFailed)]
    [InlineData("500", null, ErrorIds.TaskFailed)]
    public void A_failure_keeps_the_gateways_reason(string? code, string? words, string reason)
    {
        var failure = Pending.With(new TaskSnapshot { State = TaskStates.Failed, FailureCode = code, FailureMessage = words }, Now).Failure!;

        Assert.Equal((reason, code, words ?? "the gateway gave no reason", false), (failure.Reason, failure.Code, failure.Message, failure.MayHaveBeenCharged));
    }

    [Fact]
    public void What_was_taken_is_exact_and_replaces_the_estimate()
    {
        var task = (Pending with { Cost = new Cost { Amount = 1, Currency = "USD", Certainty = Certainties.Estimated } }).With(Success with { CreditsConsumed = 4.5m }, Now);

        Assert.Equal(new Cost { Amount = 4.5m, Currency = Currencies.Credits, Certainty = Certainties.Exact }, task.Cost);
    }

    [Theory]
    [InlineData("4.5", true, "4.5 credits")]
    [InlineData("0", false, "0 USD")]
    [InlineData(null, false, "0 USD")]
    public void A_failure_that_the_gateway_charged_for_is_not_free(string? credits, bool charged, string cost)
    {
        var task = (Pending with { Cost = new Cost { Amount = 1, Currency = "USD", Certainty = Certainties.Estimated } })
            .With(new TaskSnapshot { State = TaskStates.Failed, CreditsConsumed = credits is null ? null : decimal.Parse(credits, CultureInfo.InvariantCulture) }, Now);

        Assert.Equal((TaskStates.Failed, charged, cost), (task.State, task.Failure!.MayHaveBeenCharged, task.Cost.ToString()));
        Assert.Equal(!charged, Charges.IsFree(task));
        Assert.Equal(charged, task.Failure.Message.Contains("4.5 credits were charged for it", StringComparison.Ordinal));
    }

    [Fact]
    public void An_echo_fills_in_what_is_not_known_and_replaces_nothing()
    {
        var echo = new RequestEcho("their-model", "their prompt", ["https://a.example/in.png"], "1:1", "jpg");
        var own = Pending with { Model = "mine", Request = new ImageRequest { Prompt = "my prompt", Sources = ["in.png"], AspectRatio = "4:3", OutputFormat = "png" }, Operation = Operations.Generate };

        var bare = Pending.With(Success with { Echo = echo }, Now);
        var kept = own.With(Success with { Echo = echo, Id = "another" }, Now);

        Assert.Equal(("their-model", "their prompt", "1:1", "jpeg", Operations.Edit), (bare.Model, bare.Prompt, bare.AspectRatio, bare.OutputFormat, bare.Operation));
        Assert.Equal(["https://a.example/in.png"], bare.Source);
        Assert.Equal(("t", "mine", "my prompt", "4:3", "png", Operations.Generate), (kept.Id, kept.Model, kept.Prompt, kept.AspectRatio, kept.OutputFormat, kept.Operation));
        Assert.Equal(["in.png"], kept.Source);
    }
}
