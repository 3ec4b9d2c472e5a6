using NanoBanana.Client.Journal;

namespace NanoBanana.Client.Submitting;

/// <summary>Returns a recorded task instead of a new submit.</summary>
internal static class Resumption
{
    public static SubmitResult Of(JournalEntry earlier, PreparedRequest request, ClientOptions options)
    {
        var task = earlier.Task with { Request = request.Request };
        if (task.State is TaskStates.Unknown)
        {
            var error = new NanoBananaException(ErrorIds.OutcomeUnknown, task.Provider, "an earlier run did not learn the outcome.", task.IntentId)
            {
                Target = task,
                Provider = task.Provider,
                Profile = task.Profile,
                MayHaveBeenCharged = true,
            };
            return new SubmitResult(task, error);
        }

        if (task.State is TaskStates.Failed)
        {
            // charged, and without an image when it was last asked for: the gateway may have it by now
            options.Log?.Verbose($"Task {task.Id} of an earlier run has no image, but it was charged. It is queried again and not submitted again.");
            return new SubmitResult(task with { State = TaskStates.Running, Failure = null, CompletedAt = null, Duration = null }, Error: null);
        }

        if (task.Images.Any(image => image.ExpiresAt <= options.Time.GetUtcNow()) && earlier.IsUnsaved)
        {
            options.Log?.Warning($"The links of task {task.Id} have expired. It was paid for and is not submitted again. Ask {task.Provider} for its images.");
        }

        options.Log?.Verbose($"Task {task.Id} of an earlier run is returned, and nothing new is submitted.");
        return new SubmitResult(task, Error: null);
    }
}
