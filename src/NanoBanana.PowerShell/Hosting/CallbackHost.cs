using System.Management.Automation.Runspaces;
using NanoBanana.Client.Callbacks;
using NanoBanana.Client.Compatibility;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>The one callback listener of the process: all runspaces submit with its address and wait by its signals.</summary>
internal static class CallbackHost
{
    private static readonly object Lock = new();
    private static CallbackListener? s_running;
    private static Guid? s_owner;

    public static CallbackListener? Current
    {
        get
        {
            lock (Lock)
            {
                return s_running;
            }
        }
    }

    /// <exception cref="NanoBananaException"><c>CallbackListenerRunning</c>, or what starting it says.</exception>
    public static CallbackListener Start(CallbackListenerOptions options)
    {
        lock (Lock)
        {
            if (s_running is not null)
            {
                throw new NanoBananaException(ErrorIds.CallbackListenerRunning, s_running.Prefix) { Target = s_running };
            }

            s_running = CallbackListener.Start(options);
            s_owner = Runspace.DefaultRunspace?.InstanceId;
            return s_running;
        }
    }

    /// <exception cref="NanoBananaException"><c>CallbackListenerNotRunning</c>.</exception>
    public static void Stop()
    {
        lock (Lock)
        {
            (s_running ?? throw new NanoBananaException(ErrorIds.CallbackListenerNotRunning)).Dispose();
            s_running = null;
        }
    }

    /// <summary>Stops it if the given runspace started it: others do not lose it when one of them removes the module.</summary>
    public static void StopOf(Guid? runspace)
    {
        lock (Lock)
        {
            if (s_running is not null && s_owner == runspace)
            {
                Stop();
            }
        }
    }

    /// <summary>Where a provider posts callbacks while a listener runs; null otherwise.</summary>
    public static Uri? UrlFor(string provider) =>
        Current is { } listener && CallbackReader.Providers.Contains(provider, StringComparer.Ordinal) ? listener.UrlFor(provider) : null;
}
