using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>Signatures and faults of callbacks, and the record of them.</summary>
public sealed class CallbackFaultTests : IDisposable
{
    private const string Secret = "kie-hmac-key";

    private static readonly Probe Apikley = AllGateways.Of("Apikley");
    private static readonly Probe Crun = AllGateways.Of("Crun");

    private readonly CallbackReceiver _receiver = new();

    /// <summary>What the tests hold callbacks against, against a value that openssl made.</summary>
    [Fact]
    public void The_yardstick_is_right() => Assert.Equal(
        "7uqqigM2lRsHD1gVaJkWrKc8sPmjVQxus09dlONkxzg=", Sign("ee603959-debb-48d1-98c4-a6d1c717eba6", "1791201600", Secret));

    [Fact]
    public async Task Apikley_signs_where_there_is_a_secret()
    {
        using var sandbox = Start(Secret);
        var (headers, body) = await PostedAsync(sandbox, Apikley);

        Assert.Equal(SignatureOf(headers, body, Secret), headers["X-Webhook-Signature"]);
        Assert.InRange(long.Parse(headers["X-Webhook-Timestamp"], System.Globalization.CultureInfo.InvariantCulture), 1_700_000_000, 9_999_999_999);
    }

    [Theory]
    [InlineData("Pixazo", Secret)]
    [InlineData("NanoBananaApi", Secret)]
    [InlineData("Crun", Secret)]
    [InlineData("Apikley", null)]
    public async Task No_other_gateway_signs(string provider, string? secret)
    {
        using var sandbox = Start(secret);

        Assert.DoesNotContain("X-Webhook-Signature", (await PostedAsync(sandbox, AllGateways.Of(provider))).Headers.Keys);
    }

    [Fact]
    public async Task A_wrong_signature_is_made_with_another_secret()
    {
        using var sandbox = Start(Secret, "callback-wrong-signature:Apikley*1");

        var (headers, body) = await PostedAsync(sandbox, Apikley);
        var (next, nextBody) = await PostedAsync(sandbox, Apikley);

        Assert.NotEqual(SignatureOf(headers, body, Secret), headers["X-Webhook-Signature"]);
        Assert.Equal(SignatureOf(next, nextBody, Secret), next["X-Webhook-Signature"]);
    }

    [Fact]
    public async Task A_duplicate_is_the_same_to_the_byte()
    {
        using var sandbox = Start(Secret, "callback-duplicate*1");

        var first = await PostedAsync(sandbox, Apikley);
        var second = await _receiver.NextPostAsync();

        Assert.Equal(first.Body, second.Body);
        Assert.Equal(first.Headers["X-Webhook-Signature"], second.Headers["X-Webhook-Signature"]);
        Assert.Equal(["end", "duplicate"], (await RecordAsync(sandbox, 2)).Select(delivery => (string)delivery!["kind"]!));
    }

    [Theory]
    [InlineData("a lake", "failed", "success")]
    [InlineData("[refuse]", "success", "failed")]
    public async Task A_forged_one_comes_first_and_claims_the_opposite(string prompt, string forged, string truth)
    {
        using var sandbox = Start(null, "callback-forged*1");

        var first = await PostedAsync(sandbox, Crun, prompt);
        var second = await _receiver.NextPostAsync();

        Assert.Equal((forged, truth), ((string)JsonNode.Parse(first.Body)!["status"]!, (string)JsonNode.Parse(second.Body)!["status"]!));
        Assert.Equal(["forged", "end"], (await RecordAsync(sandbox, 2)).Select(delivery => (string)delivery!["kind"]!));
    }

    [Fact]
    public async Task Out_of_order_the_second_comes_first()
    {
        using var sandbox = Start(null, "callback-out-of-order*1");
        var waiting = _receiver.NextPostAsync();
        var first = await sandbox.AcceptAsync(Crun, Body(Crun, "x"), message => Address(message, Crun));
        var second = await sandbox.AcceptAsync(Crun, Body(Crun, "x"), message => Address(message, Crun));

        Assert.Equal(second, (string)JsonNode.Parse((await waiting).Body)!["task_id"]!);
        Assert.Equal(first, (string)JsonNode.Parse((await _receiver.NextPostAsync()).Body)!["task_id"]!);
    }

    [Fact]
    public async Task A_late_one_waits_ten_seconds()
    {
        var clock = new RingingClock();
        using var sandbox = Start(null, clock, "callback-late");

        await PostedAsync(sandbox, Crun);

        Assert.Contains(TimeSpan.FromSeconds(10), clock.Waits);
    }

    [Fact]
    public async Task A_lost_one_is_recorded_and_not_posted()
    {
        using var sandbox = Start(null, "callback-lost:Crun*1");
        await sandbox.AcceptAsync(Crun, Body(Crun, "x"));

        var lost = Assert.Single(await RecordAsync(sandbox, 1))!;

        Assert.Equal(("lost", null), ((string)lost["kind"]!, lost["answer"]));
        var (_, next) = await PostedAsync(sandbox, Crun);
        Assert.NotEqual((string)lost["taskId"]!, (string)JsonNode.Parse(next)!["task_id"]!);
    }

