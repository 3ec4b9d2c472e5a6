using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>Replies with the right content in odd bytes, in odd shapes, or behind an error.</summary>
public sealed class OddReplyTests
{
    private const string EscapedKey = "\\u0074\\u0065\\u0073\\u0074\\u002d\\u006b\\u0065\\u0079";

    public static TheoryData<string> Providers => AllGateways.Names;

    public static TheoryData<string, string, int> IdsInErrors =>
        AllGateways.With(("id-in-500", 500), ("id-in-envelope-500", 200), ("id-in-400", 400));

    public static TheoryData<string, string, int> Refusals => AllGateways.With(
        ("html-403", 403), ("html-503", 503), ("html-200", 200), ("text-403", 403), ("detail-list", 422), ("already-created", 409), ("status-304", 304), ("echo-key-hex", 400), ("object-message", 400));

    [Theory]
    [MemberData(nameof(IdsInErrors))]
    public async Task An_error_carries_the_id_of_a_charged_task(string provider, string fault, int status)
    {
        using var sandbox = new Sandbox($"{fault}:{provider}*1");
        var probe = AllGateways.Of(provider);

        var answer = await sandbox.SubmitAsync(probe, probe.TextBody("x"));

        Assert.Equal(probe.SaysErrorsInBody && status == 400 ? 200 : status, answer.Status);
        Assert.NotEqual(200, answer.Json["code"]?.GetValue<int>());
        Assert.Equal(1, sandbox.Emulator.ChargeCount);
        await sandbox.EndOfAsync(probe, probe.TaskId(answer.Json));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Cut_JSON_ends_behind_the_id(string provider)
    {
        using var sandbox = new Sandbox($"id-in-cut-json:{provider}*1");
        var probe = AllGateways.Of(provider);

        var text = (await sandbox.SubmitAsync(probe, probe.TextBody("x"))).Text;

        Assert.Equal('"', text[^1]);
        var id = text.Split('"')[^2];
        Assert.Equal(id, Assert.Single(sandbox.Emulator.Charges).TaskId);
        await sandbox.EndOfAsync(probe, id);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_another_server_says_costs_nothing(string provider, string fault, int status)
    {
        using var sandbox = new Sandbox($"{fault}:{provider}@submit*1");
        var probe = AllGateways.Of(provider);

        var answer = await sandbox.SubmitAsync(probe, probe.TextBody("x"));

        Assert.Equal(probe.SaysErrorsInBody && fault is ("echo-key-hex" or "object-message" or "already-created") ? 200 : status, answer.Status);
        Assert.Equal(0, sandbox.Emulator.TaskCount);
        Assert.Empty(sandbox.Emulator.Charges);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Two_submits_get_one_id(string provider)
    {
        using var sandbox = new Sandbox($"repeated-id:{provider}");
        var probe = AllGateways.Of(provider);

        Assert.Equal(await sandbox.AcceptAsync(probe, probe.TextBody("x")), await sandbox.AcceptAsync(probe, probe.TextBody("y")));
        Assert.Equal(2, sandbox.Emulator.Charges.Select(charge => charge.TaskId).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_query_speaks_of_another_task(string provider)
    {
        using var sandbox = new Sandbox($"foreign-id:{provider}*1");
        var probe = AllGateways.Of(provider);
        var id = await sandbox.AcceptAsync(probe, probe.TextBody("x"));

        Assert.DoesNotContain(id, (await sandbox.QueryAsync(probe, id)).Json.ToString().Replace("results", "", StringComparison.Ordinal).Split("http")[0], StringComparison.Ordinal);
        Assert.Contains(id, (await sandbox.QueryAsync(probe, id)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bom", new byte[] { 0xEF, 0xBB, 0xBF })]
    [InlineData("utf-16", new byte[] { 0xFF, 0xFE })]
    [InlineData("utf-16-silent", new byte[] { 0xFE, 0xFF })]
    [InlineData("gzip", new byte[] { 0x1F, 0x8B })]
    [InlineData("deflate", new byte[] { 0x78 })]
    public async Task Odd_bytes_begin_with_their_mark(string fault, byte[] mark)
    {
        using var sandbox = new Sandbox(fault);
        var crun = AllGateways.Of("Crun");

        Assert.Equal(mark, (await sandbox.SubmitAsync(crun, crun.TextBody("x"))).Bytes[..mark.Length]);
        Assert.Equal(1, sandbox.Emulator.ChargeCount);
    }

    [Fact]
    public async Task A_packed_image_is_the_image()
    {
        using var sandbox = new Sandbox("gzip@download*1");
        var crun = AllGateways.Of("Crun");
        var url = crun.Urls(await sandbox.EndOfAsync(crun, await sandbox.AcceptAsync(crun, crun.TextBody("x"))))[0];

        await using var unpacked = new GZipStream(new MemoryStream((await sandbox.GetAsync(url)).Bytes), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        await unpacked.CopyToAsync(bytes);

        Assert.Equal((await sandbox.GetAsync(url)).Bytes, bytes.ToArray());
    }

    [Theory]
    [InlineData("plain", "test-key")]
    [InlineData("escaped", EscapedKey)]
    [InlineData("percent", "%74%65%73%74%2D%6B%65%79")]
    [InlineData("percent-lower", "%74%65%73%74%2d%6b%65%79")]
    [InlineData("hex", "746573742d6b6579")]
    [InlineData("upper", "TEST-KEY")]
    [InlineData("base64", "dGVzdC1rZXk=")]
    [InlineData("basic", "dXNlcjp0ZXN0LWtleQ==")]
    [InlineData("bearer", "QmVhcmVyIHRlc3Qta2V5")]
    public async Task The_key_comes_back_in_each_form(string form, string written)
    {
        using var sandbox = new Sandbox($"echo-key-{form}*5", $"id-with-key-{form}", $"result-with-key-{form}");
        foreach (var probe in AllGateways.All)
        {
            Assert.Contains(written, (await sandbox.SubmitAsync(probe, probe.TextBody("x"))).Text, StringComparison.Ordinal);
        }

        foreach (var probe in AllGateways.All)
        {
            var answer = await sandbox.SubmitAsync(probe, probe.TextBody("x"));
            Assert.Contains(written, answer.Text, StringComparison.Ordinal);
            var end = await sandbox.QueryAsync(probe, Uri.EscapeDataString(probe.TaskId(answer.Json)));
            Assert.Contains("ref=", end.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Links_are_mixed_relative_inline_and_many(string provider)
    {
        using var sandbox = new Sandbox("mixed-links*1", "relative-links*1", "inline-results*1", "many-links*1");
        var probe = AllGateways.Of(provider);
        var id = await sandbox.AcceptAsync(probe, probe.TextBody("x"));

        Assert.Contains("{\"url\":\"http", (await TextAsync()).Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("\"/results/", (await TextAsync()).Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("data:image/", await TextAsync(), StringComparison.Ordinal);
        Assert.Contains("?n=2999", await TextAsync(), StringComparison.Ordinal);
        Assert.Equal(200, (await sandbox.GetAsync(probe.Urls((await sandbox.QueryAsync(probe, id)).Json)[0])).Status);

        async Task<string> TextAsync() => (await sandbox.QueryAsync(probe, id)).Text;
    }

    [Fact]
    public async Task A_huge_reply_is_the_usual_one_with_spaces_behind()
    {
        using var sandbox = new Sandbox("huge-reply*1");
        var crun = AllGateways.Of("Crun");

        var bytes = (await sandbox.SubmitAsync(crun, crun.TextBody("x"))).Bytes;

        Assert.InRange(bytes.Length, 140 * 1024 * 1024, int.MaxValue);
        Assert.NotEmpty(crun.TaskId(JsonNode.Parse(Encoding.UTF8.GetString(bytes))!));
    }

    [Theory]
    [InlineData("state-succeeded", "succeeded")]
    [InlineData("credits-text", "\"free\"")]
    [InlineData("credits-zero", "\"credits\":0,")]
    [InlineData("another-model", "nano-banana-substitute")]
    [InlineData("data-as-text@query", "{\\\"task_id\\\"")]
    [InlineData("data-as-array@query", "[{\"task_id\"")]
    public async Task Crun_says_it_otherwise(string fault, string text)
    {
        using var sandbox = new Sandbox(fault);
        var crun = AllGateways.Of("Crun");

        Assert.Contains(text, (await sandbox.QueryAsync(crun, await sandbox.AcceptAsync(crun, crun.TextBody("x")))).Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task One_submit_is_charged_twice_and_a_failure_gives_both_back(string provider)
    {
        using var sandbox = new Sandbox($"double-charge:{provider}");
        var probe = AllGateways.Of(provider);

        await sandbox.AcceptAsync(probe, probe.TextBody("x"));
        Assert.Equal((2, 1), (sandbox.Emulator.ChargeCount, sandbox.Emulator.TaskCount));
        Assert.Single(sandbox.Emulator.Charges.Select(charge => charge.TaskId).Distinct());

        await sandbox.AcceptAsync(probe, probe.TextBody("[refuse]"));
        Assert.Equal((2, 4), (sandbox.Emulator.ChargeCount, sandbox.Emulator.Charges.Count));
    }

    [Fact]
    public async Task Pixazo_answers_a_submit_with_its_images()
    {
        using var sandbox = new Sandbox(new EmulatorOptions { TaskDuration = TimeSpan.FromHours(1), Key = Sandbox.Key, Faults = ["finished-at-once"] });
        var pixazo = AllGateways.Of("Pixazo");

        var answer = await sandbox.SubmitAsync(pixazo, pixazo.TextBody("x"));

        Assert.Equal((200, "COMPLETED"), (answer.Status, answer.Json["status"]!.ToString()));
        Assert.Equal(200, (await sandbox.GetAsync(answer.Json["images"]![0]!["url"]!.ToString())).Status);
    }

    [Fact]
    public async Task Lost_links_are_expired_and_their_fresh_ones_are_not_found()
    {
        using var sandbox = new Sandbox("lost-links*1");
        var crun = AllGateways.Of("Crun");
        var id = await sandbox.AcceptAsync(crun, crun.TextBody("x"));

        Assert.Equal(403, (await sandbox.GetAsync(crun.Urls(await sandbox.EndOfAsync(crun, id))[0])).Status);
        Assert.Equal(404, (await sandbox.GetAsync(crun.Urls(await sandbox.EndOfAsync(crun, id))[0])).Status);
    }

    [Fact]
    public async Task A_slow_reply_comes_after_the_charge()
    {
        var clock = new RingingClock();
        using var sandbox = new Sandbox(new EmulatorOptions { TimeProvider = clock, TaskDuration = TimeSpan.Zero, Key = Sandbox.Key, Faults = ["slow-reply-3*1"] });
        var crun = AllGateways.Of("Crun");

        Assert.Equal(200, (await sandbox.SubmitAsync(crun, crun.TextBody("x"))).Status);

        Assert.Contains(TimeSpan.FromSeconds(3), clock.Waits);
        Assert.Equal(1, sandbox.Emulator.ChargeCount);
    }
}
