using NanoBanana.Client.Submitting;
using NanoBanana.Client.Uploads;
using NanoBanana.Uploads.Tests.Support;

namespace NanoBanana.Uploads.Tests.Cache;

/// <summary>Several processes remember their uploads in one file.</summary>
public sealed class SharingTests : IDisposable
{
    private const int Count = 300;

    private static readonly string Helper = typeof(Crash.Campaign).Assembly.Location;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_processes_lose_nothing()
    {
        await Task.WhenAll(new[] { "one", "two" }.Select(name => Task.Run(() => Assert.Equal(0, Remember(name, Count)))));

        var log = new UploadLog(_folder.Path);
        Assert.All(new[] { "one", "two" }, name => Assert.All(Enumerable.Range(0, Count), i => Assert.Equal("https://files.example/" + name, log.Find("place", FormattableString.Invariant($"{name}-{i}"))?.Address.AbsoluteUri)));
        Assert.All(Lines, line => Assert.NotNull(System.Text.Json.Nodes.JsonNode.Parse(line)));
        Assert.Equal(2 * Count, Lines.Length);
    }

    [Fact]
    public void A_line_that_was_cut_costs_that_line_only()
    {
        Remember("one", 2);
        using (var file = File.Open(_folder.At("uploads.jsonl"), FileMode.Open))
        {
            file.SetLength(file.Length - 20);
        }

        Remember("two", 1);

        var log = new UploadLog(_folder.Path);
        Assert.NotNull(log.Find("place", "one-0"));
        Assert.Null(log.Find("place", "one-1"));
        Assert.NotNull(log.Find("place", "two-0"));
    }

    [Fact]
    public async Task A_file_that_grew_too_long_keeps_what_is_still_there()
    {
        Remember("old", 1);
        var line = Lines[0];
        File.WriteAllLines(_folder.At("uploads.jsonl"), Enumerable.Repeat(line, 1 + (16 * 1024 * 1024 / line.Length)).Append(line.Replace("old-0", "gone", StringComparison.Ordinal).Replace("\"until\":\"2", "\"until\":\"1", StringComparison.Ordinal)));

        await new UploadLog(_folder.Path).AddAsync("place", "new", new Uri("https://files.example/new"), TimeSpan.FromDays(1));

        Assert.Equal(2, Lines.Length);
        var log = new UploadLog(_folder.Path);
        Assert.NotNull(log.Find("place", "old-0"));
        Assert.NotNull(log.Find("place", "new"));
    }

    [Fact]
    public async Task An_address_that_may_be_signed_is_not_written_down()
    {
        await new UploadLog(_folder.Path).AddAsync("place", "x", new Uri("https://files.example/x?sig=SECRET"), TimeSpan.FromDays(1));

        Assert.False(File.Exists(_folder.At("uploads.jsonl")));
    }

    private string[] Lines => File.ReadAllLines(_folder.At("uploads.jsonl"));

    private int Remember(string name, int count) =>
        Tools.Run(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", Helper, "remember", _folder.Path, name, FormattableString.Invariant($"{count}")]).ExitCode;
}
