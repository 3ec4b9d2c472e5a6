using System.Management.Automation;
using NanoBanana.Client;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>Brings what a client tells, from any thread, to the cmdlet's streams.</summary>
internal sealed class CmdletLog(Cmdlet cmdlet, PipelinePump pump) : IClientLog
{
    public void Warning(string message) => pump.Post(() => cmdlet.WriteWarning(message));

    public void Verbose(string message) => pump.Post(() => cmdlet.WriteVerbose(message));
}
