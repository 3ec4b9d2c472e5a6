using System.Text;
using NanoBanana.Client;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Model;
using NanoBanana.Client.Store;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Storage;

/// <summary>A user who comes from version 0.1.0: what the text file holds is in the store, and nothing paid is lost.</summary>
public sealed class TextJournalTests : IDisposable
{
    private const string Header = """{"version":1,"generation":"0123456789abcdef"}""";

    private const string Pending = """{"kind":"intent","intent":"pending","at":"2026-10-05T12:00:00+00:00","fingerprint":"x","provider":"Crun","profile":"Work","baseUri":"https://api.crun.ai","model":"google/nano-banana","operation":"Generate","prompt":"a fox","count":1,"amount":4,"currency":"credits","certainty":"Estimated","reserved":4,"reservedIn":"credits"}""";

    private static readonly string[] Life =
    [
        Header,
        Pending,
        """{"kind":"accepted","intent":"pending","at":"2026-10-05T12:00:01+00:00","id":"task-1","statusUrl":"https://api.crun.ai/s/1"}""",
        """{"kind":"intent","intent":"lost","at":"2026-10-05T12:00:02+00:00","workKey":"k2","provider":"Crun","profile":"Work","baseUri":"https://api.crun.ai","operation":"Edit","request":{"prompt":"a hat","sources":["/a.png"]},"amount":4,"currency":"credits","certainty":"Estimated","reserved":4,"reservedIn":"credits"}""",
        """{"kind":"intent","intent":"done","at":"2026-10-05T12:00:03+00:00","workKey":"k3","provider":"Crun","profile":"Work","baseUri":"https://api.crun.ai","operation":"Generate","request":{"prompt":"a boat"},"amount":4,"currency":"credits","certainty":"Estimated","reserved":4,"reservedIn":"credits"}""",
        """{"kind":"accepted","intent":"done","at":"2026-10-05T12:00:04+00:00","id":"task-3"}""",
        """{"kind":"state","intent":"done","at":"2026-10-05T12:00:20+00:00","state":"Succeeded","images":[{"url":"https://cdn.example/3.png","index":1}],"completedAt":"2026-10-05T12:00:16+00:00","duration":"00:00:12","amount":5,"currency":"credits","certainty":"Exact"}""",
        """{"kind":"intent","intent":"tried","at":"2026-10-05T12:00:05+00:00","provider":"Crun","profile":"emulator","baseUri":"http://127.0.0.1:4000/crun","operation":"Generate"}""",
        """{"kind":"charge","intent":"","at":"2026-10-04T12:00:00+00:00","provider":"Crun","profile":"Work","model":"google/nano-banana","amount":7,"currency":"credits","reserved":7,"reservedIn":"credits"}""",
    ];

    private readonly TempFolder _folder = new();

    private string Kept => Path.Combine(_folder.Home, "journal-0.1.jsonl");

    private string TextFile => Path.Combine(_folder.Home, "journal.jsonl");

    [Fact]
    public void WhatWasPaidForIsThere()
    {
        Put(Life);

        var entries = new TaskJournal(_folder.Home).Read(warning => Assert.Fail(warning));

        Assert.Equal(
            [("pending", "task-1", TaskStates.Pending, Charge.Spent, "a fox"), ("lost", null, TaskStates.Unknown, Charge.Unknown, "a hat"), ("done", "task-3", TaskStates.Succeeded, Charge.Spent, "a boat")],
            entries.Select(entry => (entry.Task.IntentId, entry.Task.Id, entry.Task.State, entry.Charge, entry.Task.Prompt)));
        Assert.Equal("https://api.crun.ai/s/1", entries[0].Task.StatusUrl);
        Assert.Equal(new DateTimeOffset(2026, 10, 5, 12, 0, 2, TimeSpan.Zero), entries[1].IntendedAt);
        Assert.Equal((true, 5m, TimeSpan.FromSeconds(12)), (entries[2].IsUnsaved, entries[2].Task.Cost.Amount, entries[2].Task.Duration));
    }

