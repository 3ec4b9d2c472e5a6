using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Gateways;

/// <summary>
/// A gateway's words for the states of a task, compared without regard to case. A word that another gateway uses
/// is understood as well, and reported: a task that ended must not be waited for because its gateway changed a word.
/// </summary>
internal sealed class StateWords(string[] pending, string[] running, string[] succeeded, string[] failed)
{
    private static readonly StateWords Common = new(
        pending: ["pending", "queued", "queuing", "queueing", "in_queue", "waiting", "submitted", "accepted", "created", "scheduled", "starting"],
        running: ["running", "processing", "in_progress", "generating", "started", "working"],
        succeeded: ["success", "succeeded", "succeed", "successful", "completed", "complete", "done", "finished", "ready"],
        failed: ["fail", "failed", "failure", "error", "errored", "cancelled", "canceled", "aborted", "rejected", "timeout", "timed_out", "expired"]);

    /// <summary>The state that a word stands for.</summary>
    /// <param name="word">The gateway's word; null if the reply has none.</param>
    /// <param name="hasImages">The reply holds results: without a word, they mean that the task succeeded.</param>
    /// <returns>The state, and the word if this gateway does not document it; an unknown word counts as running.</returns>
    public (string State, string? UnknownWord) Read(string? word, bool hasImages = false)
    {
        if (word is null)
        {
            return (hasImages ? TaskStates.Succeeded : TaskStates.Running, null);
        }

        return Own(word) is { } state ? (state, null) : (Common.Own(word.Replace(' ', '_').Replace('-', '_')) ?? TaskStates.Running, word);
    }

    private static bool Has(string[] words, string word) => words.Contains(word, StringComparer.OrdinalIgnoreCase);

    private string? Own(string word) =>
        Has(pending, word) ? TaskStates.Pending
        : Has(running, word) ? TaskStates.Running
        : Has(succeeded, word) ? TaskStates.Succeeded
        : Has(failed, word) ? TaskStates.Failed
        : null;
}
