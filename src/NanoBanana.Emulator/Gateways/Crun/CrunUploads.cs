using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using NanoBanana.Emulation.Compatibility;
using NanoBanana.Emulation.Files;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Gateways.Crun;

/// <summary>Crun's two-step upload: ask for a presigned URL, then PUT the bytes there, without a key.</summary>
internal sealed class CrunUploads(EmulatorState state)
{
    public const string PresignedPath = "/presigned/";

    private readonly ConcurrentDictionary<string, string> _awaited = new(StringComparer.Ordinal);

    public Reply Presign(EmulatorRequest request)
    {
        if (!request.Query.TryGetValue("content_type", out var contentType) || !contentType.StartsWith("image/", StringComparison.Ordinal))
        {
            throw CrunReply.Invalid("content_type: Input should be an image media type");
        }

        if (!request.Query.TryGetValue("ext", out var extension) || extension.Length < 2 || extension[0] != '.')
        {
            throw CrunReply.Invalid("ext: Input should be a file extension with its dot");
        }

        var name = Guid.NewGuid().ToString("N") + extension;
        var signature = Guid.NewGuid().ToString("N");
        _awaited[name + "?" + signature] = contentType;
        return CrunReply.Success(new JsonObject
        {
            ["presigned_url"] = $"{request.Origin}/{Providers.Prefix(Providers.Crun)}{PresignedPath}{Uri.EscapeDataString(name)}?signature={signature}",
            ["file_url"] = ImageHost.UrlOf(request.Origin, StoredName(name)),
        });
    }

    /// <summary>Takes the bytes as an object store does: signed name, signed media type, XML when something is wrong.</summary>
    public Reply Put(EmulatorRequest request)
    {
        var name = request.Path.Substring(PresignedPath.Length);
        var signature = request.Query.TryGetValue("signature", out var given) ? given : "";
        if (!_awaited.TryGetValue(name + "?" + signature, out var contentType) || !request.ContentType.Is(contentType))
        {
            return new Reply(403, "application/xml", System.Text.Encoding.UTF8.GetBytes(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>SignatureDoesNotMatch</Code></Error>"));
        }

        state.Files.Put(StoredName(name), request.Body);
        return Reply.Empty(200);
    }

    private static string StoredName(string name) => Providers.Prefix(Providers.Crun) + "/" + name;
}
