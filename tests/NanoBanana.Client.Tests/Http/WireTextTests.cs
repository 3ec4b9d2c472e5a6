using System.Text.Json.Nodes;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Model;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Http;

/// <summary>Text from the wire does not command the terminal. On 438ef55 ESC, BEL and C1 came through in ids and links, U+202E in messages.</summary>
public sealed class WireTextTests
{
    public static TheoryData<string> Evil { get; } = new("\u001b[31m", "\a", "\u009b2J", "\u202e", "\u2066", "\u200f", "\u2028", "\r\n", "\u00ad", "\ufeff");

    [Theory]
    [MemberData(nameof(Evil))]
    public async Task An_id_with_them_is_none(string evil)
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(200, Wire.Accepted(ProviderNames.Crun, "id" + evil + "1"));

        var result = await bench.SubmitAsync();

        Assert.Equal((TaskStates.Unknown, null), (result.Task!.State, result.Task.Id));
        Assert.True(WireText.IsPlain(result.Error!.Message));
    }

    [Theory]
    [MemberData(nameof(Evil))]
    public async Task A_link_with_them_is_refused_and_said(string evil)
    {
        using var bench = new Bench(ProviderNames.Crun);
        var id = Bench.UniqueName("t");
        bench.Http.Answer(200, new JsonObject
        {
            ["code"] = 200,
            ["data"] = new JsonObject
            {
                ["task_id"] = id,
                ["status"] = "success",
                ["result"] = new JsonObject { ["media_urls"] = new JsonArray("https://cdn.example.com/" + evil + "1.png", "https://cdn.example.com/2.png") },
            },
        }.ToJsonString());

        var task = await bench.GetAsync(id);

        Assert.Equal("https://cdn.example.com/2.png", Assert.Single(task.Images).Url);
        Assert.Contains(bench.Log.Warnings, each => each.Contains("link", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Wire.Providers), MemberType = typeof(Wire))]
    public async Task No_text_brings_them(string provider)
    {
        foreach (var evil in Evil)
        {
            using var bench = new Bench(provider);
            bench.Http.Answer(400, Wire.Envelope(provider, 400, "bad " + evil + " prompt", new JsonObject { ["x"] = evil }));

            var error = (await bench.SubmitAsync()).Error!;

            Assert.True(WireText.IsPlain(error.Message), error.Message);
            Assert.True(WireText.IsPlain(error.Reply!.Replace("\n", string.Empty, StringComparison.Ordinal)), error.Reply);
        }
    }

    [Fact]
    public void Emoji_and_scripts_stay_as_they_are()
    {
        const string Text = "👩\u200d🎨 می\u200cخواهم naïve 日本";

        Assert.Same(Text, WireText.Line(Text));
        Assert.Equal("a b\nc d", WireText.Lines("a\u0007b\nc\rd"));
        Assert.Equal("a b c d", WireText.Line("a\u0007b\nc\rd"));
    }
}
