using System.Globalization;
using System.Text.Json;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Http;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Querying;

/// <summary>Reads the answer of a gateway to a query of a task.</summary>
internal sealed class QueryReader(Profile profile, IGateway gateway, ClientOptions options)
{
    /// <summary>How long after a submit "not found" may mean "not visible yet" (docs.kie.ai, get-task-detail).</summary>
    private static readonly TimeSpan VisibilityGrace = TimeSpan.FromSeconds(60);

    private readonly QueryWarnings _warnings = new(profile, gateway, options.Log);

    /// <summary>The task as the reply shows it.</summary>
    /// <param name="task">The task that was asked about.</param>
    /// <param name="reply">What the gateway answered.</param>
    /// <param name="key">The account's key, which no error may repeat.</param>
    /// <exception cref="NanoBananaException">The reply is an error, is not readable, or is about another task.</exception>
    public ImageTask Read(ImageTask task, GatewayReply reply, Secret key)
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
            throw Unreadable(task, reply, key, $"it is about the task {snapshot.Id}.");
        }

        // of a task that perhaps was never made, only a reply that names it says something
        var seen = task.State is TaskStates.Unknown && snapshot.Id is null ? task : task.With(snapshot, now);
        _warnings.Write(seen, reply, snapshot);
        return seen;
    }

    private ImageTask AfterError(ImageTask task, GatewayReply reply, ReplyStatus replyStatus, Secret key, DateTimeOffset now)
    {
        if (replyStatus.Code is 404 or 422 && now - task.SubmittedAt < VisibilityGrace)
        {
            return task;
        }

        // while polling, these codes in an envelope are about the task, not about the call (docs.kie.ai, get-task-detail)
        if (replyStatus.InEnvelope && replyStatus.Code is 408 or 501)
        {
            var code = replyStatus.Code.ToString(CultureInfo.InvariantCulture);
            return task.With(new TaskSnapshot { State = TaskStates.Failed, FailureCode = code, FailureMessage = replyStatus.Text }, now);
        }

        throw StatusErrors.From(replyStatus, reply, profile, key, task.Id, options.Time);
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
}
