using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using NanoBanana.Client.Tests.Support;
using NanoBanana.Client.Uploads;

namespace NanoBanana.Client.Tests.Uploads;

/// <summary>
/// The form is what a browser sends. On 438ef55 names were not quoted, there was a <c>filename*</c> and a Content-Type on texts: strict
/// parsers (workerd, undici) refused it, and formidable took the texts for files.
/// </summary>
public sealed class FormContentTests
{
    private const string Script =
        "const fs = require('fs'); const [file, type] = process.argv.slice(1);" +
        "new Request('http://localhost/', { method: 'POST', body: fs.readFileSync(file), headers: { 'content-type': type } }).formData()" +
        ".then(form => { for (const [name, value] of form) { console.log(typeof value === 'string' ? `${name}=${value}` : `${name}: ${value.name} ${value.type} ${value.size}`); } })" +
        ".catch(error => { console.error(error); process.exitCode = 1; });";

    [NodeFact]
    public async Task The_web_s_own_parser_reads_it()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "body");
        using var form = Form();
        await File.WriteAllBytesAsync(file, await form.ReadAsByteArrayAsync());

        var start = new ProcessStartInfo(NodeFactAttribute.Path!, ["-e", Script, file, form.Headers.GetValues("Content-Type").Single()]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var node = Process.Start(start)!;
        var error = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();

        Assert.Equal(string.Empty, await error);
        Assert.Equal($"uploadPath=nanobanana\nfileName=größe.png\nfile: größe.png image/png {Pictures.Png.Length}\n", output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Names_are_quoted_and_texts_have_no_type()
    {
        using var form = Form();

        var text = Encoding.UTF8.GetString(await form.ReadAsByteArrayAsync());
        var boundary = form.Headers.GetValues("Content-Type").Single().Split('=')[1];

        Assert.StartsWith($"--{boundary}\r\nContent-Disposition: form-data; name=\"uploadPath\"\r\n\r\nnanobanana\r\n--{boundary}\r\n", text, StringComparison.Ordinal);
        Assert.Contains("Content-Disposition: form-data; name=\"file\"; filename=\"größe.png\"\r\nContent-Type: image/png\r\n\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("filename*", text, StringComparison.Ordinal);
        Assert.DoesNotContain("charset", text, StringComparison.Ordinal);
        Assert.EndsWith($"\r\n--{boundary}--\r\n", text, StringComparison.Ordinal);
        Assert.Equal(form.Headers.ContentLength, (await form.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task A_name_cannot_begin_another_header()
    {
        using var file = new ByteArrayContent([1]);
        using var form = new FormContent([], "fi\"le", "a\"; x=\"\r\nEvil: yes.png", file);

        Assert.Contains("name=\"fi%22le\"; filename=\"a%22; x=%22%0D%0AEvil: yes.png\"", Encoding.UTF8.GetString(await form.ReadAsByteArrayAsync()), StringComparison.Ordinal);
    }

    private static FormContent Form()
    {
        var file = new ByteArrayContent(Pictures.Png);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return new FormContent([new("uploadPath", "nanobanana"), new("fileName", "größe.png")], "file", "größe.png", file);
    }
}
