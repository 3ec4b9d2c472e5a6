using System.Text;
using NanoBanana.Client.Journal;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Storage;

/// <summary>A journal of a newer version, and files that are no journal, are refused and left as they are.</summary>
public sealed class VersionTests
{
    private static readonly byte[] Newer = Encoding.UTF8.GetBytes("{\"version\":2,\"generation\":\"x\"}\n{\"some\":\"thing new\"}\n{\"torn");
    private static readonly byte[] Foreign = Encoding.UTF8.GetBytes("# my notes\nnot a journal\n");

    [Fact]
    public Task ANewerVersionIsRefusedAndLeftByteIdentical() => RefusedAsync(Newer, ErrorIds.JournalTooNew);

    [Fact]
    public Task AnotherFileIsRefusedAndLeftByteIdentical() => RefusedAsync(Foreign, ErrorIds.JournalUnavailable);

    [Fact]
    public async Task NothingIsSubmittedBesideANewerJournal()
    {
        using var world = new TestEnvironment();
        world.Folder.PutJournal(Newer);

        var result = await world.SubmitAsync(ProviderNames.Crun);

        Assert.Equal(ErrorIds.JournalTooNew, result.Error!.ErrorId);
        Assert.Null(result.Task);
        Assert.Equal(0, await world.CountAsync(ProviderNames.Crun));
        Assert.Equal(Newer, File.ReadAllBytes(world.Folder.Journal));
    }

    private static async Task RefusedAsync(byte[] content, string errorId)
    {
        using var folder = new TempFolder();
        folder.PutJournal(content);
        var journal = new TaskJournal(folder.Home);

        Caught.By(errorId, () => journal.Read());
        await Caught.ByAsync(errorId, () => journal.WriteAsync(Records.Intent("a")));
        await Caught.ByAsync(errorId, () => journal.RemoveAsync(_ => true));
        await Caught.ByAsync(errorId, () => journal.ExpireAsync(new Profile { Name = "p", Provider = ProviderNames.Crun, BaseUri = Records.Gateway, Retention = TimeSpan.Zero }));

        Assert.Equal(content, File.ReadAllBytes(folder.Journal));
    }
}
