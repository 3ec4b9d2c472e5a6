using System.Text.Json.Nodes;
using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>
/// The shape of recorded replies: kie.ai's of April 2026 (36 createTask, 595 recordInfo; the repository justintanner/apicity) at
/// Apikley, and one reply of NanoBananaAPI of 2026-01-06.
/// </summary>
public sealed class LiveShapeTests : IDisposable
{
    private static readonly string[] RecordKeys =
        ["taskId", "model", "state", "param", "resultJson", "failCode", "failMsg", "costTime", "completeTime", "createTime"];

    private readonly Sandbox _sandbox = new(new EmulatorOptions { TaskDuration = TimeSpan.Zero, Key = Sandbox.Key, Shape = ReplyShape.Live });
    private readonly Probe _apikley = AllGateways.Of("Apikley");
    private readonly Probe _api = AllGateways.Of("NanoBananaApi");

    [Fact]
    public async Task CreateTask_has_the_id_twice()
    {
        var data = (await _sandbox.SubmitAsync(_apikley, _apikley.TextBody("x"))).Json["data"]!;

        Assert.Matches("^[0-9a-f]{32}$", data["taskId"]!.ToString());
        Assert.Equal(data["taskId"]!.ToString(), data["recordId"]!.ToString());
    }

    [Fact]
    public async Task RecordInfo_has_these_keys_text_within_text_and_seconds()
    {
        var reply = await _sandbox.EndOfAsync(_apikley, await _sandbox.AcceptAsync(_apikley, _apikley.TextBody("a lake")));

        var data = reply["data"]!.AsObject();
        Assert.Equal("success", reply["msg"]!.ToString());
        Assert.Null(reply["message"]);
        Assert.Equal(RecordKeys, data.Select(field => field.Key));
        Assert.Null(data["failCode"]);
        Assert.Null(data["failMsg"]);
        Assert.InRange(data["costTime"]!.GetValue<long>(), 0, 5);
        var param = JsonNode.Parse(data["param"]!.GetValue<string>())!.AsObject();
        Assert.Equal(["input", "model"], param.Select(field => field.Key));
        Assert.Equal("a lake", JsonNode.Parse(param["input"]!.GetValue<string>())!["prompt"]!.ToString());
    }

    [Fact]
    public async Task A_task_that_runs_has_nulls()
    {
        using var sandbox = new Sandbox(new EmulatorOptions { TaskDuration = TimeSpan.FromHours(1), Key = Sandbox.Key, Shape = ReplyShape.Live });

        var data = (await sandbox.QueryAsync(_apikley, await sandbox.AcceptAsync(_apikley, _apikley.TextBody("x")))).Json["data"]!;

        Assert.Equal(("waiting", ""), (data["state"]!.ToString(), data["resultJson"]!.ToString()));
        Assert.All(["failCode", "failMsg", "costTime", "completeTime"], name => Assert.Null(data[name]));
    }

    [Fact]
    public async Task Credit_is_fractional_and_a_foreign_link_is_wrong()
    {
        var credit = (await _sandbox.CallAsync(_apikley, HttpMethod.Get, "/api/v1/chat/credit")).Json["data"]!.GetValue<decimal>();
        var link = await _sandbox.CallAsync(_apikley, HttpMethod.Post, "/api/v1/common/download-url", """{"url":"https://example.com/a.png"}""");

        Assert.NotEqual(decimal.Truncate(credit), credit);
        Assert.Equal((200, """{"code":422,"msg":"url is wrong","data":null}"""), (link.Status, link.Text));
    }

    [Fact]
    public async Task An_upload_goes_below_the_account_and_its_type_follows_its_name()
    {
        var answer = await _sandbox.CallAsync(
            _apikley, HttpMethod.Post, "/file-upload/api/file-base64-upload", """{"base64Data":"aGVsbG8=","uploadPath":"documents/test","fileName":"test.txt"}""");
        var unnamed = await _sandbox.CallAsync(
            _apikley, HttpMethod.Post, "/file-upload/api/file-base64-upload", """{"base64Data":"data:image/png;base64,aGVsbG8=","uploadPath":"images"}""");

        var data = answer.Json["data"]!;
        Assert.Equal(["success", "code", "msg", "data"], answer.Json.AsObject().Select(field => field.Key));
        Assert.Equal(["success", "fileName", "filePath", "downloadUrl", "fileSize", "mimeType", "uploadedAt"], data.AsObject().Select(field => field.Key));
        Assert.Equal("File uploaded successfully", answer.Json["msg"]!.ToString());
        Assert.Equal(5, data["fileSize"]!.GetValue<int>());
        Assert.True(data["success"]!.GetValue<bool>());
        Assert.Equal(("text/plain", "kieai/136592/documents/test/test.txt"), (data["mimeType"]!.ToString(), data["filePath"]!.ToString()));
        Assert.Equal("hello", (await _sandbox.GetAsync(data["downloadUrl"]!.ToString())).Text);
        Assert.Matches("^[0-9]{13}-[0-9a-z]{11}\\.png$", unnamed.Json["data"]!["fileName"]!.ToString());
    }

    [Fact]
    public async Task The_recorded_reply_of_NanoBananaApi()
    {
        var body = _api.TextBody("a lake");
        body["numImages"] = 1;
        var data = (await _sandbox.EndOfAsync(_api, await _sandbox.AcceptAsync(_api, body)))["data"]!.AsObject();

        Assert.Equal(
            ["taskId", "paramJson", "completeTime", "response", "successFlag", "errorCode", "errorMessage", "operationType", "createTime"],
            data.Select(field => field.Key));
        Assert.Equal("nanobanana_TEXTTOIAMGE", data["operationType"]!.ToString());
        Assert.Equal("""{"numImages":1,"prompt":"a lake","type":"TEXTTOIAMGE"}""", data["paramJson"]!.ToString());
        Assert.Null(data["response"]!["originImageUrl"]);
        Assert.Null(data["errorCode"]);
        Assert.Null(data["errorMessage"]);
        var created = DateTime.Parse(data["createTime"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange((created - DateTime.UtcNow).TotalHours, 7.9, 8.1);
    }

    public void Dispose() => _sandbox.Dispose();
}
