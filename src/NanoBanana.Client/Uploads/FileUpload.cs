using System.Net;
using System.Net.Http.Headers;
using NanoBanana.Client.Images;
using NanoBanana.Client.Transport;

namespace NanoBanana.Client.Uploads;

/// <summary>The parts that every target shares: a body read from disk, a name without the user's file name, one wording of errors.</summary>
internal static class FileUpload
{
    /// <summary>The name at the target: the content's hash, so that nothing of the user's folder is told.</summary>
    public static string NameOf(SourceFile file) => file.Facts.Sha256.Substring(0, 32) + file.Facts.Extension;

    /// <summary>An address below a base.</summary>
    public static Uri Below(Uri parent, string? prefix, string name) =>
        new(string.Join("/", new[] { parent.AbsoluteUri.TrimEnd('/'), prefix?.Trim('/'), name }.Where(part => !string.IsNullOrEmpty(part))));

    /// <summary>The file as a request body, read while it is sent.</summary>
    public static HttpContent Body(SourceFile file)
    {
        var content = new StreamContent(Open(file));
        content.Headers.ContentType = new MediaTypeHeaderValue(file.Facts.ContentType);
        content.Headers.ContentLength = file.Facts.Length;
        return content;
    }

    /// <summary>The file, which fails to be read to its end where it is not the one that was checked.</summary>
    public static Stream Open(SourceFile file) => new UnchangedFile(file);

    /// <summary>The body found while it was read that the file is not the one that was checked.</summary>
    public static NanoBananaException Changed(SourceFile file, Exception? inner = null) =>
        new(ErrorIds.ImageChanged, inner, file.Original) { Target = file.Original };

    public static NanoBananaException Failed(SourceFile file, string target, string reason, Exception? inner = null) =>
        new(ErrorIds.UploadFailed, inner, file.Original, target, reason) { Target = file.Original };

    public static string Describe(HttpStatusCode status) => FormattableString.Invariant($"it answered {(int)status} {status}.");

    public static string Describe(Exception error) => Redaction.Message(error.Message, key: null);
}
