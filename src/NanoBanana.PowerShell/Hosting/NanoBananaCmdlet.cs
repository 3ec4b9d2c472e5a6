using System.Collections.Concurrent;
using System.Management.Automation;
using NanoBanana.Client;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.State;
using NanoBanana.Client.Submitting;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>
/// The base of every cmdlet: errors of an item do not end the pipeline, and a stop, <c>Select-Object -First</c> or an error
/// downstream cancels the work and waits for what is in flight.
/// </summary>
public abstract class NanoBananaCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PipelinePump _pump = new();
    private readonly ConcurrentDictionary<string, NanoBananaClient> _clients = new(StringComparer.OrdinalIgnoreCase);
    private HashSet<string> _commandLine = [];
    private HashSet<string> _delayed = [];
    private CancellationTokenRegistration _ending;
    private bool _disposed;

    /// <summary>The journal as this cmdlet sees it.</summary>
    private protected JournalLookup Journal => field ??= new JournalLookup(this);

    /// <summary>Cancelled once the pipeline stops.</summary>
    protected CancellationToken Stop => _stop.Token;

    /// <summary>The user pressed Ctrl+C, or the pipeline was stopped in another way.</summary>
    private protected bool WasInterrupted { get; private set; }

    /// <summary>What clients of this cmdlet need.</summary>
    protected ClientOptions ClientOptions => field ??= new ClientOptions { Log = new CmdletLog(this, _pump), Journal = TaskJournal.OfUser(), CallbackUrl = CallbackHost.UrlFor };

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        // not when the module is imported: that would load the core for a command that may never come
        ProfileStore.Process.Vaults ??= new SecretManagementVault(TimeProvider.System);

        _ending = StopSignals.Stopping.Register(_stop.Cancel);

        // later, BoundParameters also holds what came through the pipeline
        _commandLine = new HashSet<string>(MyInvocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);
        _delayed = new HashSet<string>(MyInvocation.BoundParameters.Where(each => IsScriptBlock(each.Value)).Select(each => each.Key), StringComparer.OrdinalIgnoreCase);
        _commandLine.ExceptWith(_delayed);
        BoundSecrets.Remove(MyInvocation.BoundParameters);
        try
        {
            Begin();
        }
        catch (NanoBananaException error)
        {
            ThrowTerminatingError(ErrorRecords.From(error));
        }
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => WriteErrorOf(Process);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => WriteErrorOf(End);

    /// <inheritdoc/>
    protected sealed override void StopProcessing()
    {
        WasInterrupted = true;
        _stop.Cancel();
    }

    /// <summary>Checks everything that is the same for all items; its errors end the command.</summary>
    protected virtual void Begin()
    {
    }

    /// <summary>Processes one item; its errors are written, and the next item follows.</summary>
    protected virtual void Process()
    {
    }

    /// <summary>Does the work that needs all items.</summary>
    protected virtual void End()
    {
    }

    /// <summary>Work that must land before the cmdlet goes away.</summary>
    protected virtual Task InFlight() => Task.CompletedTask;

    /// <summary>The full path of the file system that a path means here, whether or not there is something.</summary>
    private protected string FullPath(string path) => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);

    /// <summary>Whether a parameter was given on the command line, not through the pipeline.</summary>
    protected bool IsOnCommandLine(string parameter) => _commandLine.Contains(parameter);

    /// <summary>Whether a parameter was given as a script block that is evaluated for each item of the pipeline.</summary>
    protected bool IsDelayed(string parameter) => _delayed.Contains(parameter);

    /// <summary>The client for a profile, which reports to this cmdlet's streams; one per profile, safe from any thread.</summary>
    /// <param name="profile">Its name; null for the default profile.</param>
    /// <exception cref="NanoBananaException"><c>ProfileNotFound</c> or <c>ProfileRequired</c>.</exception>
    protected NanoBananaClient ClientFor(string? profile) =>
        _clients.GetOrAdd(profile ?? string.Empty, _ => new NanoBananaClient(ProfileStore.Process.Resolve(profile), ClientOptions));

    /// <summary>Waits for asynchronous work; its messages are written meanwhile.</summary>
    protected T Await<T>(Func<Task<T>> work, Action? tick = null)
    {
        var task = Task.Run(work, CancellationToken.None);
        Await(task, tick);
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Waits for asynchronous work; its messages are written meanwhile.</summary>
    protected void Await(Task work, Action? tick = null)
    {
        try
        {
            _pump.Await(work, _stop.Cancel, tick);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Runs something on the pipeline thread, such as a script block, from work on another one.</summary>
    protected async Task<T> OnPipelineThreadAsync<T>(Func<T> action)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);

        // after a stop, posted actions are no longer run
        using var stopped = Stop.Register(() => done.TrySetCanceled());
        _pump.Post(() =>
        {
            try
            {
                done.TrySetResult(action());
            }
            catch (RuntimeException error)
            {
                done.TrySetException(error);
            }
        });
        return await done.Task.ConfigureAwait(false);
    }

    /// <summary>Writes what was reported since the last call.</summary>
    protected void WritePosted() => _pump.RunPosted();

    /// <summary>Writes one error of one item.</summary>
    protected void WriteError(NanoBananaException error) => WriteError(ErrorRecords.From(error));

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels the work and waits for what is in flight: the only place that runs after <c>Select-Object -First</c>.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (_disposed || !disposing)
        {
            return;
        }

        _disposed = true;
        _ending.Dispose();
        _stop.Cancel();
        PipelinePump.AwaitQuietly(InFlight());
        _stop.Dispose();
    }

    /// <summary>Asks as <see cref="Cmdlet.ShouldProcess(string, string)"/> does.</summary>
    /// <exception cref="NanoBananaException"><c>ConfirmationNotPossible</c>: the session cannot ask.</exception>
    private protected new bool ShouldProcess(string target, string action) => Asked($"{action}: {target}", () => base.ShouldProcess(target, action));

    /// <summary>Asks the user a question; a host without a user refuses it.</summary>
    /// <param name="what">What it is about, for the error.</param>
    /// <param name="question">Asks.</param>
    /// <exception cref="NanoBananaException"><c>ConfirmationNotPossible</c>.</exception>
    private protected static bool Asked(string what, Func<bool> question)
    {
        try
        {
            return question();
        }
        catch (Exception error) when (InteractiveHost.CannotAsk(error))
        {
            throw new NanoBananaException(ErrorIds.ConfirmationNotPossible, error, what) { Target = what };
        }
    }

    /// <summary>Runs one step; its error is written, and the next step follows.</summary>
    private protected void WriteErrorOf(Action step)
    {
        try
        {
            step();
        }
        catch (NanoBananaException error)
        {
            WriteError(error);
        }
    }

    // -Path { $_.Photo }, which PowerShell shows as an object of its own type
    private static bool IsScriptBlock(object? value) => value?.GetType().Name is "DelayedScriptBlockArgument";
}
