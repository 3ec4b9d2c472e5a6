using System.Net.Http.Headers;
using System.Text;

namespace NanoBanana.Emulation.Tests.Support;

/// <summary>A multipart form, written by hand as a browser writes it.</summary>
internal static class BrowserForm
{
    private const string Boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

    public static byte[] Text(string name, string value) => Part($"name=\"{name}\"", "", Encoding.UTF8.GetBytes(value));

    public static byte[] File(string name, string fileName, byte[] bytes, string type = "image/png") =>
        Part($"name=\"{name}\"; filename=\"{fileName}\"", $"\r\nContent-Type: {type}", bytes);

    public static byte[] Part(string parameters, string headers, byte[] bytes) =>
        [.. Encoding.UTF8.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; {parameters}{headers}\r\n\r\n"), .. bytes, .. "\r\n"u8];

    public static ByteArrayContent Of(params byte[][] parts) => new([.. parts.SelectMany(part => part), .. Encoding.ASCII.GetBytes($"--{Boundary}--\r\n")])
    {
        Headers = { ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=" + Boundary) },
    };
}
