using System.Text;
using System.Text.Json.Nodes;
using NanoBanana.Client.Uploads;
using NanoBanana.Uploads.Tests.Support;

namespace NanoBanana.Uploads.Tests.Forms;

/// <summary>Our multipart form as strict parsers read it. A form of .NET's own making is refused by them.</summary>
public sealed class FormContentTests
{
    private const string Script = """
        const [, file, type] = process.argv;
        const body = require('fs').readFileSync(file);
        new Request('http://localhost/', { method: 'POST', headers: { 'content-type': type }, body }).formData().then(async form => {
            const fields = [];
            for (const [name, value] of form) {
                fields.push(typeof value === 'string'
                    ? { name, text: value }
                    : { name, fileName: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()).toString('base64') });
            }
            console.log(JSON.stringify(fields));
        }, error => { console.log(String(error)); process.exit(1); });
        """;

    [ToolFact(Tools.NodeAlone)]
    public async Task The_web_standard_parser_of_node_reads_file_and_texts()
    {
        byte[] bytes = [0x89, 0x50, 13, 10, 45, 45, 0, 255, 13, 10];
        using var file = new ByteArrayContent(bytes) { Headers = { ContentType = new("image/png") } };
        using var form = new FormContent([new("uploadPath", "images/é"), new("fileName", "")], "file", "a \"quoted\" é\r\n.png", file);

        var (exit, output) = await ReadAsync(form);

        Assert.True(exit == 0, output);
        var fields = JsonNode.Parse(output)!.AsArray();
        Assert.Equal(["uploadPath", "fileName", "file"], fields.Select(field => field!["name"]!.ToString()));
        Assert.Equal(("image/png", Convert.ToBase64String(bytes)), (fields[2]!["type"]!.ToString(), fields[2]!["bytes"]!.ToString()));
        Assert.Equal(("images/é", ""), (fields[0]!["text"]!.ToString(), fields[1]!["text"]!.ToString()));
    }

    [ToolFact(Tools.NodeAlone)]
    public async Task It_refuses_what_NET_writes_by_itself()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent([1]), "file", "a.png" }, { new StringContent("x"), "uploadPath" } };

        var (exit, output) = await ReadAsync(form);

        Assert.Equal(1, exit);
        Assert.Contains("TypeError", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_has_the_headers_of_a_browser_and_no_others()
    {
        using var file = new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new("image/png"), ContentLength = 3 } };
        using var form = new FormContent([new("uploadPath", "images")], "file", "a.png", file);

        var text = Encoding.Latin1.GetString(await form.ReadAsByteArrayAsync());

        var boundary = form.Headers.ContentType!.Parameters.Single().Value!;
        Assert.Equal(
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"uploadPath\"\r\n\r\nimages\r\n"
            + $"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n\u0001\u0002\u0003\r\n--{boundary}--\r\n",
            text);
        Assert.Equal(text.Length, form.Headers.ContentLength);
    }

    private static async Task<(int ExitCode, string Output)> ReadAsync(HttpContent form)
    {
        var body = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(body, await form.ReadAsByteArrayAsync());
            var type = form.Headers.NonValidated["Content-Type"].ToString();
            return Tools.Run(Tools.Find(Tools.Node)!, ["-e", Script, "--", body, type]);
        }
        finally
        {
            File.Delete(body);
        }
    }
}
