using NanoBanana.Client.Journal;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Resume;

/// <summary>What the journal says of a task that is not done.</summary>
public sealed class EntryTests
{
    [Fact]
    public async Task EachImageIsSavedForItself()
    {
        using var folder = new TempFolder();
        var journal = new TaskJournal(folder.Home);
        var images = new[] { 1, 2 }.Select(index => new ResultImage { Url = FormattableString.Invariant($"https://cdn.example/{index}.png"), Index = index });
        await journal.WriteAsync(Records.Intent("a"), Records.Accepted("a"), Records.Succeeded("a") with { Images = [.. images] });

        await journal.WriteAsync(Records.Saved("a"));
        Assert.True(Assert.Single(journal.Read()).IsUnsaved);

        await journal.WriteAsync(Records.Saved("a") with { Index = 2 });
        Assert.False(Assert.Single(journal.Read()).IsUnsaved);
    }

    [Fact]
    public async Task WhatIsBeingSubmittedIsPending()
    {
        using var folder = new TempFolder();
        var journal = new TaskJournal(folder.Home);

        await journal.WriteAsync(Records.Intent("a"));

        Assert.True(Assert.Single(journal.Read()).IsPending);
    }
}
