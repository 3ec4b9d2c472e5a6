using System.Globalization;
using System.Text.Json.Nodes;
using NanoBanana.Emulation.Files;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Inputs;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Gateways.Apikley;

/// <summary>Apikley's three ways to upload: multipart form, from a URL, base64.</summary>
internal sealed class ApikleyUploads(EmulatorState state, LoopbackDownload download)
{
    private const int MaxFromUrl = 100 * 1024 * 1024;
    private const string LiveFolder = "kieai/136592/";
    private const int MaxBase64 = 10 * 1024 * 1024;

    public Reply FromForm(EmulatorRequest request)
    {
        var parts = Parts(request);
        var file = parts.FirstOrDefault(part => part.Name is "file") ?? throw Missing("file");
        var path = parts.FirstOrDefault(part => part.Name is "uploadPath")?.Text;
        var name = parts.FirstOrDefault(part => part.Name is "fileName")?.Text;
        return Store(request, path, name ?? file.FileName, file.Content, file.ContentType);
    }

    public async Task<Reply> FromUrlAsync(EmulatorRequest request, CancellationToken cancel)
    {
        var fields = new JsonFields(ApikleyOrder.Body(request), ApikleyErrors.Field);
        var url = fields.Text("fileUrl");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !Loopback.IsWeb(uri))
        {
            throw ApikleyErrors.Field("fileUrl", FieldProblem.NotAllowed, "should be an http or https URL");
        }

        if (!uri.IsLoopback)
        {
            throw new Refusal(500, "The emulator fetches files of this machine only");
        }

        try
        {
            var (bytes, contentType) = await download.GetAsync(uri, MaxFromUrl, cancel).ConfigureAwait(false);
            var name = fields.OptionalText("fileName") ?? Path.GetFileName(uri.LocalPath);
            return Store(request, fields.OptionalText("uploadPath"), name, bytes, contentType);
        }
        catch (HttpRequestException failed)
        {
            throw new Refusal(500, "Failed to download the file: " + failed.Message);
        }
    }

    public Reply FromBase64(EmulatorRequest request)
    {
        var fields = new JsonFields(ApikleyOrder.Body(request), ApikleyErrors.Field);
        var text = fields.Text("base64Data");
        var comma = text.StartsWith("data:", StringComparison.Ordinal) ? text.IndexOf(',') : -1;
        var contentType = comma > 0 ? text.Substring(5).Split(';', ',')[0] : null;
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(text.Substring(comma + 1));
        }
        catch (FormatException)
        {
            throw ApikleyErrors.Field("base64Data", FieldProblem.NotAllowed, "is not base64");
        }

        return bytes.Length <= MaxBase64
            ? Store(request, fields.OptionalText("uploadPath"), fields.OptionalText("fileName"), bytes, contentType)
            : throw new Refusal(413);
    }

    private static IReadOnlyList<FormPart> Parts(EmulatorRequest request)
    {
        try
        {
            return Multipart.Read(request.ContentType, request.Body);
        }
        catch (FormatException wrong)
        {
            throw new Refusal(422, "Failed to parse body as FormData.") { Reason = wrong.Message };
        }
    }

    private static Refusal Missing(string field) => ApikleyErrors.Field(field, FieldProblem.Missing, "is required");

    private Reply Store(EmulatorRequest request, string? uploadPath, string? fileName, byte[] bytes, string? contentType)
    {
        if (string.IsNullOrWhiteSpace(uploadPath))
        {
            throw Missing("uploadPath");
        }

        var name = string.IsNullOrWhiteSpace(fileName) ? FileNames.New(state.Clock.GetUtcNow(), contentType) : fileName!;
        var filePath = (state.IsLive ? LiveFolder : "") + uploadPath!.Trim('/') + "/" + name;
        var mimeType = FileNames.MediaType(name);
        var stored = Providers.Prefix(Providers.Apikley) + "/" + filePath;
        state.Files.Put(stored, bytes);
        var data = state.IsLive ? new JsonObject { ["success"] = true } : [];
        data["fileName"] = name;
        data["filePath"] = filePath;
        data["downloadUrl"] = ImageHost.UrlOf(request.Origin, stored);
        data["fileSize"] = bytes.Length;
        data["mimeType"] = mimeType;
        data["uploadedAt"] = state.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return JsonReply.Of(200, new JsonObject { ["success"] = true, ["code"] = 200, ["msg"] = "File uploaded successfully", ["data"] = data });
    }
}
