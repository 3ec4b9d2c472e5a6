namespace NanoBanana.Client.Model;

/// <summary>Addresses under the reserved domain <c>.invalid</c> (RFC 2606), so that nothing is ever sent to a stranger.</summary>
internal static class ReservedUrls
{
    /// <summary>Sent if a gateway requires a callback and the user gives none.</summary>
    public static Uri NoCallback { get; } = new("https://nanobanana-powershell.invalid/no-callback");

    /// <summary>Represents a file that is not uploaded yet.</summary>
    public static Uri NotUploaded { get; } = new("https://nanobanana-powershell.invalid/estimate");
}
