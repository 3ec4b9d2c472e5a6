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

    private static readonly ConcurrentDictionary<string, byte> NamedWords = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="NanoBananaException">The gateway does not know the task, or cannot be reached.</exception>
    public async Task<ImageTask> QueryAsync(ImageTask task, CancellationToken cancellationToken)
    {
        if (task.State is TaskStates.Succeeded or TaskStates.Failed)
        {
            return task;
        }

        var id = task.Id ?? throw new NanoBananaException(ErrorIds.TaskIdRequired, task.State) { Target = task };
        var key = await options.Profiles.KeyAsync(profile, cancellationToken).ConfigureAwait(false);
        var call = gateway.Query(id, StatusUrl.Trusted(task.StatusUrl, profile));
        var reply = await sender.SendAsync(call, key, id, cancellationToken).ConfigureAwait(false);
        var seen = Read(task, reply, key);
        options.Accounts.Of(profile, key, options.Time).Active.Seen(seen);
        if (seen.HasEnded() && !task.HasEnded())
        {
            await RecordAsync(seen).ConfigureAwait(false);
        }

        return seen;
    }

    private ImageTask Read(ImageTask task, GatewayReply reply, Secret key)
    {
        var now = options.Time.GetUtcNow();
        var verdict = Verdict.Of(gateway, reply);
        if (verdict.IsError)
        {
            return AfterError(task, reply, verdict, key, now);
        }

        if (reply.Json.ValueKind is not JsonValueKind.Object)
        {
            throw new NanoBananaException(ErrorIds.UnreadableReply, profile.Provider, FormattableString.Invariant($"its {reply.Body.Length:N0} bytes are not JSON."))
            {
                Target = task.Id,
                Provider = profile.Provider,
                Profile = profile.Name,
                HttpStatus = reply.Status,
                Reply = Redaction.Reply(reply.Text, key),
            };
        }

        var snapshot = gateway.ReadQuery(reply);
        var seen = task.With(snapshot, now);
        Tell(seen, snapshot.UnknownWord);
        return seen;
    }

    private ImageTask AfterError(ImageTask task, GatewayReply reply, Verdict verdict, Secret key, DateTimeOffset now)
    {
        if (verdict.Code is 404 or 422 && now - task.SubmittedAt < VisibilityGrace)
        {
            return task;
        }

        // while polling, these codes in an envelope speak of the task, not of the call (docs.kie.ai, get-task-detail)
        if (verdict.InEnvelope && verdict.Code is 408 or 501)
        {
            var code = verdict.Code.ToString(CultureInfo.InvariantCulture);
            return task.With(new TaskSnapshot { State = TaskStates.Failed, FailureCode = code, FailureMessage = verdict.Text }, now);
        }

        throw StatusErrors.From(verdict, reply, profile, key, task.Id, options.Time);
    }

    private void Tell(ImageTask task, string? unknownWord)
    {
        if (unknownWord is not null && NamedWords.TryAdd(profile.Provider + unknownWord, 0))
        {
            options.Log?.Warning($"{profile.Provider} uses the state '{Redaction.Message(unknownWord, key: null)}', which this version does not know; the task counts as running.");
        }

        if (task.State is TaskStates.Succeeded && task.Images.Count < task.Count)
        {
            options.Log?.Warning($"{profile.Provider} gave {task.Images.Count} of the {task.Count} images that were asked for in task {task.Id}.");
        }
    }

    private async Task RecordAsync(ImageTask task)
    {
        if (options.Journal is { } journal && task.IntentId is not null)
        {
            try
            {
                await journal.WriteAsync(JournalRecords.State(task, options.Time.GetUtcNow())).ConfigureAwait(false);
            }
            catch (NanoBananaException error)
            {
                options.Log?.Warning($"The end of task {task.Id} could not be written to the journal. {error.Message}");
            }
        }
    }
}
