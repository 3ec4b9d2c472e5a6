using NanoBanana.Store.Tests.Support;

namespace NanoBanana.Store.Tests.Contract;

/// <summary>What reads do if what they read is damaged.</summary>
public sealed class ReadTests
{
    public static TheoryData<string> Kinds => StorePlace.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_fault_of_the_database_is_an_error_of_the_module(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        await store.ClaimAsync(Work.Claim("k"), CancellationToken.None);
        place.Execute("ALTER TABLE nb_submits RENAME TO nb_away");
        await FailsAsync(() => store.LiveOwnersAsync("account-1", CancellationToken.None));
        place.Execute("ALTER TABLE nb_away RENAME TO nb_submits");
        place.Execute("ALTER TABLE nb_tasks RENAME TO nb_away");

        await FailsAsync(() => store.AllAsync());
        await FailsAsync(() => store.TestAsync(CancellationToken.None));
        await FailsAsync(() => store.ReviewAsync("intent", static _ => (null, null), CancellationToken.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_table_that_is_gone_is_an_error_with_a_sentence(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        await store.SubmitAsync(Work.Claim("k"), "task-1");
        place.Execute("DROP TABLE nb_receipts");
        place.Execute("DROP TABLE nb_credits");

        var listed = await Assert.ThrowsAsync<NanoBananaException>(() => store.AllAsync());
        var read = await Assert.ThrowsAsync<NanoBananaException>(() => store.CreditsAsync("account-1", 1, CancellationToken.None));

        Assert.Equal((ErrorIds.StoreUnavailable, ErrorIds.StoreUnavailable), (listed.ErrorId, read.ErrorId));
        Assert.Equal((store.Location, store.Location), (listed.Target, read.Target));
    }

    private static async Task FailsAsync(Func<Task> read) =>
        Assert.Equal(ErrorIds.StoreUnavailable, (await Assert.ThrowsAsync<NanoBananaException>(read)).ErrorId);
}
