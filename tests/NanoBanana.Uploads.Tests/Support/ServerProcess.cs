using System.Diagnostics;
using System.Text.RegularExpressions;

namespace NanoBanana.Uploads.Tests.Support;

/// <summary>A server of one test class on loopback, gone afterwards.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private static readonly TimeSpan HangGuard = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private ServerProcess(Process process)
    {
        _process = process;
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    /// <summary>Starts a program that prints its address once it listens.</summary>
    public static async Task<(ServerProcess Server, Uri Uri)> StartAsync(string tool, params string[] arguments)
    {
        var server = Start(tool, arguments);
        var printed = new List<string>();
        using var patience = new CancellationTokenSource(HangGuard);
        while (await server._process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            printed.Add(line);
            if (Address().Match(line) is { Success: true } match)
            {
                // later output is not read: it must not fill the pipe
                _ = server._process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return (server, new Uri(match.Value));
            }
        }

        server.Dispose();
        throw new InvalidOperationException(string.Join('\n', printed));
    }

    /// <summary>Starts a program that prints nothing.</summary>
    public static ServerProcess Start(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(Tools.Find(tool)!, arguments) { RedirectStandardOutput = true, RedirectStandardInput = true };
        return new ServerProcess(Process.Start(start)!);
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();

    private void OnExit(object? sender, EventArgs e) => _process.Kill(entireProcessTree: true);
}
