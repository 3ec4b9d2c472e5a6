using System.Runtime.InteropServices;
using NanoBanana.Client;
using NanoBanana.Client.Waiting;

namespace NanoBanana.Crash.Lists;

/// <summary>One of the processes: New | Wait with <c>-Resume</c>, as the cmdlets do it through the core.</summary>
internal static partial class ListChild
{
    private const int SigStop = 19;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Reports that it is ready, starts on a signal, and reports at its end what it has.</summary>
    public static async Task<int> RunAsync(ListPlan plan)
    {
        var journal = plan.OpenJournal();
        var stopped = 0;
        var client = plan.ClientOf(journal, step => StopOnce(step == plan.StopsAt, ref stopped));
        var run = new SubmitRun(maxCost: null, resume: true);
        var records = Enumerable.Range(0, plan.Records);
        using var watcher = new TaskWatcher(client.QueryOnceAsync, new WatchOptions { Timeout = Patience, IsEmulated = static _ => true });
        var (unknown, overCap, other) = (0, 0, 0);
        Console.WriteLine(Child.Ready);
        await Console.In.ReadLineAsync();
        await Parallel.ForEachAsync(plan.IsBackward ? records.Reverse() : records, new ParallelOptions { MaxDegreeOfParallelism = plan.ThrottleLimit }, async (record, stop) =>
        {
            var result = await client.Prepare(new ImageRequest { Prompt = plan.PromptOf(record) }).SubmitAsync(run, uploadProfile: null, stop);
            switch (result)
            {
                case { Task: { Id: not null } task }:
                    watcher.Add(task);
                    break;
                case { Error.ErrorId: ErrorIds.OutcomeUnknown } or { Task.State: TaskStates.Unknown }:
                    Interlocked.Increment(ref unknown);
                    break;
                case { Error.ErrorId: ErrorIds.BudgetExceeded }:
                    Interlocked.Increment(ref overCap);
                    break;
                default:
                    Interlocked.Increment(ref other);
                    await Console.Error.WriteLineAsync(result.Error?.ToString() ?? result.Task?.State);
                    break;
            }
        });
        var succeeded = 0;
        while (await watcher.TakeAsync(CancellationToken.None) is { } ended)
        {
            succeeded += ended.Task.State is TaskStates.Succeeded ? 1 : 0;
            other += ended.Task.State is TaskStates.Succeeded ? 0 : 1;
        }

        journal.Close();
        Console.WriteLine(new ListResult(succeeded, unknown, overCap, other));
        return 0;
    }

    // as a debugger, a cgroup or a laptop's lid does: nothing of the process runs until it is continued
    private static void StopOnce(bool isThere, ref int stopped)
    {
        if (isThere && Interlocked.Exchange(ref stopped, 1) == 0)
        {
            _ = Kill(Environment.ProcessId, SigStop);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
