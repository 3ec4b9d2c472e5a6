using System.Threading.RateLimiting;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Querying;

namespace NanoBanana.Client.Submitting;

/// <summary>Waits for the account's turn: for room among its active tasks, then for its rate.</summary>
internal sealed class TurnStep(Profile profile, TaskQuery query, ClientOptions options)
{
    /// <summary>The turn; it is given back when it is disposed of.</summary>
    public async Task<Turn> RunAsync(SubmitContext context)
    {
        await context.Account.ShareAsync(OwnersAsync).ConfigureAwait(false);
        while (true)
        {
            if (await FindAsync(context).ConfigureAwait(false) is { } turn)
            {
                return turn;
            }
        }
    }

    // null: while it waited for the rate, another process took the room
    private async Task<Turn?> FindAsync(SubmitContext context)
    {
        var active = context.Account.Active;
        var slot = await active.EnterAsync(query.QueryAsync, task => options.Durations.Of(task, profile.IsLoopback()), ElsewhereAsync, context.Stop).ConfigureAwait(false);
        IDisposable held = slot;
        try
        {
            var turn = new Turn(slot, await Account.PassAsync(context.Account.Creates, context.Stop).ConfigureAwait(false));
            held = turn;
            if (!await active.IsOverAsync(ElsewhereAsync).ConfigureAwait(false))
            {
                return turn;
            }
        }
        catch
        {
            held.Dispose();
            throw;
        }

        held.Dispose();
        return null;
    }

    // those that are being submitted have no id
    private async Task<IReadOnlyList<ImageTask>> ElsewhereAsync()
    {
        if (options.Journal is not { } journal)
        {
            return [];
        }

        try
        {
            var rows = await journal.Store.ActiveElsewhereAsync(profile.Account(), profile.Emulator(), options.Time.GetUtcNow() - ActiveTasks.Longest, CancellationToken.None).ConfigureAwait(false);
            return [.. rows.Select(StoredEntries.Of).OfType<JournalEntry>().Select(entry => entry.Task)];
        }
        catch (NanoBananaException)
        {
            return [];
        }
    }

    // a store that cannot be read says so at the next commit
    private async Task<int> OwnersAsync()
    {
        try
        {
            return options.Journal is { } journal ? await journal.Store.LiveOwnersAsync(profile.Account(), CancellationToken.None).ConfigureAwait(false) : 1;
        }
        catch (NanoBananaException)
        {
            return 1;
        }
    }

    /// <summary>Room for one more active task, and a permit for one submit.</summary>
    internal sealed class Turn(ActiveTasks.Slot slot, RateLimitLease permit) : IDisposable
    {
        public RateLimitLease Permit => permit;

        /// <summary>The room stays taken until the task ends.</summary>
        public void Keep(ImageTask task) => slot.Accepted(task);

        public void Dispose()
        {
            permit.Dispose();
            slot.Dispose();
        }
    }
}
