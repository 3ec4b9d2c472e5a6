using System.Text.Json.Nodes;
using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>The control service shows and changes everything, and never the key.</summary>
public sealed class ControlServiceTests : IDisposable
{
    private readonly Sandbox _sandbox = new("rate-limit:Apikley");
    private readonly Probe _crun = AllGateways.Of("Crun");

    [Fact]
    public async Task Its_pages_show_what_happened_but_not_the_key()
    {
        var id = await _sandbox.AcceptAsync(_crun, _crun.TextBody("a prompt"));
        await _sandbox.QueryAsync(_crun, id);
        await _sandbox.QueryAsync(_crun, id);

        var overview = await _sandbox.GetAsync("/emulator/");
        var ledger = await _sandbox.GetAsync("/emulator/ledger");
        var tasks = await _sandbox.GetAsync("/emulator/tasks");
        var requests = await _sandbox.GetAsync("/emulator/requests");

        Assert.Equal(_sandbox.Emulator.ProviderUris["Crun"].AbsoluteUri, overview.Json["providers"]!["Crun"]!.ToString());
        Assert.Equal((id, 999_996m), (ledger.Json["charges"]![0]!["taskId"]!.ToString(), ledger.Json["balances"]!["Crun"]!.GetValue<decimal>()));
        Assert.Equal((id, "Succeeded"), (tasks.Json[0]!["id"]!.ToString(), tasks.Json[0]!["phase"]!.ToString()));
        Assert.Equal((1, 2), (requests.Json["Crun"]!["submit"]!.GetValue<int>(), requests.Json["Crun"]!["query"]!.GetValue<int>()));
        Assert.All([overview, ledger, tasks, requests], page => Assert.DoesNotContain(Sandbox.Key, page.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Faults_can_be_read_replaced_and_cleared()
    {
        var before = (await _sandbox.GetAsync("/emulator/faults")).Json;
        Assert.Equal("rate-limit:Apikley", before["faults"]![0]!.ToString());
        Assert.Contains(before["menu"]!.AsArray(), entry => entry!["name"]!.ToString() == "html-image");

        Assert.Equal(200, (await _sandbox.PutJsonAsync("/emulator/faults", "{\"faults\":[\"status-500:Crun*1\"]}")).Status);
        Assert.Equal(["status-500:Crun*1"], _sandbox.Emulator.Faults);

        var wrong = await _sandbox.PutJsonAsync("/emulator/faults", "{\"faults\":[\"nonsense\"]}");
        Assert.Equal(400, wrong.Status);
        Assert.Contains("rate-limit", wrong.Text, StringComparison.Ordinal);
        Assert.Equal(["status-500:Crun*1"], _sandbox.Emulator.Faults);

        await _sandbox.SendAsync(new HttpRequestMessage(HttpMethod.Delete, new Uri(_sandbox.Emulator.Uri, "/emulator/faults")));
        Assert.Empty(_sandbox.Emulator.Faults);
    }

    [Fact]
    public async Task Reset_forgets_all_and_arms_the_first_faults_again()
    {
        await _sandbox.PutAsync("/host/a", [1]);
        var id = await _sandbox.AcceptAsync(_crun, _crun.TextBody("x"));
        await _sandbox.PutJsonAsync("/emulator/faults", "{\"faults\":[]}");

        var reset = await _sandbox.SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(_sandbox.Emulator.Uri, "/emulator/reset")));

        Assert.Equal(204, reset.Status);
        Assert.Equal((0, 0), (_sandbox.Emulator.TaskCount, _sandbox.Emulator.Charges.Count));
        Assert.Equal(["rate-limit:Apikley"], _sandbox.Emulator.Faults);
        Assert.Equal(404, (await _sandbox.QueryAsync(_crun, id)).Code);
        Assert.Equal(404, (await _sandbox.GetAsync("/host/a")).Status);
    }

    [Theory]
    [InlineData("/emulator/balance/Nobody", "{\"amount\":1}", 404)]
    [InlineData("/emulator/balance/Crun", "{\"amount\":\"1\"}", 400)]
    [InlineData("/emulator/balance/Crun", "nonsense", 400)]
    [InlineData("/emulator/faults", "{\"faults\":\"slow\"}", 400)]
    [InlineData("/emulator/nothing", "{}", 404)]
    public async Task Mistakes_are_explained(string url, string body, int status)
    {
        var answer = await _sandbox.PutJsonAsync(url, body);

        Assert.Equal(status, answer.Status);
        Assert.IsType<JsonObject>(answer.Json);
        Assert.NotNull(answer.Json["error"]);
    }

    /// <summary>Issue 16, number 20; on 438ef55 such a request set two charges to none.</summary>
    [Theory]
    [InlineData("POST", "/emulator/reset", "Origin", "https://evil.example")]
    [InlineData("POST", "/emulator/reset", "Origin", "null")]
    [InlineData("POST", "/emulator/reset", "Sec-Fetch-Site", "cross-site")]
    [InlineData("DELETE", "/emulator/faults", "Origin", "http://localhost:3000")]
    [InlineData("DELETE", "/emulator/limits", "Sec-Fetch-Site", "same-site")]
    public async Task A_web_page_changes_nothing(string method, string path, string header, string value)
    {
        var crun = AllGateways.Of("Crun");
        await _sandbox.AcceptAsync(crun, crun.TextBody("x"));
        using var message = new HttpRequestMessage(new HttpMethod(method), new Uri(_sandbox.Emulator.Uri, path)) { Headers = { { header, value } } };

        Assert.Equal(403, (await _sandbox.SendAsync(message)).Status);
        Assert.Equal(1, _sandbox.Emulator.ChargeCount);
    }

    [Fact]
    public async Task Its_own_page_and_plain_clients_may_reset()
    {
        using var own = new HttpRequestMessage(HttpMethod.Post, new Uri(_sandbox.Emulator.Uri, "/emulator/reset"))
        {
            Headers = { { "Origin", _sandbox.Emulator.Uri.GetLeftPart(UriPartial.Authority) }, { "Sec-Fetch-Site", "same-origin" } },
        };

        Assert.Equal(204, (await _sandbox.SendAsync(own)).Status);
    }

    [Fact]
    public async Task Each_emulator_has_an_id_of_its_own()
    {
        using var other = new Sandbox();

        Assert.Equal(_sandbox.Emulator.InstanceId, (await _sandbox.GetAsync("/emulator/")).Json["instanceId"]!.ToString());
        Assert.NotEqual(_sandbox.Emulator.InstanceId, other.Emulator.InstanceId);
    }

    public void Dispose() => _sandbox.Dispose();
}
