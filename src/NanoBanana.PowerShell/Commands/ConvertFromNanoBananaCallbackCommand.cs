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
    /// <summary>The body as it was received, before any parsing: text or bytes.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The body as it was received, before any parsing: text or bytes.")]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object Body { get; set; } = null!;

    /// <summary>The headers as they were received. Required to check a signature.</summary>
    [Parameter(Position = 1, HelpMessage = "The headers as they were received. Required to check a signature.")]
    public IDictionary? Headers { get; set; }

    /// <summary>The provider that sent the callback. By default it is detected from the body.</summary>
    [Parameter(HelpMessage = "The provider that sent the callback. By default it is detected from the body.")]
    [ArgumentCompleter(typeof(ProviderCompletion))]
    [TextTransformation]
    public string? Provider { get; set; }

    /// <summary>Requires a signature made with one of these secrets.</summary>
    [Parameter(HelpMessage = "Requires a signature made with one of these secrets.")]
    [SecretTransformation]
    public SecureString[]? Secret { get; set; }

    /// <summary>How much the time in a signature may differ from now.</summary>
    [Parameter(HelpMessage = "How much the time in a signature may differ from now.")]
    [DurationTransformation]
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override void Process()
    {
        var options = new CallbackOptions { Provider = Provider, Secrets = SecureText.ToSecrets(Secret), Tolerance = Tolerance };
        WriteObject(CallbackReader.Read(RawBody.Read(Body), RawBody.ReadHeaders(Headers), options));
    }
}
