using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>Connections that break: what the caller sees, and what the ledger says about it.</summary>
public sealed class SocketFaultTests
{
    public static TheoryData<string, string, int> Submits =>
        AllGateways.With(("refuse-connection", 0), ("reset-before-body", 0), ("reset-after-body", 1), ("reset-in-reply", 1));

    [Theory]
    [MemberData(nameof(Submits))]
    public async Task A_submit_breaks_and_is_charged_once_or_not_at_all(string provider, string fault, int charges)
    {
        using var sandbox = new Sandbox($"{fault}:{provider}*1");
        var probe = AllGateways.Of(provider);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => sandbox.SubmitAsync(probe, probe.TextBody("x")));

        Assert.Equal((charges, charges), (sandbox.Emulator.ChargeCount, sandbox.Emulator.Charges.Count));
        Assert.Equal(charges, sandbox.Emulator.TaskCount);
        Assert.Empty(sandbox.Emulator.Faults);
        var seen = (await sandbox.GetAsync("/emulator/requests")).Json[provider]?["submit"]?.GetValue<int>() ?? 0;
        Assert.Equal(fault == "refuse-connection" ? 0 : 1, seen);

        await sandbox.AcceptAsync(probe, probe.TextBody("x"));
        Assert.Equal(charges + 1, sandbox.Emulator.ChargeCount);
    }

    [Theory]
    [InlineData("refuse-connection")]
    [InlineData("reset-before-body")]
    [InlineData("reset-after-body")]
    [InlineData("reset-in-reply")]
    public async Task Queries_uploads_and_downloads_break_as_well(string fault)
    {
        using var sandbox = new Sandbox($"{fault}@query*1", $"{fault}@download*1", $"{fault}:ImageHost@upload*1");
        var crun = AllGateways.Of("Crun");
        var id = await sandbox.AcceptAsync(crun, crun.TextBody("x"));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => sandbox.QueryAsync(crun, id));
        var url = crun.Urls((await sandbox.QueryAsync(crun, id)).Json)[0];
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => sandbox.GetAsync(url));
        Assert.Equal(200, (await sandbox.GetAsync(url)).Status);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => sandbox.PutAsync("/host/a", [1]));
        Assert.Equal(201, (await sandbox.PutAsync("/host/a", [1])).Status);
        Assert.Equal(1, sandbox.Emulator.ChargeCount);
    }

    [Fact]
    public async Task A_large_upload_breaks_before_its_body_is_read()
    {
        using var sandbox = new Sandbox("reset-before-body:Apikley@upload*1");
        var apikley = AllGateways.Of("Apikley");

        // A form without a known length goes in chunks.
        Task<Answer> UploadAsync() => sandbox.CallAsync(apikley, HttpMethod.Post, "/file-upload/api/file-stream-upload", change: message =>
        {
            message.Content = BrowserForm.Of(BrowserForm.File("file", "photo.png", new byte[8 * 1024 * 1024]), BrowserForm.Text("uploadPath", "images"));
            message.Headers.TransferEncodingChunked = true;
        });

        await Assert.ThrowsAnyAsync<HttpRequestException>(UploadAsync);
        Assert.Equal(8 * 1024 * 1024, (await UploadAsync()).Json["data"]!["fileSize"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_reply_that_breaks_has_its_head_and_half_of_its_body()
    {
        using var sandbox = new Sandbox("reset-in-reply@download*1");
        var crun = AllGateways.Of("Crun");
        var url = crun.Urls(await sandbox.EndOfAsync(crun, await sandbox.AcceptAsync(crun, crun.TextBody("x"))))[0];
        using var http = new HttpClient();

        using var response = await http.GetAsync(new Uri(url), HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        using var arrived = new MemoryStream();
        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(arrived));

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal((await sandbox.GetAsync(url)).Bytes.Length, response.Content.Headers.ContentLength);
        Assert.Equal(response.Content.Headers.ContentLength / 2, arrived.Length);
    }

    [Fact]
    public async Task A_refused_submit_does_not_use_up_a_reset_of_its_answer()
    {
        using var sandbox = new Sandbox("reset-after-body*1");
        var crun = AllGateways.Of("Crun");

        Assert.Equal(401, (await sandbox.CallAsync(crun, HttpMethod.Post, crun.SubmitPath, crun.TextBody("x").ToJsonString(), key: "wrong")).Status);
        Assert.Equal(422, (await sandbox.SubmitAsync(crun, crun.TextBody(""))).Status);
        Assert.Equal(["reset-after-body*1"], sandbox.Emulator.Faults);
    }

    [Fact]
    public async Task The_same_request_id_finds_the_task_whose_answer_was_cut()
    {
        using var sandbox = new Sandbox("reset-after-body*1", "reset-in-reply*1");
        var probe = AllGateways.Of("AigptImage");
        Task<Answer> SubmitAsync() => sandbox.SubmitAsync(probe, probe.TextBody("x"), message => message.Headers.Add("X-Request-ID", "once"));

        await Assert.ThrowsAnyAsync<HttpRequestException>(SubmitAsync);
        await Assert.ThrowsAnyAsync<HttpRequestException>(SubmitAsync);
        var id = probe.TaskId((await SubmitAsync()).Json);

        var charge = Assert.Single(sandbox.Emulator.Charges);
        Assert.Equal((id, "once"), (charge.TaskId, charge.RequestId));
    }

    [Fact]
    public async Task They_can_be_armed_and_cleared_at_any_time_and_spare_the_control_door()
    {
        using var sandbox = new Sandbox();
        var crun = AllGateways.Of("Crun");
        await sandbox.AcceptAsync(crun, crun.TextBody("x"));

        await sandbox.PutJsonAsync("/emulator/faults", "{\"faults\":[\"refuse-connection\",\"reset-after-body\"]}");
        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => sandbox.SubmitAsync(crun, crun.TextBody("x")));
        }

        await sandbox.SendAsync(new HttpRequestMessage(HttpMethod.Delete, new Uri(sandbox.Emulator.Uri, "/emulator/faults")));
        await sandbox.AcceptAsync(crun, crun.TextBody("x"));
        Assert.Equal(2, sandbox.Emulator.ChargeCount);
    }

    [Fact]
    public async Task Of_many_at_once_just_so_many_break()
    {
        using var sandbox = new Sandbox("reset-after-body*20", "reset-before-body*20");
        var crun = AllGateways.Of("Crun");

        var broken = await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
            await Record.ExceptionAsync(() => sandbox.SubmitAsync(crun, crun.TextBody("x"))) is HttpRequestException));

        Assert.Equal(40, broken.Count(isBroken => isBroken));
        Assert.Equal(80, sandbox.Emulator.ChargeCount);
    }
}
