using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Http;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Querying;

/// <summary>Asks a gateway for the state of a task, and records how it ended.</summary>
internal sealed class TaskQuery(Profile profile, IGateway gateway, QuerySender sender, ClientOptions options)
{
    /// <summary>How long after a submit "not found" may mean "not visible yet" (docs.kie.ai, get-task-detail).</summary>
    private static readonly TimeSpan VisibilityGrace = TimeSpan.FromSeconds(60);

    private static readonly ConcurrentDictionary<string, byte> Told = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="NanoBananaException">The gateway does not know the task, or cannot be reached.</exception>
    public Task<ImageTask> QueryAsync(ImageTask task, CancellationToken cancellationToken) => QueryAsync(task, sender.SendAsync, cancellationToken);

    /// <summary>Asks once: a fault that may pass is thrown as well.</summary>
    /// <exception cref="NanoBananaException">The gateway does not know the task, cannot be reached now, or asks to wait.</exception>
    public Task<ImageTask> QueryOnceAsync(ImageTask task, CancellationToken cancellationToken) => QueryAsync(task, sender.SendOnceAsync, cancellationToken);

    private async Task<ImageTask> QueryAsync(ImageTask task, Func<GatewayCall, Secret, object?, CancellationToken, Task<GatewayReply>> send, CancellationToken cancellationToken)
    {
        if (task.State is TaskStates.Failed || (task.State is TaskStates.Succeeded && !task.HasLostImages()))
        {
            return task;
        }

        var id = task.Id ?? throw new NanoBananaException(ErrorIds.TaskIdRequired, task.State) { Target = task };
        var key = await options.Profiles.KeyAsync(profile, cancellationToken).ConfigureAwait(false);
        var call = gateway.Query(id, StatusUrl.Trusted(task.StatusUrl, profile));
        var reply = await send(call, key, id, cancellationToken).ConfigureAwait(false);
        var seen = Read(task, reply, key);
        options.Accounts.Of(profile, key, options.Time).Active.Seen(seen);
        if (seen.State != task.State && (seen.HasEnded() || task.State is TaskStates.Unknown))
        {
            await RecordAsync(task, seen).ConfigureAwait(false);
        }

        return seen;
    }

    private ImageTask Read(ImageTask task, GatewayReply reply, Secret key)
    {
        var now = options.Time.GetUtcNow();
        var replyStatus = ReplyStatus.Of(gateway, reply);
        if (replyStatus.IsError)
        {
            return AfterError(task, reply, replyStatus, key, now);
        }

        if (reply.Json.ValueKind is not JsonValueKind.Object)
        {
            throw Unreadable(task, reply, key, Reasons.Page(reply) ?? FormattableString.Invariant($"its {reply.Body.Length:N0} bytes are not JSON."));
        }

        var snapshot = gateway.ReadQuery(reply);
        if (!snapshot.IsOf(task.Id!))
        {
            throw Unreadable(task, reply, key, $"it speaks of the task {snapshot.Id}.");
        }

        // of a task that perhaps was never made, only a reply that names it says something
        var seen = task.State is TaskStates.Unknown && snapshot.Id is null ? task : task.With(snapshot, now);
        Tell(seen, reply, snapshot);
        return seen;
    }

    private NanoBananaException Unreadable(ImageTask task, GatewayReply reply, Secret key, string what) =>
        new(ErrorIds.UnreadableReply, profile.Provider, what)
        {
            Target = task.Id,
            Provider = profile.Provider,
            Profile = profile.Name,
            HttpStatus = reply.Status,
            Reply = Redaction.Reply(reply.Text, key),
        };

    private ImageTask AfterError(ImageTask task, GatewayReply reply, ReplyStatus replyStatus, Secret key, DateTimeOffset now)
    {
        if (replyStatus.Code is 404 or 422 && now - task.SubmittedAt < VisibilityGrace)
        {
            return task;
        }

        // while polling, these codes in an envelope speak of the task, not of the call (docs.kie.ai, get-task-detail)
        if (replyStatus.InEnvelope && replyStatus.Code is 408 or 501)
        {
            var code = replyStatus.Code.ToString(CultureInfo.InvariantCulture);
            return task.With(new TaskSnapshot { State = TaskStates.Failed, FailureCode = code, FailureMessage = replyStatus.Text }, now);
        }

        throw StatusErrors.From(replyStatus, reply, profile, key, task.Id, options.Time);
    }

    private void Tell(ImageTask task, GatewayReply reply, TaskSnapshot snapshot)
    {
        foreach (var oddity in ReplyOddities.Of(gateway, reply, snapshot))
        {
            if (Told.TryAdd(oddity, 0))
            {
                options.Log?.Warning(oddity);
            }
        }

        if (task.State is TaskStates.Succeeded && snapshot.Images.Count > task.Images.Count)
        {
            options.Log?.Warning(FormattableString.Invariant($"{profile.Provider} gave {snapshot.Images.Count:N0} images for task {task.Id}, which asked for {task.Count}; the first {task.Images.Count} are kept."));
        }

        if (task.State is TaskStates.Succeeded && task.Images.Count < task.Count)
        {
            options.Log?.Warning($"{profile.Provider} gave {task.Images.Count} of the {task.Count} images that were asked for in task {task.Id}.");
        }
    }

    private async Task RecordAsync(ImageTask before, ImageTask task)
    {
        if (options.Journal is { } journal && task.IntentId is not null)
        {
            try
            {
                var now = options.Time.GetUtcNow();
                JournalRecord[] accepted = before.State is TaskStates.Unknown ? [JournalRecords.Accepted(task, now)] : [];
                await journal.WriteAsync([.. accepted, .. task.HasEnded() ? new[] { JournalRecords.State(task, now) } : []]).ConfigureAwait(false);
            }
            catch (NanoBananaException error)
            {
                options.Log?.Warning($"The end of task {task.Id} could not be written to the journal. {error.Message}");
            }
        }
    }
}
