using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Files;

/// <summary>A host for input images, like the object store a user would have: PUT, GET, HEAD, DELETE, no key.</summary>
internal sealed class ImageHost(FileStore files) : Service
{
    public const string Room = "host";

    public override string Prefix => Room;

    public override string Provider => Providers.ImageHost;

    public override IReadOnlyList<Route> Routes =>
    [
        new("PUT", "/*", Operations.Upload, Put),
        new("GET", "/*", Operations.Download, Get),
        new("HEAD", "/*", Operations.Download, Get),
        new("DELETE", "/*", Operations.Delete, Delete),
    ];

    public static string UrlOf(string origin, string name) =>
        origin + "/" + Room + "/" + string.Join("/", name.Split('/').Select(Uri.EscapeDataString));

    public override Reply Refuse(Refusal refusal, string operation) => Reply.Text(refusal.Code, refusal.Text ?? refusal.Message);

    private Reply Put(EmulatorRequest request)
    {
        var name = NameOf(request);
        if (name.Length == 0)
        {
            throw new Refusal(400, "A file needs a name: PUT /host/<name>.");
        }

        files.Put(name, request.Body);
        return Reply.Empty(201).With("Location", UrlOf(request.Origin, name));
    }

    // A file may be a web page; a browser shall not run it next to the control service.
    private Reply Get(EmulatorRequest request) => files.Find(NameOf(request)) is { } file
        ? new Reply(200, "application/octet-stream", file).With("X-Content-Type-Options", "nosniff")
        : throw new Refusal(404, "No such file.");

    private Reply Delete(EmulatorRequest request) => files.Remove(NameOf(request))
        ? Reply.Empty(204)
        : throw new Refusal(404, "No such file.");

    private static string NameOf(EmulatorRequest request) => request.Path.TrimStart('/');
}
