using System.Globalization;
using System.Management.Automation;
using System.Security.Cryptography;
using System.Text;
using NanoBanana.Client;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Uploads;
using NanoBanana.PowerShell.Binding;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>How local files reach a URL, as parameters.</summary>
public abstract class UploadingCmdlet : NanoBananaCmdlet
{
    private const int MostShown = 60;

    /// <summary>Another profile whose upload target is used for local files.</summary>
    [Parameter(HelpMessage = "Another profile whose upload target is used for local files.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompletion))]
    [TextTransformation]
    public string? UploadProfile { get; set; }

    /// <summary>Provider, S3, AzureBlob or HttpPut instead of the profile's target, or a script block that gets the file and returns its URL.</summary>
    [Parameter(HelpMessage = "Provider, S3, AzureBlob or HttpPut instead of the profile's target, or a script block that gets the file and returns its URL.")]
    [UploadTargetTransformation]
    [ArgumentCompleter(typeof(UploadTargetCompletion))]
    public object? UploadTo { get; set; }

    /// <summary>Uploads all files again, including files that earlier runs uploaded.</summary>
    [Parameter(HelpMessage = "Uploads all files again, including files that earlier runs uploaded.")]
    public SwitchParameter NoUploadCache { get; set; }

    /// <summary>The maximum number of simultaneous items.</summary>
    [Parameter(HelpMessage = "The maximum number of simultaneous items.")]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>What the items of this command share.</summary>
    protected SubmitRun NewRun(Money? maxCost = null, bool resume = false, bool stripMetadata = false, bool fit = false)
    {
        if (UploadProfile is not null)
        {
            ProfileStore.Process.Resolve(UploadProfile);
        }

        return new SubmitRun(maxCost, resume)
        {
            StripMetadata = stripMetadata,
            Fit = fit,
            UploadTo = UploadTo as string,
            CustomUpload = UploadTo is ScriptBlock script ? (path, _) => RunAsync(script, path) : null,
            CustomUploadId = UploadTo is ScriptBlock text ? Hash(text.ToString()) : null,
            UploadIndex = NoUploadCache ? null : TaskJournal.OfUser().Store,
        };
    }

    /// <summary>The uploads of the run, for a progress bar.</summary>
    protected static string UploadsSoFar(SubmitRun run) =>
        string.Format(CultureInfo.CurrentCulture, "{0} uploaded ({1:N1} MB)", run.Uploaded.Files, run.Uploaded.Bytes / 1e6);

    private static string Hash(string text)
    {
        using var hash = SHA256.Create();
        return Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }

    private async Task<Uri> RunAsync(ScriptBlock script, string path)
    {
        try
        {
            var results = await OnPipelineThreadAsync(() => script.Invoke(new FileInfo(path))).ConfigureAwait(false);
            var last = results.Count > 0 ? results[results.Count - 1]?.BaseObject : null;
            return last as Uri ?? (Uri.TryCreate(last?.ToString(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
                ? url
                : throw new NanoBananaException(ErrorIds.UploadScriptNoUrl, path, last is null ? "nothing" : "'" + Shown(last) + "'") { Target = path });
        }
        catch (RuntimeException error)
        {
            throw new NanoBananaException(ErrorIds.UploadScriptFailed, error, path, error.InnerException?.Message ?? error.Message) { Target = path };
        }
    }

    private static string Shown(object value) => value.ToString() is { Length: > MostShown } text ? text.Substring(0, MostShown) + "..." : value.ToString() ?? string.Empty;
}