    [Fact]
    public async Task ItsBudgetGoesOn()
    {
        Put(Life);
        var profile = new Profile { Name = "work", Provider = ProviderNames.Crun, BaseUri = new Uri("https://api.crun.ai") };
        var time = new JumpTime();
        time.SetUtcNow(new DateTimeOffset(2026, 10, 20, 12, 0, 0, TimeSpan.Zero));

        var totals = await new TaskJournal(_folder.Home, time).Store.TotalsAsync(profile.Account(), BudgetCap.Month, Currencies.Credits, creditPrice: null, emulator: null, CancellationToken.None);

        // 4 pending, 5 done, 7 of an erased one; 4 may have been charged
        Assert.Equal((16m, 4m), (totals.Spent, totals.Reserved));
    }

    [Fact]
    public async Task ItIsReadOnceAndLeftAsItIs()
    {
        Put(Life);
        var before = File.ReadAllBytes(TextFile);
        var journal = new TaskJournal(_folder.Home);
        Assert.Equal(3, journal.Read().Count);
        Assert.Equal(1, await journal.RemoveAsync(entry => entry.Task.IntentId == "done"));

        Assert.Equal(2, new TaskJournal(_folder.Home).Read().Count);
        Assert.Equal(before, File.ReadAllBytes(TextFile));
    }

    // the fingerprints are those that version 0.1.0 wrote for these requests
    [Theory]
    [InlineData("2c85c009c5dec4e9fc0d2af16c6e4b0cfc7e3e4b9df850dd1e2f212e62fa130f", """{"prompt":"Crun a fox"}""")]
    [InlineData("27be103187096cdc65ab3894c14d3bb91830e1dd6b1e1569a843cfbcc8e13903", """{"prompt":"Crun café 'and' <sun> & more","sources":["https://example.com/p q.png?v=2&X-Amz-Signature=34"]}""")]
    [InlineData("46f1aa37de75ce24ebc503cede2ff98dc811ca8794fe8d4d76fb5c8ff7ff7d6b", """{"prompt":"Crun extra","options":{"seed":7,"strength":0.5,"on":true,"list":[1,"b"],"nested":{"one":1}}}""")]
    [InlineData("86ae1adec229828cf17cf8556efcfe15eb1c87b4ff9422f9c8a79cfb5927ec65", """{"prompt":"wide","aspectRatio":"16x9","outputFormat":"JPG","resolution":"2k"}""")]
    [InlineData("752f6c4e576bafe5333152d7c0cf1feefa0ebd74ad48ed3a592a8c83b7b86621", """{"prompt":"v2","model":"Google/nano-banana-V2","aspectRatio":"Auto","outputFormat":"png"}""")]
    public async Task WhatItPaidForIsGivenWithResumeAndNotPaidForAgain(string fingerprint, string request)
    {
        using var world = new TestEnvironment();
        Directory.CreateDirectory(world.Folder.Home);
        File.WriteAllLines(Path.Combine(world.Folder.Home, "journal.jsonl"), [Header, Pending.Replace("\"x\"", $"\"{fingerprint}\"", StringComparison.Ordinal), Life[2]]);
        var network = new StubHttp().Answer(200, """{"code":200,"data":{"taskId":"task-2"}}""");
        using var http = new HttpClient(network);
        Task<SubmitResult> SubmitAsync(SubmitRun run, ImageRequest asked) =>
            world.SubmitAsync(world.Profile(ProviderNames.Crun, profile => profile with { BaseUri = new Uri("https://api.crun.ai") }), asked, run, options => options with { Http = http });

        foreach (var run in new[] { world.Resuming(), world.Resuming() })
        {
            var result = await SubmitAsync(run, ImageRequest.Parse(request));
            Assert.Equal(("task-1", "pending", null), (result.Task?.Id, result.Task?.IntentId, result.Error));
        }

        Assert.Empty(network.Sent);
        var again = new SubmitRun();
        await SubmitAsync(again, ImageRequest.Parse(request));
        Assert.Single(network.Sent);
        Assert.StartsWith("One of these tasks was submitted before", again.Repeats.Sentence(), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatTheOldVersionWritesLaterComesTooAndNothingTwice()
    {
        Put(Life[..2]);
        Assert.Equal(TaskStates.Unknown, Assert.Single(new TaskJournal(_folder.Home).Read()).Task.State);

        Put(Life);

        Assert.Equal(["pending", "lost", "done"], new TaskJournal(_folder.Home).Read().Select(entry => entry.Task.IntentId));
        Assert.Equal(TaskStates.Pending, new TaskJournal(_folder.Home).Read()[0].Task.State);
    }

    [Fact]
    public async Task ProcessesThatStartTogetherBringItInOnce()
    {
        Put(Life);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new TaskJournal(_folder.Home).Read())));

