using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Store;
using NanoBanana.Client.Store.Sqlite;
using NanoBanana.Store.Tests.Support;

namespace NanoBanana.Store.Tests.Sqlite;

/// <summary>A damaged file is refused before money is spent, and what can be read of it is saved to a new one.</summary>
public sealed class RepairTests
{
    private const int PageSize = 4096;

    [Fact]
    public async Task Damaged_pages_cost_their_own_rows_and_the_old_file_stays_as_it_is()
    {
        using var place = StorePlace.Create("SQLite");
        using (var first = place.Open())
        {
            await Task.WhenAll(Enumerable.Range(0, 600).Select(i => first.SubmitAsync(Work.Claim("k" + i), "task-" + i)));
        }

        var id = await IdAsync(place.Address, place.Home);
        place.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        var bytes = Damage(place.Address);

        var refused = await Assert.ThrowsAsync<NanoBananaException>(() => place.Open().ClaimAsync(Work.Claim("new"), CancellationToken.None));
        var target = Path.Combine(place.Home, "salvaged.db");
        var repair = await SalvagedFile.MakeAsync(place.Address, target, new StoreOptions { Home = place.Home }, CancellationToken.None);

        Assert.Equal(ErrorIds.StoreDamaged, refused.ErrorId);
        Assert.Equal(bytes, File.ReadAllBytes(place.Address));
        Assert.InRange(repair.Tasks, 400, 599);
        Assert.InRange(repair.Lost, 1, 300);
        Assert.Equal(id, await IdAsync(target, place.Home));
        using var salvaged = TaskStores.Create(target, new StoreOptions { Home = place.Home });
        var known = (await salvaged.AllAsync()).First();
        Assert.NotNull((await salvaged.ClaimAsync(Work.Claim(known.WorkKey), CancellationToken.None)).Existing);
        Assert.NotNull((await salvaged.ClaimAsync(Work.Claim("new"), CancellationToken.None)).Claimed);
    }

    /// <summary>One row whose values mean nothing would make the whole store unusable.</summary>
    [Theory]
    [InlineData("UPDATE nb_tasks SET charge = 'Nonsense' WHERE work_key = 'k1'")]
    [InlineData("UPDATE nb_tasks SET created_at = 9223372036854775807 WHERE work_key = 'k1'")]
    [InlineData("UPDATE nb_tasks SET amount = 'much' WHERE work_key = 'k1'")]
    public async Task A_row_that_means_nothing_is_left_out(string damage)
    {
        using var place = StorePlace.Create("SQLite");
        using (var first = place.Open())
        {
            await first.SubmitAsync(Work.Claim("k1"), "task-1");
            await first.SubmitAsync(Work.Claim("k2"), "task-2");
        }

        place.Execute(damage);
        var refused = await Assert.ThrowsAsync<NanoBananaException>(() => place.Open().AllAsync());
        var target = Path.Combine(place.Home, "salvaged.db");
        var repair = await SalvagedFile.MakeAsync(place.Address, target, new StoreOptions { Home = place.Home }, CancellationToken.None);

        Assert.Equal(ErrorIds.StoreDamaged, refused.ErrorId);
        Assert.Equal((1, 1), (repair.Tasks, repair.Lost));
        using var salvaged = TaskStores.Create(target, new StoreOptions { Home = place.Home });
        Assert.Equal("task-2", Assert.Single(await salvaged.AllAsync()).GatewayId);
    }

    [Fact]
    public async Task A_repair_that_does_not_end_leaves_nothing_and_can_be_repeated()
    {
        using var place = StorePlace.Create("SQLite");
        using (var first = place.Open())
        {
            await Task.WhenAll(Enumerable.Range(0, 50).Select(i => first.SubmitAsync(Work.Claim("k" + i), "task-" + i)));
        }

        var target = Path.Combine(place.Home, "salvaged.db");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SalvagedFile.MakeAsync(place.Address, target, new StoreOptions { Home = place.Home }, new CancellationToken(canceled: true)));

        Assert.Empty(Directory.GetFiles(place.Home, "salvaged*"));
        Assert.Equal(50, (await SalvagedFile.MakeAsync(place.Address, target, new StoreOptions { Home = place.Home }, CancellationToken.None)).Tasks);
        Assert.Equal(["salvaged.db"], Directory.GetFiles(place.Home, "salvaged*").Select(Path.GetFileName));
    }

    private static async Task<string> IdAsync(string path, string home)
    {
        using var store = TaskStores.Create(path, new StoreOptions { Home = home });
        return (await store.TestAsync(CancellationToken.None)).StoreId;
    }

    // pages in the middle, where the rows of tasks and their indexes lie
    private static byte[] Damage(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var pages = bytes.Length / PageSize;
        foreach (var page in new[] { pages / 2, (pages / 2) + 7, pages * 3 / 4 })
        {
            Array.Fill(bytes, (byte)0xA5, page * PageSize, PageSize);
        }

        File.WriteAllBytes(path, bytes);
        return bytes;
    }
}
