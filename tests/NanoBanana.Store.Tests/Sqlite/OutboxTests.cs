using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Store.Sqlite;
using NanoBanana.Store.Tests.Support;

namespace NanoBanana.Store.Tests.Sqlite;

/// <summary>Receipts that wait on this machine.</summary>
public sealed class OutboxTests
{
    [Fact]
    public async Task A_receipt_of_a_newer_version_waits_for_that_version_and_blocks_no_work()
    {
        using var place = StorePlace.Create("SQLite");
        using (var first = place.Open())
        {
            await first.SubmitAsync(Work.Claim("k1"), "task-1");
            using var session = await OutboxFile.OpenAsync(place.Home, (await first.TestAsync(CancellationToken.None)).StoreId);
            await session.ExecuteAsync("INSERT INTO facts (fact) VALUES (@fact)", ("fact", """{"kind":"refunded","intentId":"i"}"""));
        }

        using var second = place.Open();

        Assert.NotNull((await second.ClaimAsync(Work.Claim("k2"), CancellationToken.None)).Claimed);
        Assert.Equal(1, await second.ReplayAsync(CancellationToken.None));
    }
}
