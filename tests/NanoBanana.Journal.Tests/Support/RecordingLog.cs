using System.Collections.Concurrent;
using NanoBanana.Client;

namespace NanoBanana.Journal.Tests.Support;

internal sealed class RecordingLog : IClientLog
{
    public ConcurrentQueue<string> Warnings { get; } = new();

    public void Warning(string message) => Warnings.Enqueue(message);

    public void Verbose(string message)
    {
        // not of interest here
    }
}