    [Theory]
    [InlineData("https://nanobanana-powershell.invalid/no-callback")]
    [InlineData("https://example.com/callback")]
    [InlineData("http://192.0.2.1/callback")]
    public async Task Strangers_are_never_called(string url)
    {
        using var sandbox = Start(null, "callback-forged", "callback-duplicate");
        var body = Body(Crun, "x");
        body["callback_url"] = url;
        var id = await sandbox.AcceptAsync(Crun, body);

        var skipped = Assert.Single(await RecordAsync(sandbox, 1))!;

        Assert.Equal((id, url, "skipped", null), ((string)skipped["taskId"]!, (string)skipped["to"]!, (string)skipped["kind"]!, skipped["answer"]));
        Assert.True(Crun.HasSucceeded(await sandbox.EndOfAsync(Crun, id)));
    }

    [Fact]
    public async Task A_host_that_was_allowed_is_called()
    {
        using var sandbox = new Sandbox(new EmulatorOptions { TaskDuration = TimeSpan.Zero, Key = Sandbox.Key, CallbackHosts = ["allowed.invalid"] });
        var body = Body(Crun, "x");
        body["callback_url"] = "http://allowed.invalid/callback";
        await sandbox.AcceptAsync(Crun, body);

        var tried = Assert.Single(await RecordAsync(sandbox, 1))!;

        Assert.Equal("end", (string)tried["kind"]!);
        Assert.NotNull(tried["problem"]);
    }

    [Fact]
    public async Task Pixazo_reports_all_events_on_request()
    {
        using var sandbox = Start(null);
        var pixazo = AllGateways.Of("Pixazo");
        var body = pixazo.TextBody("x");
        body["webhook"] = _receiver.Url;
        body["webhook_events_filter"] = new JsonArray("*");
        var waiting = _receiver.NextPostAsync();
        await sandbox.AcceptAsync(pixazo, body);
        await waiting;
        await _receiver.NextPostAsync();

        Assert.Equal(["progress", "end"], (await RecordAsync(sandbox, 2)).Select(delivery => (string)delivery!["kind"]!));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_changes_nothing()
    {
        using var sandbox = Start(null);
        var body = Body(Crun, "x");
        _receiver.Dispose();
        var id = await sandbox.AcceptAsync(Crun, body);

        Assert.True(Crun.HasSucceeded(await sandbox.EndOfAsync(Crun, id)));
        Assert.NotNull(Assert.Single(await RecordAsync(sandbox, 1))!["problem"]);
        Assert.Equal(204, (await sandbox.SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(sandbox.Emulator.Uri, "emulator/reset")))).Status);
        Assert.Empty(await RecordAsync(sandbox, 0));
    }

    [Fact]
    public void Faults_of_callbacks_strike_nothing_else()
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => new Sandbox("callback-lost@submit"));

        Assert.Contains("only to callback", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _receiver.Dispose();

    private static Sandbox Start(string? secret, params string[] faults) => Start(secret, TimeProvider.System, faults);

    private static Sandbox Start(string? secret, TimeProvider clock, params string[] faults) =>
        new(new EmulatorOptions { TaskDuration = TimeSpan.Zero, Key = Sandbox.Key, CallbackSecret = secret, Faults = faults, TimeProvider = clock });

    private static string SignatureOf(IReadOnlyDictionary<string, string> headers, string body, string secret) =>
        Sign((string)JsonNode.Parse(body)!["data"]!["taskId"]!, headers["X-Webhook-Timestamp"], secret);

    private static string Sign(string id, string timestamp, string secret) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(id + "." + timestamp)));

    /// <summary>The record once it has the given number of entries: a post is recorded a moment after the receiver has it.</summary>
    private static async Task<JsonArray> RecordAsync(Sandbox sandbox, int count)
    {
        for (var tries = 0; tries < 5000; tries++)
        {
            if ((await sandbox.GetAsync("/emulator/callbacks")).Json.AsArray() is var record && record.Count == count)
            {
                return record;
            }
        }

        throw new TimeoutException($"The record never had {count} entries.");
    }

    private JsonObject Body(Probe probe, string prompt)
    {
        var body = probe.TextBody(prompt);
        var field = probe.Provider switch { "Crun" => "callback_url", "Pixazo" => null, _ => "callBackUrl" };
        if (field is not null)
        {
            body[field] = _receiver.Url;
        }

        return body;
    }

    private void Address(HttpRequestMessage message, Probe probe)
    {
        if (probe.Provider is "Pixazo")
        {
            message.Headers.Add("X-Webhook-URL", _receiver.Url);
        }
    }

    private async Task<(IReadOnlyDictionary<string, string> Headers, string Body)> PostedAsync(Sandbox sandbox, Probe probe, string prompt = "a lake")
    {
        var waiting = _receiver.NextPostAsync();
        await sandbox.AcceptAsync(probe, Body(probe, prompt), message => Address(message, probe));
        return await waiting;
    }
}
