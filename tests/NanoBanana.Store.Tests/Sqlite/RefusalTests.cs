using System.Diagnostics;
using Microsoft.Data.Sqlite;
using NanoBanana.Client.Store;
using NanoBanana.Client.Store.Sqlite;
using NanoBanana.Store.Tests.Support;

namespace NanoBanana.Store.Tests.Sqlite;

/// <summary>What must not be used is refused before money is spent, and left as it is.</summary>
public sealed class RefusalTests
{
    private static Task<NanoBananaException> ClaimFailsAsync(StorePlace place) =>
        Assert.ThrowsAsync<NanoBananaException>(() => place.Open().ClaimAsync(Work.Claim("k"), CancellationToken.None));

    [Fact]
    public async Task A_file_of_the_users_is_left_as_it_is()
    {
        using var place = StorePlace.Create("SQLite");
        var text = string.Concat(Enumerable.Repeat("my own notes\n", 1000));
        File.WriteAllText(place.Address, text);

        var error = await ClaimFailsAsync(place);
        var listed = await Assert.ThrowsAsync<NanoBananaException>(() => place.Open().AllAsync());

        Assert.Equal((ErrorIds.StoreNotOurs, ErrorIds.StoreNotOurs), (error.ErrorId, listed.ErrorId));
        Assert.Equal(text, File.ReadAllText(place.Address));
        Assert.Equal([Path.GetFileName(place.Address)], Directory.GetFileSystemEntries(place.Home).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_database_of_another_program_is_left_as_it_is()
    {
        using var place = StorePlace.Create("SQLite");
        place.Execute("CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('mine')");
        var before = File.ReadAllBytes(place.Address);

        var error = await ClaimFailsAsync(place);

        Assert.Equal(ErrorIds.StoreNotOurs, error.ErrorId);
        Assert.Equal(before, File.ReadAllBytes(place.Address));
        Assert.Equal([Path.GetFileName(place.Address)], Directory.GetFileSystemEntries(place.Home).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("PRAGMA journal_mode = WAL")]
    [InlineData("PRAGMA application_id = 1312973166; CREATE TABLE nb_store (name TEXT PRIMARY KEY, value TEXT NOT NULL)")]
    public async Task A_store_whose_making_was_killed_is_made_again(string step)
    {
        using var place = StorePlace.Create("SQLite");
        place.Execute(step);
        LeaveHotJournal(place);
        Assert.Empty(await place.Open().AllAsync());

        place.Execute(step);
        LeaveHotJournal(place);
        await place.Open().SubmitAsync(Work.Claim("k"), "task-1");

        Assert.Equal("task-1", Assert.Single(await place.Open().AllAsync()).GatewayId);
    }

    [Fact]
    public async Task A_database_of_another_program_that_was_killed_is_left_as_it_is()
    {
        using var place = StorePlace.Create("SQLite");
        place.Execute("CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('mine')");
        LeaveHotJournal(place);
        var before = Directory.GetFiles(place.Home).Order().Select(File.ReadAllBytes).ToList();

        var error = await ClaimFailsAsync(place);

        Assert.Equal(ErrorIds.StoreNotOurs, error.ErrorId);
        Assert.Equal(before, Directory.GetFiles(place.Home).Order().Select(File.ReadAllBytes));
    }

    /// <summary>The journal of a transaction in an empty file, as a process leaves it that is killed before the commit (https://www.sqlite.org/fileformat2.html#the_rollback_journal).</summary>
    private static void LeaveHotJournal(StorePlace place)
    {
        SqliteConnection.ClearAllPools();
        byte[] header = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7, 0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 16, 0];
        File.WriteAllBytes(place.Address + "-journal", [.. header, .. new byte[512 - header.Length]]);
    }

    [Fact]
    public async Task A_damaged_page_in_the_middle_is_found_before_money_is_spent()
    {
        using var place = StorePlace.Create("SQLite");
        using (var store = place.Open())
        {
            await Task.WhenAll(Enumerable.Range(0, 500).Select(i => store.ClaimAsync(Work.Claim("k" + i), CancellationToken.None)));
        }

        place.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        SqliteConnection.ClearAllPools();
        using (var file = new FileStream(place.Address, FileMode.Open))
        {
            file.Seek(file.Length / 2 / 4096 * 4096, SeekOrigin.Begin);
            file.Write(new byte[8192].Select((_, i) => (byte)(i * 7)).ToArray());
        }

        var before = File.ReadAllBytes(place.Address);
        Assert.Equal(ErrorIds.StoreDamaged, (await ClaimFailsAsync(place)).ErrorId);
        SqliteConnection.ClearAllPools();
        Assert.Equal(before, File.ReadAllBytes(place.Address));
    }

    [Theory]
    [InlineData("a named pipe")]
    [InlineData("a device")]
    [InlineData("a folder")]
    public async Task What_is_no_regular_file_is_refused_at_once(string what)
    {
        using var place = StorePlace.Create("SQLite");
        switch (what)
        {
            case "a named pipe":
                using (var process = Process.Start("mkfifo", place.Address))
                {
                    await process.WaitForExitAsync();
                }

                break;
            case "a device":
                File.CreateSymbolicLink(place.Address, "/dev/null");
                break;
            default:
                Directory.CreateDirectory(place.Address);
                break;
        }

        var error = await ClaimFailsAsync(place);
        var listed = await Assert.ThrowsAsync<NanoBananaException>(() => place.Open().AllAsync());

        Assert.Equal((ErrorIds.NotARegularFile, ErrorIds.NotARegularFile), (error.ErrorId, listed.ErrorId));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/mnt/share/store.db", "nfs4")]
    [InlineData("/mnt/share dir/x/store.db", "fuse.sshfs")]
    [InlineData("/mnt/sharedlocal/store.db", null)]
    [InlineData("/mnt/share/local/store.db", null)]
    [InlineData("/home/me/store.db", null)]
    public void A_network_file_system_is_known_by_its_mount(string path, string? kind)
    {
        string[] mounts =
        [
            "22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw",
            "40 22 0:40 / /mnt/share rw,relatime - nfs4 server:/export rw",
            @"41 22 0:41 / /mnt/share\040dir rw - fuse.sshfs me@server:/ rw",
            "42 40 254:1 / /mnt/share/local rw - xfs /dev/vdb rw",
            "broken line",
        ];

        Assert.Equal(kind, NetworkFolder.OfMounts(path, mounts));
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task The_file_is_its_owners_alone()
    {
        using var place = StorePlace.Create("SQLite");
        await place.Open().ClaimAsync(Work.Claim("k"), CancellationToken.None);

        Assert.All(Directory.GetFiles(place.Home), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task A_store_that_another_holds_too_long_ends_in_a_sentence()
    {
        using var place = StorePlace.Create("SQLite");
        await place.Open().TestAsync(CancellationToken.None);
        using var holder = place.Connect();
        using var command = holder.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();

        var error = await Assert.ThrowsAsync<NanoBananaException>(() => place.Open(patience: TimeSpan.FromMilliseconds(200)).ClaimAsync(Work.Claim("k"), CancellationToken.None));

        Assert.Equal(ErrorIds.StoreUnavailable, error.ErrorId);
    }

    [UnixFact]
    public async Task Writes_after_the_file_was_deleted_are_found_again()
    {
        using var place = StorePlace.Create("SQLite");
        var store = place.Open();
        await store.SubmitAsync(Work.Claim("before"), "task-1");
        Directory.Delete(place.Home, recursive: true);

        await store.SubmitAsync(Work.Claim("after"), "task-2");

        Assert.Equal("task-2", Assert.Single(await place.Open().AllAsync()).GatewayId);
        Assert.Equal("task-2", Assert.Single(await store.AllAsync()).GatewayId);
    }

    [UnixFact]
    public async Task Another_file_in_the_place_of_the_store_is_the_one_that_is_used()
    {
        using var place = StorePlace.Create("SQLite");
        using var other = StorePlace.Create("SQLite");
        var store = place.Open();
        await store.SubmitAsync(Work.Claim("before"), "task-1");
        using (var second = other.Open())
        {
            await second.SubmitAsync(Work.Claim("there"), "task-3");
        }

        other.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        foreach (var file in Directory.GetFiles(place.Home))
        {
            File.Delete(file);
        }

        File.Copy(other.Address, place.Address);
        await store.SubmitAsync(Work.Claim("after"), "task-2");

        Assert.Equal(["task-3", "task-2"], (await store.AllAsync()).Select(task => task.GatewayId));
    }
}
