using NanoBanana.Emulation.Images;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Faults;

/// <summary>The faults of a result image's delivery.</summary>
internal static class ImageFaults
{
    public static Reply Change(Fault fault, Reply image) => fault.Kind.Name switch
    {
        "sealed-image" => image with { Body = ContentCredentials.Seal(image.Body) },
        "truncated-image" => image.CutInHalf(),
        "html-image" => Reply.Html(200, "<!doctype html>\n<title>Access denied</title>\n<p>This is a page, not an image.</p>\n"),
        var other => throw new InvalidOperationException($"The fault '{other}' is not about images."),
    };
}
