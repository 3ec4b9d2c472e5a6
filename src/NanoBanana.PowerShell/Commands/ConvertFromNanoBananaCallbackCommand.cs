using System.Collections;
using System.Management.Automation;
using System.Security;
using NanoBanana.Client.Callbacks;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Reads and verifies a callback that another endpoint received, such as an Azure Function.</summary>
[Cmdlet(VerbsData.ConvertFrom, "NanoBananaCallback", HelpUri = OnlineHelp.Pages + "ConvertFrom-NanoBananaCallback.md")]
[OutputType(typeof(Callback))]
public sealed class ConvertFromNanoBananaCallbackCommand : NanoBananaCmdlet
{
    /// <summary>The body as it came, before anybody parsed it: text or bytes.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The body as it came, before anybody parsed it: text or bytes.")]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object Body { get; set; } = null!;

    /// <summary>The headers as they came; needed for a signature.</summary>
    [Parameter(Position = 1, HelpMessage = "The headers as they came; needed for a signature.")]
    public IDictionary? Headers { get; set; }

    /// <summary>Who sent it; told by the shape of the body without it.</summary>
    [Parameter(HelpMessage = "Who sent it; told by the shape of the body without it.")]
    [ArgumentCompleter(typeof(ProviderCompletion))]
    [TextTransformation]
    public string? Provider { get; set; }

    /// <summary>Asks for a signature made with one of these, and refuses what has none.</summary>
    [Parameter(HelpMessage = "Asks for a signature made with one of these, and refuses what has none.")]
    public SecureString[]? Secret { get; set; }

    /// <summary>How far the time in a signature may lie from now, before or after.</summary>
    [Parameter(HelpMessage = "How far the time in a signature may lie from now, before or after.")]
    [DurationTransformation]
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override void Process()
    {
        var options = new CallbackOptions { Provider = Provider, Secrets = SecureText.ToSecrets(Secret), Tolerance = Tolerance };
        WriteObject(CallbackReader.Read(RawBody.Read(Body), RawBody.ReadHeaders(Headers), options));
    }
}
