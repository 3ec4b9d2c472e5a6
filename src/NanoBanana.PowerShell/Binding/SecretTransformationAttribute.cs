using System.Management.Automation;
using System.Security;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Takes a SecureString only. PowerShell's own refusal of plain text would repeat the text, which here is a key.</summary>
internal sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null => null,
            SecureString secret => secret,
            PSCredential credential => credential.Password,
            var other => throw new ArgumentTransformationMetadataException(
                $"A secret must be a SecureString, not {other.GetType().Name}. Use (Read-Host -AsSecureString), or Get-Secret to read it from a vault."),
        };
}
