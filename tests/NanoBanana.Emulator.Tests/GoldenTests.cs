using System.Text.Json.Nodes;
using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>Every request example of the pages is accepted, every answer has the shape of its example.</summary>
public sealed class GoldenTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Theory]
    [InlineData("Pixazo", "edit.request.json", "edit.response.json")]
    [InlineData("Pixazo", "edit.request.json", "edit.response.new.json")]
    [InlineData("NanoBananaApi", "generate.request.json", "generate.response.json")]
    [InlineData("NanoBananaApi", "edit.request.json", "generate.response.json")]
    [InlineData("Crun", "CreateTask.request.json", "CreateTask.response.json")]
    [InlineData("Crun", "CreateTask-v2.request.json", "CreateTask.response.json")]
    [InlineData("Apikley", "createTask.request.json", "createTask.response.json")]
    [InlineData("AigptImage", "createTask.request.json", "createTask.response.json")]
    public async Task A_submit_example_is_accepted(string provider, string request, string response)
    {
        var answer = await SubmitAsync(provider, request);

        Assert.Equal(provider == "Pixazo" ? 202 : 200, answer.Status);
        Golden.AssertShape(Golden.Read($"{provider}/{response}"), answer.Json);
        Assert.Equal(1, _sandbox.Emulator.TaskCount);
    }

    [Theory]
    [InlineData("Pixazo", "edit.request.json", "status.response.json")]
    [InlineData("NanoBananaApi", "generate.request.json", "record-info.response.json")]
    [InlineData("Crun", "CreateTask-v2.request.json", "TaskInfo.response.json")]
    [InlineData("Apikley", "createTask.request.json", "recordInfo.response.json")]
    [InlineData("AigptImage", "createTask.request.json", "recordInfo.response.json")]
    public async Task A_query_answers_in_the_shape_of_its_example(string provider, string request, string response)
    {
        var probe = AllGateways.Of(provider);
        var id = probe.TaskId((await SubmitAsync(provider, request)).Json);

        var answer = await _sandbox.QueryAsync(probe, id);

        Assert.Equal(200, answer.Status);
        Golden.AssertShape(Golden.Read($"{provider}/{response}"), answer.Json);
        Assert.True(probe.HasSucceeded(answer.Json));
    }

    [Fact]
    public async Task Pixazos_older_query_example_is_answered()
    {
        var pixazo = AllGateways.ForEdit("Pixazo");
        var submitted = await SubmitAsync("Pixazo", "edit.request.json");
        var body = Golden.Read("Pixazo/getStatus.request.json");
        body["requestId"] = pixazo.TaskId(submitted.Json);

        var answer = await _sandbox.CallAsync(pixazo, HttpMethod.Post, "/nano-banana-polling/nano-banana/getStatus", body.ToJsonString());

        Assert.Equal(200, answer.Status);
        Golden.AssertShape(Golden.Read("Pixazo/getStatus.response.json"), answer.Json);
    }

    [Fact]
    public async Task AigptImage_echoes_the_request_as_its_example_does()
    {
        var probe = AllGateways.Of("AigptImage");
        var id = probe.TaskId((await SubmitAsync("AigptImage", "createTask.request.json")).Json);

        var record = (await _sandbox.QueryAsync(probe, id)).Json["data"]!;

        Assert.Equal(
            Golden.Read("AigptImage/recordInfo.response.json")["data"]!["param"]!.GetValue<string>(), record["param"]!.GetValue<string>());
    }

    [Fact]
    public async Task NanoBananaApis_wrong_parameter_name_is_a_server_exception()
    {
        var answer = await _sandbox.CallAsync(AllGateways.Of("NanoBananaApi"), HttpMethod.Get, "/api/v1/nanobanana/record-info?task_id=x");

        Assert.Equal(200, answer.Status);
        Golden.AssertSame(Golden.Read("NanoBananaApi/wrong-parameter.json"), answer.Json);
    }

    [Fact]
    public async Task Cruns_422_lists_what_is_wrong()
    {
        var crun = AllGateways.Of("Crun");
        var body = crun.TextBody("x");
        crun.InputOf(body)["output_format"] = "bmp";

        var answer = await _sandbox.SubmitAsync(crun, body);

        Assert.Equal(422, answer.Status);
        Golden.AssertSame(Golden.Read("Crun/422.json"), answer.Json);
    }

    [Fact]
    public async Task Pixazos_shorter_error_example_is_that_of_a_wrong_value()
    {
        var answer = await _sandbox.SubmitAsync(AllGateways.Of("Pixazo"), new JsonObject { ["prompt"] = "x", ["aspect_ratio"] = "7:7" });

        Assert.Equal(400, answer.Status);
        Golden.AssertSame(Golden.Read("Pixazo/example-error.json"), answer.Json);
    }

    public void Dispose() => _sandbox.Dispose();

    private Task<Answer> SubmitAsync(string provider, string request)
    {
        var probe = request.StartsWith("edit", StringComparison.Ordinal) ? AllGateways.ForEdit(provider) : AllGateways.Of(provider);
        return _sandbox.CallAsync(probe, HttpMethod.Post, probe.SubmitPath, Golden.Text($"{provider}/{request}"));
    }
}
