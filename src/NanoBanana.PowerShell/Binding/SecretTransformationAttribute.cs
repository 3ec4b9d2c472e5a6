using System.Collections;
using System.Management.Automation;
using System.Security;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Takes a SecureString only, or a list of them. PowerShell's own refusal of plain text would repeat the text, which here is a key.</summary>
internal sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Secret(inputData);

    private static object? Secret(object? value) =>
        value.Unwrapped() switch
        {
            null => null,
            SecureString secret => secret,
            PSCredential credential => credential.Password,
            IList list => list.Cast<object?>().Select(Secret).ToArray(),
            var other => throw new ArgumentTransformationMetadataException(
                $"A secret must be a SecureString, not {other.GetType().Name}. Use (Read-Host -AsSecureString), or Get-Secret to read it from a vault."),
        };
}
