using NanoBanana.Client.Model;

namespace NanoBanana.Client;

/// <summary>The one way to the host's streams: what goes through it names no signature and no header's value.</summary>
internal sealed class RedactedLog(IClientLog log) : IClientLog
{
    public void Warning(string message) => log.Warning(Redaction.Text(message));

    public void Verbose(string message) => log.Verbose(Redaction.Text(message));

    public void Debug(Func<string> message) => log.Debug(() => Redaction.Text(message()));
}
