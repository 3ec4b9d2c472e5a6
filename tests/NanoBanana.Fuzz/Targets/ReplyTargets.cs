using System.Text;
using System.Text.Json;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Gateways.Facets;
using NanoBanana.Client.Http;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Querying;
using NanoBanana.Client.Uploads;
using NanoBanana.Fuzz.Corpus;
using NanoBanana.Fuzz.Running;

namespace NanoBanana.Fuzz.Targets;

/// <summary>
/// The five mappings, without a network: each body is read as a submit's, a query's, a balance's, an estimate's, an upload's and an
/// error's. No exception is allowed: a gateway that replies with nonsense has accepted or refused, and the caller decides by what it reads.
/// </summary>
internal static class ReplyTargets
{
    private static readonly int[] Statuses = [.. Enumerable.Repeat(200, 30), 201, 302, 400, 401, 402, 403, 404, 408, 409, 413, 422, 425, 429, 433, 455, 500, 501, 503, 505];
    private static readonly DateTimeOffset Now = new(2026, 10, 5, 12, 0, 0, TimeSpan.Zero);

    public static IEnumerable<FuzzTarget> All() => GatewayRegistry.Names.Select(provider => new FuzzTarget("reply-" + provider, Replies.Of(provider), Reader(provider))
    {
        Kind = InputKind.Json,
        Allowed = [],
        Words = ["task_id", "200", "501", "success", "COMPLETED", "content policy", "too many active tasks", "Bearer ", "\"retryAfter\""],
        Share = 15,
    });

    /// <summary>A status that belongs to the body: the same body always comes with the same.</summary>
    public static int StatusOf(byte[] body) => Statuses[(body.Sum(each => (long)each) + body.Length) % Statuses.Length];

    private static Func<byte[], bool> Reader(string provider)
    {
        var gateway = GatewayRegistry.Find(provider);
        var profile = new Profile { Name = "fuzz", Provider = provider, BaseUri = gateway.Description.BaseUri };
        return body =>
        {
            var reply = new GatewayReply(StatusOf(body), body);
            var replyStatus = ReplyStatus.Of(gateway, reply);
            if (replyStatus.IsError)
            {
                _ = StatusErrors.From(replyStatus, reply, profile, new Secret("sk-fuzz"), target: null, TimeProvider.System).Message.Length;
            }

            var submitted = gateway.ReadSubmit(reply);
            LandingClass.Of(reply, replyStatus, submitted, TaskIds.In(gateway, reply));
            var ended = Follow(gateway, profile, submitted) | Follow(gateway, profile, gateway.ReadQuery(reply));
            (gateway as ICreditQuery)?.ReadCredit(reply);
            (gateway as IPriceEstimate)?.ReadEstimate(reply);
            var (put, file) = (gateway as IPresignedUpload)?.ReadUploadUrl(reply) ?? default;
            foreach (var url in new[] { put, file, (gateway as IFormUpload)?.ReadUpload(reply), (gateway as IFreshLink)?.ReadFreshLink(reply) })
            {
                UploadedUrl.TryRead(url, profile, out _);
            }

            return !replyStatus.IsError && ended;
        };
    }

    /// <summary>What becomes of a snapshot: the next question, the task, the journal's line, a file's name.</summary>
    private static bool Follow(IGateway gateway, Profile profile, TaskSnapshot snapshot)
    {
        gateway.Query(new TaskHandle(snapshot.Id ?? "none", StatusUrl.Trusted(snapshot.StatusUrl, profile)));
        var task = new ImageTask { Provider = profile.Provider, Profile = profile.Name, State = TaskStates.Pending, IntentId = "fuzz" }.With(snapshot, Now);
        var text = JournalJson.Text(JournalRecords.State(task, Now));
        if (JsonSerializer.Deserialize(text, JournalJson.Default.JournalRecord)!.State != task.State)
        {
            throw new InvalidDataException("The journal cannot hold it: " + text);
        }

        foreach (var image in task.Images)
        {
            var name = NameTemplate.Expand("{Source}-{Id}-{Prompt:40}-{Model}-{Date}-{Index}", task, image);
            if (Path.GetFileName(name) != name || name.Length == 0)
            {
                throw new InvalidDataException("It is no name: " + name);
            }
        }

        return task.Id is not null;
    }
}
