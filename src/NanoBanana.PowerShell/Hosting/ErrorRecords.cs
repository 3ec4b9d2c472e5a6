using System.Management.Automation;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>The one factory of error records: id, category, target and next step are decided here.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord From(NanoBananaException error)
    {
        // the kinds are named as PowerShell names its categories
        var category = Enum.TryParse<ErrorCategory>(error.Kind.ToString(), out var parsed) ? parsed : ErrorCategory.NotSpecified;
        return new ErrorRecord(error, error.ErrorId, category, error.Target)
        {
            ErrorDetails = new ErrorDetails(error.Message) { RecommendedAction = error.RecommendedAction },
        };
    }

    /// <summary>The error of a task that failed or whose outcome is unknown, for cmdlets that only see the task.</summary>
    public static ErrorRecord From(ImageTask task)
    {
        var failure = task.Failure!;
        var error = failure.Reason is ErrorIds.OutcomeUnknown
            ? new NanoBananaException(ErrorIds.TaskOutcomeUnknown, task.IntentId, task.Provider) { Target = task, Provider = task.Provider, Profile = task.Profile, MayHaveBeenCharged = true }
            : new NanoBananaException(ErrorCatalog.Ids.Contains(failure.Reason, StringComparer.Ordinal) ? failure.Reason : ErrorIds.TaskFailed, Arguments(task, failure))
            {
                Target = task,
                Provider = task.Provider,
                Profile = task.Profile,
                MayHaveBeenCharged = failure.MayHaveBeenCharged,
            };
        return From(error);
    }

    // the texts of a failure at the gateway name what it said second; those of a task, its id
    private static object?[] Arguments(ImageTask task, TaskFailure failure) =>
        failure.Reason is ErrorIds.GenerationFailed or ErrorIds.ContentRefused or ErrorIds.Unauthorized or ErrorIds.InsufficientCredits or ErrorIds.Forbidden or ErrorIds.GatewayUnavailable or ErrorIds.UnexpectedStatus
            ? [task.Provider, $"{failure.Message} (task {task.Id ?? task.IntentId})", failure.Reason is ErrorIds.GatewayUnavailable or ErrorIds.UnexpectedStatus ? failure.Code : task.Profile]
            : [task.Provider, task.Id, failure.Message];
}
