using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Shell = System.Management.Automation.PowerShell;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>A runspace without a console, if nothing can ask the user. It is made when it is needed and kept for the process.</summary>
internal sealed class QuietRunspace(TimeProvider time)
{
    private readonly SemaphoreSlim _turn = new(1);
    private Runspace? _runspace;

    /// <summary>Runs one script, whose parameters are given by position; what it writes to other streams is dropped.</summary>
    public delegate Task<IReadOnlyList<PSObject>> Run(string script, IEnumerable<object> arguments);

    /// <summary>Runs scripts, one caller at a time. A runspace that does not answer is left behind, and the next caller gets a new one.</summary>
    /// <exception cref="TimeoutException">It took longer than <paramref name="patience"/>.</exception>
    /// <exception cref="RuntimeException">What a script threw, or its first error.</exception>
    public async Task<T> RunAsync<T>(Func<Run, Task<T>> work, TimeSpan patience, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var enough = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using var timer = time.CreateTimer(_ => enough.TrySetResult(true), state: null, patience, Timeout.InfiniteTimeSpan);
            using var stop = cancellationToken.Register(() => enough.TrySetResult(true));
            var runspace = await OpenAsync().ConfigureAwait(false);
            return await work((script, arguments) => RunOneAsync(runspace, script, arguments, enough.Task)).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _runspace = null;
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    private static async Task<IReadOnlyList<PSObject>> RunOneAsync(Runspace runspace, string script, IEnumerable<object> arguments, Task enough)
    {
        var shell = Shell.Create();
        shell.Runspace = runspace;
        shell.AddScript(script);
        foreach (var argument in arguments)
        {
            shell.AddArgument(argument);
        }

        using var input = new PSDataCollection<PSObject>();
        input.Complete();
        var output = new PSDataCollection<PSObject>();
        var running = Task.Factory.FromAsync(shell.BeginInvoke(input, output), shell.EndInvoke);
        if (await Task.WhenAny(running, enough).ConfigureAwait(false) != running)
        {
            Abandon(shell, runspace, running);
            throw new TimeoutException();
        }

        using (shell)
        {
            await running.ConfigureAwait(false);
            return shell.Streams.Error.Count == 0 ? [.. output] : throw new RuntimeException(shell.Streams.Error[0].ToString(), shell.Streams.Error[0].Exception);
        }
    }

    /// <summary>Asks it to stop without waiting: code that hangs may never do so. Once it does, everything is released.</summary>
    private static void Abandon(Shell shell, Runspace runspace, Task running)
    {
        _ = shell.BeginStop(callback: null, state: null);
        _ = running.ContinueWith(
            ended =>
            {
                _ = ended.Exception;
                shell.Dispose();
                runspace.Dispose();
            },
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
    }

    private async Task<Runspace> OpenAsync()
    {
        if (_runspace is { RunspaceStateInfo.State: RunspaceState.Opened } open)
        {
            return open;
        }

        // opening takes long enough to be worth another thread, and cannot hang
        var made = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        await Task.Run(made.Open, CancellationToken.None).ConfigureAwait(false);
        return _runspace = made;
    }
}
