using System.Runtime.CompilerServices;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Store.Relational;

/// <summary>Reads tasks page by page: memory does not grow with their number, and no transaction stays open between two pages.</summary>
internal sealed class TaskPages(StoreConnection connection, Database database, ThisProcess self, StoreOptions options)
{
    private const int PageSize = 256;

    public async IAsyncEnumerable<StoredTask> ReadAsync(TaskFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var select = new TaskSelect(filter);
        var left = filter.Last ?? int.MaxValue;
        var turned = filter is { Last: not null, NewestFirst: false } ? new Stack<StoredTask>() : null;
        StoredTask? last = null;
        while (left > 0)
        {
            var page = await PageAsync(select, last, Math.Min(PageSize, left), cancellationToken).ConfigureAwait(false);
            foreach (var task in page)
            {
                turned?.Push(task);
                if (turned is null)
                {
                    yield return task;
                }
            }

            left = page.Count < Math.Min(PageSize, left) ? 0 : left - page.Count;
            last = page.Count > 0 ? page[page.Count - 1] : last;
        }

        while (turned is { Count: > 0 })
        {
            yield return turned.Pop();
        }
    }

    private async Task<List<StoredTask>> PageAsync(TaskSelect select, StoredTask? after, int most, CancellationToken cancellationToken)
    {
        using var session = await connection.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (session is null)
        {
            return [];
        }

        try
        {
            var (sql, values) = select.Page(after, most);
            var rows = await session.QueryAsync(sql, TaskRow.Read, values).ConfigureAwait(false);
            var tasks = rows.ConvertAll(row => row.Task);
            await AddFilesAsync(session, tasks).ConfigureAwait(false);
            await AddOtherIdsAsync(session, tasks).ConfigureAwait(false);
            return await JudgedAsync(session, tasks).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not (NanoBananaException or OperationCanceledException))
        {
            throw database.Wrap(error);
        }
    }

    private static async Task AddFilesAsync(Session session, List<StoredTask> tasks)
    {
        var ended = tasks.Where(task => task.Images > 0).Select(task => task.IntentId).ToList();
        if (ended.Count == 0)
        {
            return;
        }

        var files = (await session.QueryAsync(
            $"SELECT intent, idx, path, checksum, saved FROM nb_files WHERE intent IN ({Values.Names(ended.Count)}) ORDER BY idx, saved DESC",
            static row => (Intent: row.GetString(0), File: new StoredFile(row.Count(1), row.GetString(2), unchecked((ulong)row.Number(3)!.Value), row.Count(4) == 1)),
            Values.Of(ended)).ConfigureAwait(false)).ToLookup(each => each.Intent, each => each.File, StringComparer.Ordinal);
        for (var i = 0; i < tasks.Count; i++)
        {
            tasks[i] = files.Contains(tasks[i].IntentId) ? tasks[i] with { Files = [.. files[tasks[i].IntentId]] } : tasks[i];
        }
    }

    // there are hardly ever any: one small query per page
    private static async Task AddOtherIdsAsync(Session session, List<StoredTask> tasks)
    {
        if (tasks.Count == 0 || await session.NumberAsync("SELECT COUNT(*) FROM nb_receipts").ConfigureAwait(false) == 0)
        {
            return;
        }

        var intents = tasks.ConvertAll(task => task.IntentId);
        var ids = (await session.QueryAsync(
            $"SELECT intent, gateway_id FROM nb_receipts WHERE intent IN ({Values.Names(intents.Count)}) ORDER BY at",
            static row => (Intent: row.GetString(0), Id: row.GetString(1)),
            Values.Of(intents)).ConfigureAwait(false)).ToLookup(each => each.Intent, each => each.Id, StringComparer.Ordinal);
        for (var i = 0; i < tasks.Count; i++)
        {
            tasks[i] = ids.Contains(tasks[i].IntentId) ? tasks[i] with { OtherIds = [.. ids[tasks[i].IntentId]] } : tasks[i];
        }
    }

    // what a process left behind is shown as what it is, also before a writer has settled it
    private async Task<List<StoredTask>> JudgedAsync(Session session, List<StoredTask> tasks)
    {
        if (!tasks.Exists(task => StoredStates.IsInFlight(task.State)))
        {
            return tasks;
        }

        var now = database.Clock is { } clock ? await session.NumberAsync(clock).ConfigureAwait(false) : options.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var alive = await OwnerTable.AliveAsync(session, self, now).ConfigureAwait(false);
        return tasks.ConvertAll(task => !StoredStates.IsInFlight(task.State) || alive.Contains(task.Owner ?? string.Empty) ? task
            : task.State is StoredStates.Sending ? task with { State = TaskStates.Unknown, Charge = Charge.Unknown, Landing = TaskStates.Unknown }
            : task with { State = TaskStates.Failed, Charge = Charge.Released, Landing = LandedFact.Withdrawn });
    }
}
