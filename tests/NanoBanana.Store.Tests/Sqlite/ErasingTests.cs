using System.Text;
using NanoBanana.Client.Store;
using NanoBanana.Store.Tests.Support;

namespace NanoBanana.Store.Tests.Sqlite;

/// <summary>Erasing erases: not a word is left in the file, its WAL or its free pages.</summary>
public sealed class ErasingTests
{
    private const string Secret = "a very private prompt";

    [Fact]
    public async Task Nothing_of_a_removed_task_is_left_while_another_connection_is_open()
    {
        using var place = StorePlace.Create("SQLite");
        var store = place.Open();
        using var other = place.Open();
        var tokens = new List<AttemptToken>();
        for (var i = 0; i < 40; i++)
        {
            tokens.Add(await store.SubmitAsync(Work.Claim("k" + i) with { Prompt = Secret, Request = Secret + new string('x', i * 300) }, "task-" + i));
        }

        Assert.Equal(40, (await other.AllAsync()).Count);
        Assert.Contains(Secret, Everything(place), StringComparison.Ordinal);

        Assert.Equal(40, await store.RemoveAsync(tokens.ConvertAll(token => token.IntentId), CancellationToken.None));

        Assert.DoesNotContain(Secret, Everything(place), StringComparison.Ordinal);
        Assert.Empty(await other.AllAsync());
    }

    [Fact]
    public async Task A_reader_in_the_middle_of_a_question_delays_it_only()
    {
        using var place = StorePlace.Create("SQLite");
        var store = place.Open();
        var token = await store.SubmitAsync(Work.Claim("k") with { Prompt = Secret, Request = Secret }, "task-1");
        var reader = place.Connect();
        var command = reader.CreateCommand();
        command.CommandText = "BEGIN; SELECT COUNT(*) FROM nb_tasks";
        command.ExecuteScalar();

        var removing = store.RemoveAsync([token.IntentId], CancellationToken.None);
        Assert.Same(removing, await Task.WhenAny(removing, Ends(reader, removing)));
        await removing;

        Assert.DoesNotContain(Secret, Everything(place), StringComparison.Ordinal);
    }

    // the reader goes once the rows are gone; the erasing then has to try again
    private static async Task<int> Ends(System.Data.Common.DbConnection reader, Task removing)
    {
        await Task.Yield();
        await reader.DisposeAsync();
        await removing;
        return await new TaskCompletionSource<int>().Task;
    }

    private static string Everything(StorePlace place)
    {
        var all = new StringBuilder();
        foreach (var file in Directory.GetFiles(place.Home))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            all.Append(Encoding.Latin1.GetString(copy.ToArray()));
        }

        return all.ToString();
    }
}
