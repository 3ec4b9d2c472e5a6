using System.Reflection;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Store;

namespace NanoBanana.Journal.Tests.Support;

/// <summary>A store that writes claims down, and whose answer to the first one does not arrive.</summary>
public class ForgetfulStore : DispatchProxy
{
    private ITaskStore _store = null!;
    private Exception? _error;

    internal static TaskJournal Over(TestEnvironment world, Exception error)
    {
        var store = Create<ITaskStore, ForgetfulStore>();
        ((ForgetfulStore)(object)store)._store = world.Journal.Store;
        ((ForgetfulStore)(object)store)._error = error;
        return new TaskJournal(store, world.Time);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var answer = targetMethod!.Invoke(_store, args);
        return answer is Task<ClaimOutcome> claim ? AnswerAsync(claim) : answer;
    }

    private async Task<ClaimOutcome> AnswerAsync(Task<ClaimOutcome> claim)
    {
        var outcome = await claim;
        return Interlocked.Exchange(ref _error, null) is { } error ? throw error : outcome;
    }
}
