using System.Globalization;
using System.Management.Automation;
using NanoBanana.Client;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>Brings the messages of a client, from any thread, to the cmdlet's streams.</summary>
internal sealed class CmdletLog(PSCmdlet cmdlet, PipelinePump pump) : IClientLog
{
    private readonly bool _showsDebug = ShowsDebug(cmdlet);

    public void Warning(string message) => pump.Post(() => cmdlet.WriteWarning(message));

    public void Verbose(string message) => pump.Post(() => cmdlet.WriteVerbose(message));

    public void Debug(Func<string> message)
    {
        if (_showsDebug)
        {
            var text = message();
            pump.Post(() => cmdlet.WriteDebug(text));
        }
    }

    private static bool ShowsDebug(PSCmdlet cmdlet) => cmdlet.MyInvocation.BoundParameters.TryGetValue("Debug", out var debug)
        ? debug is SwitchParameter { IsPresent: true }
        : LanguagePrimitives.TryConvertTo(cmdlet.GetVariableValue("DebugPreference"), CultureInfo.InvariantCulture, out ActionPreference preference) && preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
}
