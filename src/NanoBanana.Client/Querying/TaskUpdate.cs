using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Http;
using NanoBanana.Client.Model;
using NanoBanana.Client.Pricing;

namespace NanoBanana.Client.Querying;

/// <summary>Brings a task up to date with what a gateway said of it.</summary>
internal static class TaskUpdate
{
    /// <summary>If only the id of a task is known, its number of images is unknown; no gateway makes more than this.</summary>
    private const int LeastBound = 16;

    /// <summary>The task after <paramref name="snapshot"/>. An ended task never changes back.</summary>
    public static ImageTask With(this ImageTask task, TaskSnapshot snapshot, DateTimeOffset now)
    {
        if (task.State is TaskStates.Succeeded && task.HasLostImages() && snapshot is { State: TaskStates.Succeeded, Images.Count: > 0 })
        {
            return task with { Images = Bounded(task, snapshot.Images) };
        }

        if (task.HasEnded() && task.State is not TaskStates.Unknown)
        {
            return task;
        }

        var seen = Known(task, snapshot);
        return snapshot.State switch
        {
            TaskStates.Succeeded when snapshot.Images.Count > 0 => Ended(seen, snapshot, now) with
            {
                State = TaskStates.Succeeded,
                Images = Bounded(task, snapshot.Images),
                Failure = null,
            },
            TaskStates.Succeeded => Ended(seen, snapshot, now) with { State = TaskStates.Failed, Failure = MissingResult(seen) },
            TaskStates.Failed when snapshot.CreditsConsumed > 0 => Ended(seen, snapshot, now) with { State = TaskStates.Failed, Failure = Charged(Failure(snapshot), snapshot) },
            TaskStates.Failed => Ended(seen, snapshot, now) with { State = TaskStates.Failed, Failure = Failure(snapshot), Cost = task.Cost.Waived() },
            _ => seen with { State = snapshot.State, Failure = null },
        };
    }

    /// <summary>At most as many images as a task may have, so that thousands are not downloaded for a task that asked for one; with the size that was asked for.</summary>
    private static IReadOnlyList<ResultImage> Bounded(ImageTask task, IReadOnlyList<ResultImage> images)
    {
        var bounded = images.Count <= Math.Max(task.Count, LeastBound) ? images : [.. images.Take(Math.Max(task.Count, LeastBound))];
        return RequestedSize.Of(task) is (var width, var height)
            ? [.. bounded.Select(image => image with { RequestedWidth = width, RequestedHeight = height })]
            : bounded;
    }

    private static ImageTask Known(ImageTask task, TaskSnapshot snapshot)
    {
        var echo = snapshot.Echo;
        return task with
        {
            Id = task.Id ?? snapshot.Id,
            StatusUrl = task.StatusUrl ?? snapshot.StatusUrl,
            SubmittedAt = task.SubmittedAt ?? snapshot.CreatedAt,
            ProviderTime = snapshot.ProviderTime ?? task.ProviderTime,
            Model = task.Model ?? echo?.Model,
            Request = Known(task.Request, echo),
            Operation = task.Operation ?? (echo?.Prompt is null ? null : echo.Sources.Count > 0 ? Operations.Edit : Operations.Generate),
        };
    }

    // what was asked for is known best here; an echo says what a task of another machine, or one without its prompt, is about
    private static ImageRequest? Known(ImageRequest? request, RequestEcho? echo) => (request, echo) switch
    {
        (_, null) => request,
        (null, { Prompt: null, Sources.Count: 0, AspectRatio: null, OutputFormat: null }) => null,
        (null, _) => new ImageRequest
        {
            Prompt = echo.Prompt ?? string.Empty,
            Sources = echo.Sources,
            Model = echo.Model,
            AspectRatio = echo.AspectRatio,
            OutputFormat = echo.OutputFormat is { } format ? OutputFormats.Normalize(format) : null,
        },
        ({ Prompt.Length: 0 }, { Prompt: { } prompt }) => request with { Prompt = prompt },
        _ => request,
    };

    private static ImageTask Ended(ImageTask task, TaskSnapshot snapshot, DateTimeOffset now)
    {
        var completed = snapshot.CompletedAt ?? now;
        var started = snapshot.CompletedAt is null ? task.SubmittedAt : snapshot.CreatedAt ?? task.SubmittedAt;
        return task with
        {
            CompletedAt = completed,
            Duration = snapshot.Duration ?? (started <= completed ? completed - started : null),

            // a success that cost nothing is a gateway that does not say: what was reserved stays
            Cost = snapshot.CreditsConsumed is > 0 and var credits
                ? new Cost { Amount = credits, Currency = Currencies.Credits, Certainty = Certainties.Exact }
                : task.Cost,
        };
    }

    private static TaskFailure Failure(TaskSnapshot snapshot)
    {
        var message = Redaction.Message(snapshot.FailureMessage ?? "the gateway gave no reason", key: null);
        var reason = StatusErrors.IsRefusal(message) || snapshot.FailureCode is "400" && message.Contains("policy", StringComparison.OrdinalIgnoreCase)
            ? ErrorIds.ContentRefused
            : snapshot.FailureCode is "501" ? ErrorIds.GenerationFailed : ErrorIds.TaskFailed;
        return new TaskFailure { Reason = reason, Code = snapshot.FailureCode, Message = message };
    }

    // -Resume gives it back and does not pay again, so the error says what to do about it
    private static TaskFailure Charged(TaskFailure failure, TaskSnapshot snapshot) => failure with
    {
        Message = FormattableString.Invariant($"{failure.Message.TrimEnd('.')}. {snapshot.CreditsConsumed} credits were charged for it: ask the gateway's support. To submit it again with -Resume, remove the task with Remove-NanoBananaTask."),
        MayHaveBeenCharged = true,
    };

    private static TaskFailure MissingResult(ImageTask task) => new()
    {
        Reason = ErrorIds.ResultMissing,
        Message = ErrorCatalog.Message(ErrorIds.ResultMissing, task.Provider, task.Id),
        MayHaveBeenCharged = true,
    };
}