        Assert.Equal(3, new TaskJournal(_folder.Home).Read().Count);
        Assert.Equal(16, (await new TaskJournal(_folder.Home).CostsAsync(since: null, withEmulators: false, CancellationToken.None)).Sum(row => row.Spent));
    }

    [Fact]
    public async Task AReceiptOfALineThatCannotBeReadStopsSpendingAndIsNamed()
    {
        using var world = new TestEnvironment();
        Directory.CreateDirectory(world.Folder.Home);
        File.WriteAllLines(Path.Combine(world.Folder.Home, "journal.jsonl"), [Life[0], Life[1], "{\"kind\":\"acc", Life[4]]);

        var result = await world.SubmitAsync(ProviderNames.Crun);

        Assert.Equal(ErrorIds.JournalDamaged, result.Error?.ErrorId);
        Assert.Contains("line 3", result.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(world.Charges);
    }

    [Fact]
    public async Task ALineThatACrashCutIsNoReceipt()
    {
        using var world = new TestEnvironment();
        Directory.CreateDirectory(world.Folder.Home);
        File.WriteAllText(Path.Combine(world.Folder.Home, "journal.jsonl"), Life[0] + "\n" + Life[1] + "\n{\"kind\":\"acc");

        Assert.Null((await world.SubmitAsync(ProviderNames.Crun)).Error);

        Assert.Equal([TaskStates.Unknown, TaskStates.Pending], world.Entries.Select(entry => entry.Task.State));
    }

    [Fact]
    public void AReceiptWhoseLineEndAnEditorTookIsReceived()
    {
        Put(Life[..3]);
        File.WriteAllText(TextFile, File.ReadAllText(TextFile).TrimEnd('\n'));

        Assert.Equal("task-1", Assert.Single(new TaskJournal(_folder.Home).Read()).Task.Id);
    }

    [Fact]
    public void OnceItRestsItIsKeptUnderAnotherNameAndRefusedByVersionsWithoutAStore()
    {
        Put(Life);
        var before = File.ReadAllBytes(TextFile);
        File.SetLastWriteTimeUtc(TextFile, DateTime.UtcNow.AddMinutes(-11));

        Assert.Equal(3, new TaskJournal(_folder.Home).Read().Count);

        Assert.Equal(before, File.ReadAllBytes(Kept));
        Assert.StartsWith("{\"version\":2,", Assert.Single(File.ReadAllLines(TextFile)), StringComparison.Ordinal);
        Assert.Equal(3, new TaskJournal(_folder.Home).Read().Count);
    }

    [Fact]
    public void AnotherStoreGetsItFromWhereItIsKept()
    {
        Put(Life);
        File.SetLastWriteTimeUtc(TextFile, DateTime.UtcNow.AddMinutes(-11));
        Assert.Equal(3, new TaskJournal(_folder.Home).Read().Count);
        File.Delete(Path.Combine(_folder.Home, "store.db"));

        Assert.Equal(3, new TaskJournal(_folder.Home).Read().Count);
    }

    [Fact]
    public void WhatWasKeptBeforeIsNotReplacedAfterAWayBack()
    {
        Put(Life);
        File.SetLastWriteTimeUtc(TextFile, DateTime.UtcNow.AddMinutes(-11));
        Assert.Equal(3, new TaskJournal(_folder.Home).Read().Count);
        var first = File.ReadAllBytes(Kept);
        Put([Life[0].Replace("0123", "4567", StringComparison.Ordinal), Life[1].Replace("pending", "later", StringComparison.Ordinal)]);
        File.SetLastWriteTimeUtc(TextFile, DateTime.UtcNow.AddMinutes(-11));

        Assert.Equal(["done", "later", "lost", "pending"], new TaskJournal(_folder.Home).Read().Select(entry => entry.Task.IntentId).Order(StringComparer.Ordinal));
        Assert.Equal(first, File.ReadAllBytes(Kept));
        Assert.True(File.Exists(Path.Combine(_folder.Home, "journal-0.1-2.jsonl")));
    }

    public void Dispose() => _folder.Dispose();

    private void Put(IEnumerable<string> lines)
    {
        Directory.CreateDirectory(_folder.Home);
        File.WriteAllText(TextFile, string.Concat(lines.Select(line => line + "\n")), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
