using System.Collections.Concurrent;

namespace NanoBanana.Client.Tests.Support;

internal sealed class RecordingLog : IClientLog
{
    public ConcurrentQueue<string> Warnings { get; } = new();

    public ConcurrentQueue<string> Details { get; } = new();

    public void Warning(string message) => Warnings.Enqueue(message);

    public void Verbose(string message) => Details.Enqueue(message);
}
