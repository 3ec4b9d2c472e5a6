#if NET
using System.Runtime.InteropServices;
#endif

namespace NanoBanana.Client.State;

/// <summary>
/// Holds the end of the process back while a submit is in flight: SIGTERM, SIGHUP and the exit of the process wait until what was
/// sent is recorded, at most <see cref="Patience"/>. From the first signal on nothing more is submitted, and the signal ends the
/// process as it would have.
/// </summary>
/// <remarks>
/// A registration exists only while something is in flight, so that an idle process ends at once. The handler must block and must not
/// cancel the signal: PowerShell would take a cancelled SIGTERM as none.
/// </remarks>
public static class StopSignals
{
    /// <summary>How long the process waits for its submits: containers and service managers kill after ten seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>How long the exit leaves a signal the time to end the process, so that its exit code shows it.</summary>
    private static readonly TimeSpan SignalHeadStart = TimeSpan.FromSeconds(1);

    private static readonly object Lock = new();
    private static readonly ManualResetEventSlim Idle = new(initialState: true, spinCount: 0);
    private static readonly CancellationTokenSource Stop = new();
    private static int _inFlight;
    private static bool _signalled;
    private static bool _watchesExit;

    /// <summary>Cancelled when the process is asked to end.</summary>
    public static CancellationToken Stopping => Stop.Token;

    /// <summary>Marks a submit as in flight, from before its intent is written until its landing is recorded.</summary>
    /// <returns>To be disposed once the landing is recorded.</returns>
    /// <exception cref="NanoBananaException"><c>ProcessEnding</c>: the process is ending, and nothing more is submitted.</exception>
    internal static IDisposable Hold()
    {
        lock (Lock)
        {
            if (Stop.IsCancellationRequested)
            {
                throw new NanoBananaException(ErrorIds.ProcessEnding);
            }

            if (_inFlight++ == 0)
            {
                Idle.Reset();
                Listen();
            }
        }

        return new InFlight();
    }

    private static void Release()
    {
        lock (Lock)
        {
            if (--_inFlight == 0)
            {
                Idle.Set();
                Ignore();
            }
        }
    }

    private static void Latch(bool bySignal)
    {
        lock (Lock)
        {
            _signalled |= bySignal;
        }

        // outside of the lock: callbacks may release what they hold
        Stop.Cancel();
        Idle.Wait(Patience);
    }

    private static void OnExit(object? sender, EventArgs exit)
    {
        Latch(bySignal: false);
        if (Volatile.Read(ref _signalled))
        {
            using var never = new ManualResetEventSlim(initialState: false, spinCount: 0);
            never.Wait(SignalHeadStart);
        }
    }

#if NET
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGTERM, PosixSignal.SIGHUP];
    private static PosixSignalRegistration[] _registrations = [];

    private static void Listen()
    {
        WatchExit();
        if (_registrations.Length == 0)
        {
            _registrations = [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, static _ => Latch(bySignal: true)))];
        }
    }

    // a second signal must find the handler of the first one
    private static void Ignore()
    {
        if (!Stop.IsCancellationRequested)
        {
            Array.ForEach(_registrations, each => each.Dispose());
            _registrations = [];
        }
    }
#else
    private static void Listen() => WatchExit();

    private static void Ignore()
    {
    }
#endif

    private static void WatchExit()
    {
        if (!_watchesExit)
        {
            _watchesExit = true;
            AppDomain.CurrentDomain.ProcessExit += OnExit;
        }
    }

    private sealed class InFlight : IDisposable
    {
        private int _released;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _released, 1) == 0)
            {
                Release();
            }
        }
    }
}
