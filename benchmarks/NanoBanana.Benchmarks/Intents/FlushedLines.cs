using System.Text;

namespace NanoBanana.Benchmarks.Intents;

/// <summary>A line of text per step, appended and flushed, as version 0.1.0 kept its journal; steps that wait at the same time share a flush.</summary>
internal sealed class FlushedLines : IIntentLog
{
    private static readonly byte[] Line = Encoding.UTF8.GetBytes(Request.Json + "\n");

    private readonly GroupedWriter<int> _writer;

    public FlushedLines(string path) => _writer = new GroupedWriter<int>(steps =>
    {
        // opened for each group, because another process could replace the file
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        foreach (var _ in steps)
        {
            file.Write(Line);
        }

        file.Flush(flushToDisk: true);
        return Task.CompletedTask;
    });

    /// <inheritdoc/>
    public async Task RunAsync(int number)
    {
        for (var step = 0; step < IIntentLog.Steps; step++)
        {
            await _writer.WriteAsync(number);
        }
    }

    public void Dispose() => _writer.Dispose();
}
