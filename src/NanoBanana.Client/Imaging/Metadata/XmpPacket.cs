using System.Security;
using System.Text;

namespace NanoBanana.Client.Imaging.Metadata;

/// <summary>
/// XMP (ISO 16684-1) that says that an image was generated (IPTC Photo Metadata, Digital Source Type), with its prompt, the task's id
/// and the gateway.
/// </summary>
internal static class XmpPacket
{
    private const string Property = "DigitalSourceType";
    private const string End = "</rdf:RDF>";

    /// <summary>A new packet.</summary>
    public static byte[] New(ImageDescription description) => Encoding.UTF8.GetBytes(
        "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
        + Entry(description) + End + "</x:xmpmeta><?xpacket end=\"w\"?>");

    /// <summary>The existing packet of the image, with the description added.</summary>
    /// <returns>The packet as it is if it states the source type itself, or cannot be read.</returns>
    public static byte[] With(byte[] packet, ImageDescription description)
    {
        var text = Encoding.UTF8.GetString(packet);
        var end = text.LastIndexOf(End, StringComparison.Ordinal);
        return end < 0 || text.Contains(Property, StringComparison.Ordinal)
            ? packet
            : Encoding.UTF8.GetBytes(text.Insert(end, Entry(description)));
    }

    private static string Entry(ImageDescription description) => $"""
        <rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <Iptc4xmpExt:{Property}>{description.SourceType}</Iptc4xmpExt:{Property}>
        {Element("photoshop:Credit", description.Provider)}{Element("dc:identifier", description.TaskId)}{Alternatives("dc:description", description.Prompt)}</rdf:Description>
        """;

    private static string Element(string name, string text) => text.Length == 0 ? string.Empty : $"<{name}>{Escape(text)}</{name}>\n";

    private static string Alternatives(string name, string text) => text.Length == 0 ? string.Empty
        : $"<{name}><rdf:Alt><rdf:li xml:lang=\"x-default\">{Escape(text)}</rdf:li></rdf:Alt></{name}>\n";

    // XML 1.0 has no control characters but these three
    private static string Escape(string text) => SecurityElement.Escape(new string([.. text.Where(each => !char.IsControl(each) || each is '\n' or '\r' or '\t')]));
}
