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
            : new NanoBananaException(failure.Reason, task.Provider, failure.Reason is ErrorIds.ContentRefused ? failure.Message : task.Id, failure.Message)
            {
                Target = task,
                Provider = task.Provider,
                Profile = task.Profile,
                MayHaveBeenCharged = failure.MayHaveBeenCharged,
            };
        return From(error);
    }
}
