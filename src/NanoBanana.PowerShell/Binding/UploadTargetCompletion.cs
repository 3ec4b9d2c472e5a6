using System.Collections;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Names of upload targets.</summary>
internal sealed class UploadTargetCompletion : Completion
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Value, string Tip)> Candidates(IDictionary bound) =>
    [
        (UploadKinds.Provider, "the gateway's own upload"),
        (UploadKinds.S3, "an S3-compatible store"),
        (UploadKinds.AzureBlob, "a container of Azure Blob Storage"),
        (UploadKinds.HttpPut, "a plain HTTP PUT"),
    ];
}
