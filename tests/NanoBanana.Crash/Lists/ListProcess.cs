using System.Diagnostics;

namespace NanoBanana.Crash.Lists;

/// <summary>A process that does a list.</summary>
internal sealed class ListProcess : IDisposable
{
    private const string OtherHost = "another-host";

    private readonly Process _process;

    private ListProcess(Process process) => _process = process;

    /// <summary>Why processes cannot get another host name here; null if they can.</summary>
    public static string? MissingHostNames { get; } = FindMissingHostNames();

    /// <summary>Starts one, which waits for <see cref="Begin"/>.</summary>
    /// <param name="plan">What it does.</param>
    /// <param name="elsewhere">Under another host name, as if it were another machine, where that can be had.</param>
    public static async Task<ListProcess> StartAsync(ListPlan plan, bool elsewhere = false)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        string[] program = [host, "exec", typeof(ListProcess).Assembly.Location, "list", .. plan.ToArguments()];
        string[] all = elsewhere && MissingHostNames is null ? ["unshare", "--uts", "sh", "-c", $"hostname {OtherHost}; exec \"$@\"", "sh", .. program] : program;
        var process = Process.Start(new ProcessStartInfo(all[0], all[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadLineAsync();
        return new ListProcess(process);
    }

    /// <summary>Lets it begin.</summary>
    public void Begin() => _process.StandardInput.WriteLine();

    /// <summary>kill -9.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGCONT.</summary>
    public void Continue()
    {
        using var kill = Process.Start("/bin/sh", ["-c", FormattableString.Invariant($"kill -CONT {_process.Id}")]);
        kill.WaitForExit();
    }

    /// <summary>Waits until it has stopped itself.</summary>
    public async Task UntilStoppedAsync()
    {
        while (!File.ReadAllText(FormattableString.Invariant($"/proc/{_process.Id}/stat")).Split(')')[^1].StartsWith(" T", StringComparison.Ordinal))
        {
            await Task.Delay(10);
        }
    }

    /// <summary>What it has at its end; null if it was killed.</summary>
    /// <exception cref="TimeoutException">It hangs.</exception>
    public async Task<ListResult?> EndAsync(TimeSpan guard)
    {
        try
        {
            var said = await _process.StandardOutput.ReadToEndAsync().WaitAsync(guard);
            await _process.WaitForExitAsync().WaitAsync(guard);
            return _process.ExitCode == 0 ? ListResult.Parse(said.Trim()) : null;
        }
        catch (TimeoutException)
        {
            _process.Kill();
            throw;
        }
    }

    public void Dispose() => _process.Dispose();

    private static string? FindMissingHostNames()
    {
        try
        {
            using var probe = Process.Start(new ProcessStartInfo("unshare", ["--uts", "hostname", OtherHost]) { RedirectStandardError = true })!;
            probe.WaitForExit();
            return probe.ExitCode == 0 ? null : "another host name needs the right to a UTS namespace (root)";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "another host name needs 'unshare' of util-linux";
        }
    }
}
