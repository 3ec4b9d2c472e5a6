using System.Net;
using System.Net.Http.Headers;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Uploads;

/// <summary>The parts that every target shares: a body read from disk, a name without the user's file name, one wording of errors.</summary>
internal static class FileUpload
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>The name at the target: the content's hash, so that it shows nothing of the user's folders.</summary>
    public static string NameOf(SourceFile file) => file.Sha256.Substring(0, 32) + file.Facts.Extension;

    /// <summary>An address below a base.</summary>
    public static Uri Below(Uri parent, string? prefix, string name) =>
        new(string.Join("/", new[] { parent.AbsoluteUri.TrimEnd('/'), Escaped(prefix?.Trim('/')), name }.Where(part => !string.IsNullOrEmpty(part))));

    /// <summary>A key as the path of an address: with '#', '?' or '%' in it, it would be cut or read as another key.</summary>
    public static string? Escaped(string? key) => key is null ? null : string.Join("/", key.Split('/').Select(Uri.EscapeDataString));

    /// <summary>The file as a request body, read while it is sent.</summary>
    /// <param name="file">The file.</param>
    /// <param name="moved">Called whenever a part of it was taken.</param>
    public static HttpContent Body(SourceFile file, Action moved)
    {
        var content = new StreamContent(Open(file, moved), BufferBytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(file.Facts.ContentType);
        content.Headers.ContentLength = file.Facts.Length;
        return content;
    }

    /// <summary>The file, which fails to be read to its end if it is not the one that was checked.</summary>
    public static Stream Open(SourceFile file, Action moved) => new UnchangedFile(file, moved);

    /// <summary>The body found while it was read that the file is not the one that was checked.</summary>
    public static NanoBananaException Changed(SourceFile file, Exception? inner = null) =>
        new(ErrorIds.ImageChanged, inner, file.Original) { Target = file.Original };

    public static NanoBananaException Failed(SourceFile file, string target, string reason, Exception? inner = null) =>
        new(ErrorIds.UploadFailed, inner, file.Original, target, reason) { Target = file.Original };

    /// <summary>No byte has moved for too long.</summary>
    public static NanoBananaException Stalled(SourceFile file, string target, Exception inner) =>
        new(ErrorIds.UploadStalled, inner, file.Original, target, StallGuard.Longest.TotalSeconds) { Target = file.Original };

    /// <summary>The target's refusal, by its status.</summary>
    public static NanoBananaException Refused(SourceFile file, string target, int status, string reason, Exception? inner = null) =>
        new(IdOf(status), inner, file.Original, target, reason) { Target = file.Original, HttpStatus = status };

    public static string Describe(HttpStatusCode status, string? word = null) =>
        FormattableString.Invariant($"it returned {(int)status} {status}{(word is null ? null : ", " + word)}.");

    public static string Describe(Exception error) => Redaction.Message(error.Message, key: null);

    // 409 is what WebDAV says if the folder is missing (RFC 4918, 9.7.1)
    private static string IdOf(int status) => status switch
    {
        401 or 403 or 407 => ErrorIds.UploadDenied,
        404 or 409 or 410 => ErrorIds.UploadPlaceNotFound,
        507 => ErrorIds.UploadStorageFull,
        _ => ErrorIds.UploadFailed,
    };
}
