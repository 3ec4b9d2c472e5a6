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

    /// <summary>The file as a request body, read while it is sent.</summary>
    public static HttpContent Body(SourceFile file)
    {
        var stream = SourceFile.OpenRead(file.Path);
        if (stream.Length != file.Facts.Length)
        {
            stream.Dispose();
            throw new NanoBananaException(ErrorIds.ImageChanged, file.Original) { Target = file.Original };
        }

        var content = new StreamContent(stream);
        content.Headers.ContentType = new MediaTypeHeaderValue(file.Facts.ContentType);
        content.Headers.ContentLength = file.Facts.Length;
        return content;
    }

    public static NanoBananaException Failed(SourceFile file, string target, string reason, Exception? inner = null) =>
        new(ErrorIds.UploadFailed, inner, file.Original, target, reason) { Target = file.Original };

    public static string Describe(HttpStatusCode status) => FormattableString.Invariant($"it answered {(int)status} {status}.");

    public static string Describe(Exception error) => Redaction.Message(error.Message, key: null);
}
