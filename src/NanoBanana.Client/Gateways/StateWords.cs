using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Journal;

namespace NanoBanana.Client.Gateways;

/// <summary>A gateway's words for the states of a task, compared without regard to case.</summary>
internal sealed class StateWords(string[] pending, string[] running, string[] succeeded, string[] failed)
{
    /// <summary>Our state for a word, and the word itself where we do not know it: it then counts as running.</summary>
    public (string State, string? UnknownWord) Read(string? word)
    {
        return word switch
        {
            null => (TaskStates.Running, null),
            _ when Has(pending, word) => (TaskStates.Pending, null),
            _ when Has(running, word) => (TaskStates.Running, null),
            _ when Has(succeeded, word) => (TaskStates.Succeeded, null),
            _ when Has(failed, word) => (TaskStates.Failed, null),
            _ => (TaskStates.Running, word),
        };
    }

    private static bool Has(string[] words, string word) => words.Contains(word, StringComparer.OrdinalIgnoreCase);
}
