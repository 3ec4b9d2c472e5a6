using System.Collections.Concurrent;
using NanoBanana.Client;

namespace NanoBanana.Testing;

/// <summary>A log that keeps its messages.</summary>
public sealed class RecordingLog : IClientLog
{
    public ConcurrentQueue<string> Warnings { get; } = new();

    public ConcurrentQueue<string> Details { get; } = new();

    public ConcurrentQueue<string> Replies { get; } = new();

    public void Warning(string message) => Warnings.Enqueue(message);

    public void Verbose(string message) => Details.Enqueue(message);

    public void Debug(Func<string> message) => Replies.Enqueue(message());
}
