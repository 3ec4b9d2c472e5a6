using System.Diagnostics.CodeAnalysis;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Uploads;

/// <summary>Addresses that a gateway names for uploads come from the wire and are checked like any other.</summary>
internal static class UploadedUrl
{
    public static bool TryRead(string? text, Profile profile, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url) && UrlRules.Problem(url, profile.IsLoopback()) is null;
}
